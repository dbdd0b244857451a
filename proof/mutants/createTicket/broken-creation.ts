/** What faults of a creation are made of. */
import { resolve } from '../../../contract/document.js';
import { operation } from '../../../contract/operations.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, notDone, refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';
import { on } from '../faults/request.js';

export const create = 'createTicket';
export const withoutMarkdown = { without: ['markdown'] };
export const withoutSubtickets = { without: ['subtickets'] };

export const stripped = (value: unknown) => String(value).replaceAll(/<[^>]*>/g, '');
export const isDigits = (value: unknown) => /^\d+$/.test(String(value));
/** A value that must be refused is passed over, or refused and the ticket made all the same. */
export const refusals = (rule: Parameters<typeof mutant>[0], what: string, name: string): Mutant[] => [
  mutant(rule, `${what} is passed over`, accepted(create, withoutField(name))),
  mutant(rule, `${what} is refused, but the ticket is made`, refusedButDone(create, withoutField(name))),
  mutant(rule, `${what} is answered with 500`, refusalStatus(create, 500)),
];

/** The fields that the reference lists. */
export const properties = resolve(operation(create).requestSchema ?? {}).properties ?? {};

/** Every ticket gets the number of the first. */
export const sameNumber = on(create, async (sent, forward, { memory }) => {
  const answer = await forward(sent);
  if (answer.status === 201 && !memory.has('first')) memory.set('first', answer);
  return answer.status === 201 ? (memory.get('first') as typeof answer) : answer;
});

/** No ticket is made, and one that is there already is said to be new. */
export const anothersNumber = notDone(create, async (_, { ask }) => {
  const [row] = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=9')).body.toString());
  return made(201, 'text/plain', row.number);
});
