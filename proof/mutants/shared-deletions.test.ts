/** Deletions that must be refused share a ticket: one that was carried out takes no verdict from the others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check } from '../../conformance/kernel/check.js';
import { judgeAll } from '../../conformance/run/judge-for-tests.js';
import { at, type Fault } from '../../server/faults/fault.js';
import { doneWithoutRight, keyOf, served } from '../../server/faults/key.js';
import { sessionFor } from './engine/kill.js';
import { startTarget, type Target } from './engine/target.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([]);
});
afterAll(() => target.close());

const deletions = ({ operation, requirement }: Check) =>
  operation === 'deleteTicket' && /^auth\/|^permissions\/|refusal-changes-nothing/.test(requirement);

const cases: readonly [what: string, fault: Fault, others: readonly string[]][] = [
  ['nothing', async (sent, forward) => forward(sent), []],
  [
    'a deletion without a key is carried out',
    served((sent) => keyOf(sent) === undefined),
    ['auth/judged-before-the-request: warn', 'auth/key-elsewhere-401: fail', 'auth/missing-key-401: fail'],
  ],
  ['a deletion with an empty key is carried out', served((sent) => keyOf(sent) === ''), ['auth/empty-key-401: fail']],
  [
    'a deletion is refused, and carried out',
    doneWithoutRight(401),
    // A check that sends two deletions for one ticket cannot send the second.
    ['auth/key-elsewhere-401: skip', 'auth/refused-without-effect: fail'],
  ],
];

test.each(cases)('broken: %s', async (_, fault, others) => {
  target.front.carry(at('deleteTicket', fault));
  const results = await judgeAll(sessionFor(target), deletions);
  await target.reset();
  expect(results.length).toBeGreaterThan(10);
  const notPassed = results.filter(({ verdict }) => verdict !== 'pass');
  expect(notPassed.map(({ requirement, verdict }) => `${requirement}: ${verdict}`).sort()).toEqual(others);
});
