/** Every way in which a check can end gives its verdict, and none gets out of the judge. */
import { expect, test } from 'vitest';
import { requirement, requirements } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import { type FakeAnswer, FakeWire } from '../client/caller-for-tests.js';
import { checkName } from '../client/check-name.js';
import { Unsafe } from '../client/guard.js';
import { NoEvidence, TargetGone } from '../client/wire.js';
import { sessionOn } from '../run/session-for-tests.js';
import { type Check, checkFor } from './check.js';
import { judge } from './judge.js';
import { Skip, Untestable } from './outcome.js';

const ofLevel = (level: string) => requirements.find((one) => one.level === level)?.id as RequirementId;
const [must, should, observed] = ['MUST', 'SHOULD', 'OBSERVED'].map(ofLevel) as [
  RequirementId,
  RequirementId,
  RequirementId,
];

/** Judges a check of a requirement that ends as `run` does. */
const judged = (id: RequirementId, run: Check['run'], answer: FakeAnswer = {}, capability?: boolean) => {
  const session = sessionOn(new FakeWire(() => answer));
  if (capability !== undefined) session.capabilities.subtickets = capability;
  return judge(session, checkFor('searchTickets', id, 'Do something', run));
};

const broken: Check['run'] = async (t) => {
  const seen = await t.call('searchTickets', { query: {} });
  await t.call('getTicketStats', {});
  t.violated('an array', 'an object', seen, '/0');
};
const throwing =
  (thrown: unknown): Check['run'] =>
  async () => {
    throw thrown;
  };

test('a check that ends well passes, and tells what it is a check of', async () => {
  const result = await judged(must, async (t) => void (await t.call('searchTickets', { query: {} })));
  const { sentence, reference } = requirement(must);
  expect(result).toMatchObject({ requirement: must, operation: 'searchTickets', level: 'MUST', sentence, reference });
  expect(result).toMatchObject({ verdict: 'pass', action: 'Do something', exchanges: [1] });
});

test.each([
  [must, 'fail'],
  [should, 'warn'],
  [observed, 'info'],
])('a broken requirement, %s: %s, with the exchanges that prove it', async (id, verdict) => {
  const result = await judged(id, broken);
  expect(result).toMatchObject({ verdict, expected: 'an array', actual: 'an object', pointer: '/0', exchanges: [1] });
});

test('what is only observed is recorded', async () => {
  expect(await judged(observed, async () => 'it is so')).toMatchObject({ verdict: 'info', observed: 'it is so' });
  expect(await judged(observed, async () => {})).toMatchObject({ verdict: 'info', observed: 'as described' });
});

test.each([
  ['a prerequisite that is broken', new Untestable(should, 'Needed it'), 'untestable', 'prerequisite'],
  ['data that is not there', new Skip('no-data', 'Nothing there'), 'skip', 'no-data'],
  ['a permission that the key lacks', new Skip('no-permission', 'Lacks it'), 'skip', 'no-permission'],
  ['a capability that is not there', new Skip('capability-absent', 'Lacks it'), 'skip', 'capability-absent'],
  ['a request that could do harm', new Unsafe('Could do harm'), 'skip', 'unsafe'],
  ['a target that is gone', new TargetGone('Gone', 'target-gone'), 'untestable', 'target-gone'],
  ['no time left', new TargetGone('Used up', 'out-of-budget'), 'untestable', 'out-of-budget'],
  ['evidence that is not there', new NoEvidence('None'), 'untestable', 'no-evidence'],
] as const)('%s', async (_, thrown, verdict, code) => {
  for (const id of [must, should, observed]) {
    const result = await judged(id, throwing(thrown));
    expect(result).toMatchObject({ verdict, reason: { code, text: thrown.message } });
    expect(result.expected).toBeUndefined();
  }
});

test('a prerequisite is named', async () => {
  expect(await judged(must, throwing(new Untestable(should, 'Needed it')))).toMatchObject({ prerequisite: should });
});

test('a request without an answer proves nothing', async () => {
  const result = await judged(must, broken, { failure: 'the connection was refused' });
  expect(result).toMatchObject({ verdict: 'untestable', reason: { code: 'target-gone' } });
  expect(result.reason?.text).toContain('the connection was refused');
});

test.each([
  ['an error', new TypeError('x is not a function')],
  ['a text', 'something'],
  ['nothing', undefined],
  ['null', null],
])('anything else is a fault of the suite: %s', async (_, thrown) => {
  const result = await judged(must, throwing(thrown));
  expect(result).toMatchObject({ verdict: 'error', reason: { code: 'suite-fault' } });
});

test('a check of what the installation lacks is skipped by the request itself', async () => {
  const run: Check['run'] = async (t) =>
    void (await t.call('listChildTickets', { path: { number: '1', format: 'json' } }));
  expect(await judged(must, run, {}, false)).toMatchObject({ verdict: 'skip', reason: { code: 'capability-absent' } });
});

test('a success that is none breaks the requirement whose own action it is', async () => {
  const page = { type: 'text/html', body: '<!DOCTYPE html><html></html>' };
  const run: Check['run'] = async (t) => t.succeeds(await t.call('searchTickets', { query: {} }));
  const owner: RequirementId = 'searchTickets/answers-an-array';
  expect(await judged(owner, run, page)).toMatchObject({ verdict: 'fail', expected: 'the documented success' });
  // Where not even the simplest search works, that is one failure and not one for each check.
  const other: RequirementId = 'searchTickets/limit-respected';
  expect(await judged(other, run, page)).toMatchObject({ verdict: 'untestable', prerequisite: owner });
});

test('the name of a check says for which operation it is, where the requirement does not', () => {
  expect(checkName({ requirement: 'getTicket/by-id', operation: 'getTicket' })).toBe('getTicket/by-id');
  expect(checkName({ requirement: 'permissions/lacking-403', operation: 'getTicket' })).toBe(
    'permissions/lacking-403 getTicket',
  );
});
