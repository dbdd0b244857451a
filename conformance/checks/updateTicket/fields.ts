/** Checks of the fields of an update together: none unknown, all or nothing. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { unchanged } from '../../steps/comparisons.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { mistakes } from '../../steps/mistakes.js';
import { inDays, makeTicket, readTicket } from '../../steps/own-tickets.js';
import { refusedUpdates } from '../../steps/updates.js';

const note = 'This note must not be added.';

export const checks: Check[] = [
  check('updateTicket/unknown-field-refused', 'Send `duedate` in place of `dueDate`', async (t) => {
    // With the note only the name of the field is wrong.
    const [answer] = await refusedUpdates(t, [{ note, duedate: inDays(t, 30) }]);
    if (!answer || answer.text.includes('duedate')) return;
    const hasMessage = ({ json }: Answer) => typeof (json as { message?: unknown } | null)?.message === 'string';
    if (!(await mistakes(t, 'updateTicket')).some(hasMessage)) {
      throw new Untestable('errors/standard-object', `Needed a message, but the answer was ${answer.summary}`);
    }
    t.violated('a message that names `duedate`', answer.summary, answer, '/message');
  }),

  check('updateTicket/all-or-nothing', 'Send valid fields together with one that is refused', async (t) => {
    const { number } = await makeTicket(t, 'all or nothing');
    const valid = { ...(await usableIds(t, lookupFields.priority, lookupFields.status)), note, noteFormat: 'text' };
    const dueDate = inDays(t, 30);
    let before = await readTicket(t, number);
    // Which field a server writes first is not known, so different ones are wrong.
    const bodies = [
      { ...valid, dueDate: 'soon' },
      ...Object.values(lookupFields).map(({ field }) => ({ ...valid, dueDate, [field]: t.unknownName })),
      { ...valid, dueDate, noteFormat: 'rtf' },
    ];
    let refusals = 0;
    for (const json of bodies) {
      const answer = await t.send({ operation: 'updateTicket', path: { number, format: 'json' }, json });
      if (answer.status < 400) {
        // Taken as valid: another check reports that.
        before = await readTicket(t, number);
        continue;
      }
      refusals++;
      unchanged(before, await readTicket(t, number), answer);
    }
    if (refusals === 0) throw new Untestable('updateTicket/dueDate-invalid-400', 'No wrong field was refused');
  }),
];
