/** The check of `department` with the path of a nested department. */

import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { departments } from '../../steps/lookups.js';
import { makeTicket } from '../../steps/own-tickets.js';
import { find, found, highestLimit, rowsOf, searched } from '../../steps/search.js';
import { findingWorks, wordFor } from './searched-tickets.js';

const limit = highestLimit;

/** A department's path that the user knows, and its last step. @throws Skip */
function knownPath(t: Context): { path: string; last: string } {
  const path = t.session.run.known.departmentPath;
  if (path) return { path, last: path.split(' / ').at(-1) ?? path };
  throw new Skip(
    'no-data',
    'Add `departmentPath` (`Parent / Child`) of a nested department to `known` in the settings file.',
  );
}

/** Whether a name is the path or its end: a department's own name may hold the sign that parts the steps. */
export const isEndOf = (path: string, name: unknown) => path === name || path.endsWith(` / ${name}`);

/** Expects the department above the known nested one, by its name, to have no ticket of that. Nothing where none is known. */
export async function aboveKeepsToItself(t: Context): Promise<void> {
  const path = t.session.run.known.departmentPath ?? '';
  const [above, last] = path.split(' / ').slice(-2);
  if (above === undefined || last === undefined || above === last) return;
  const below = await searched(t, { department: path, limit });
  const answer = await searched(t, { department: above, limit });
  if (!below.isSuccess || !answer.isSuccess) return;
  const nested = new Set(rowsOf(below).map((row) => Number(row.departmentId)));
  // The row itself says that it is in the nested one: somebody may move a ticket meanwhile.
  const stranger = rowsOf(answer).find((row) => nested.has(Number(row.departmentId)) && row.department !== above);
  const expected = `only the department ${above}, without those below it`;
  t.that(!stranger, expected, show(stranger?.department), [below, answer]);
}

export const checks: Check[] = [
  check('searchTickets/department-by-path', 'Filter by the path of a nested department', async (t) => {
    const { path, last } = knownPath(t);
    const answer = await searched(t, { department: path, limit });
    const { rows } = await found(t, answer);
    t.field(answer, 'searchTickets/department-is-string');
    const stranger = rows.find((row) => !isEndOf(path, row.department));
    t.that(!stranger, `only the department ${last}`, show(stranger?.department), answer);
    if (rows.length > 0) return;
    const namesakes = (await departments(t)).filter(({ name }) => isEndOf(path, name));
    if (t.session.run.mode === 'write' && namesakes.length === 0) {
      await findingWorks(t);
      const word = wordFor(t, 'nested');
      await makeTicket(t, `${word} in a nested department`, { departmentId: last });
      const again = await find(t, { department: path, limit });
      t.that(again.rows.length > 0, `the ticket with "${word}"`, 'nothing', again.answer);
      return;
    }
    if (namesakes.length !== 1)
      throw new Skip('no-data', `No ticket is known to be in ${path} and in no other ${last}.`);
    t.violated(`the tickets of ${path}, of which there are some`, 'nothing', answer);
  }),
];
