/** A fault accuses nobody else: four that once did, and how an accusation without a reason is told. `npm run collateral` tries a sample. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unexplained } from './engine/accused.js';
import { tryMutant } from './engine/kill.js';
import { nameOf } from './engine/mutant.js';
import { startTarget, type Target } from './engine/target.js';
import { allMutants } from './index.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([], { largeFiles: false });
});
afterAll(() => target.close());

test('what is about an operation that the fault does not change has no reason, unless it compares', () => {
  const others = [
    'getTicket/subject-is-string',
    'errors/error-is-true searchTickets',
    'searchTickets/row-agrees-with-ticket',
  ];
  expect(unexplained({ others, touched: ['getTicket'] })).toEqual(['errors/error-is-true searchTickets']);
  expect(unexplained({ others, touched: [] })).toEqual(others);
});

test.each([
  'formats/readable-to-its-end unlinkSubticket: what is not packed is said to be',
  'getTicket/priorityId-is-integer: priorityId is missing',
  'getTicket/statusId-is-integer: statusId is missing',
  'createTicket/others-untouched: all tickets get one department',
])(
  '%s',
  async (name) => {
    const mutant = allMutants.find((one) => nameOf(one) === name);
    if (!mutant) throw new Error(`There is no mutant "${name}".`);
    const result = await tryMutant(target, mutant, 'all checks');
    expect(result.killed).toBe(true);
    expect(unexplained(result)).toEqual([]);
  },
  600_000,
);
