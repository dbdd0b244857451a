/** Evidence that has a part of the requests of a check decides as far as it goes, and the result says so. */
import { expect, test } from 'vitest';
import type { RequirementId } from '../../generated/requirements.js';
import { type FakeAnswer, FakeWire } from '../client/caller-for-tests.js';
import { NoEvidence, type OutgoingRequest } from '../client/wire.js';
import { sessionOn } from '../run/session-for-tests.js';
import { type Check, checkFor } from './check.js';
import type { Context } from './context.js';
import { beside, each } from './each.js';
import { judge } from './judge.js';

const requirement: RequirementId = 'searchTickets/answers-an-array';

/** Evidence that lacks the requests with these limits, or of these scopes. */
const lacking = (...what: readonly string[]) =>
  new FakeWire(({ scope, url }: OutgoingRequest): FakeAnswer => {
    if (what.some((one) => url.endsWith(`limit=${one}`) || scope === one)) throw new NoEvidence(`No ${url}`);
    return {};
  });

const judged = (wire: FakeWire, run: Check['run']) =>
  judge(sessionOn(wire), checkFor('searchTickets', requirement, 'Do something', run));

const ask = (t: Context, limit: number) => t.call('searchTickets', { query: { limit } });
const asksAll: Check['run'] = async (t) => void (await each(t, [1, 2, 3], (limit) => ask(t, limit)));

test('all requests, in their order', async () => {
  const wire = lacking();
  const result = await judged(wire, asksAll);
  expect(result).toMatchObject({ verdict: 'pass', exchanges: [1, 2, 3] });
  expect(result.reason).toBeUndefined();
});

test('a pass by some of them says how many the evidence lacks', async () => {
  const text = 'The evidence lacks 2 requests of this check: it is judged by the others.';
  const result = await judged(lacking('1', '3'), asksAll);
  expect(result).toMatchObject({ verdict: 'pass', reason: { code: 'no-evidence', text } });
});

test('none of them is no evidence', async () => {
  expect(await judged(lacking('1', '2', '3'), asksAll)).toMatchObject({ verdict: 'untestable' });
});

test('a failure among them is one, and what is missing does not hide it', async () => {
  const result = await judged(lacking('1'), async (t) => {
    await each(
      t,
      [1, 2, 3],
      (limit) => ask(t, limit),
      (answer) => t.violated('an array', 'an object', answer),
    );
  });
  expect(result).toMatchObject({ verdict: 'fail', actual: 'an object' });
  expect(result.reason).toBeUndefined();
});

test('evidence that a judgement lacks is no missing request', async () => {
  const result = await judged(lacking('9'), async (t) => {
    await each(
      t,
      [1, 2],
      (limit) => ask(t, limit),
      () => ask(t, 9),
    );
  });
  expect(result).toMatchObject({ verdict: 'untestable', reason: { code: 'no-evidence' } });
});

test('what is asked beside the requirement may be missing', async () => {
  const result = await judged(lacking('2'), async (t) => {
    await ask(t, 1);
    await beside(t, () => ask(t, 2));
  });
  expect(result).toMatchObject({ verdict: 'pass', reason: { text: expect.stringContaining('lacks 1 request of') } });
});

test('of what checks share, too; and of an attempt that was given up, nothing', async () => {
  const shared = await judged(lacking('1'), async (t) => void (await t.share('all', asksThem)));
  expect(shared.reason?.text).toContain('lacks 1 request of');
  const given = await judged(lacking('1', '9'), async (t) => {
    await t.attempt(async () => [await asksThem(t), await ask(t, 9)]).catch(() => {});
    await ask(t, 2);
  });
  expect(given.reason).toBeUndefined();
});

const asksThem = (t: Context) => each(t, [1, 2, 3], (limit) => ask(t, limit));

test('what the evidence has in no scope of its own, each check has made for itself', async () => {
  const wire = lacking('shared');
  const session = sessionOn(wire);
  const of = (name: string) =>
    judge(session, {
      ...checkFor('searchTickets', requirement, 'Do something', async (t) => {
        await t.share('shared', (own) => ask(own, 1));
        await t.share('shared', (own) => ask(own, 1));
      }),
      operation: name as 'searchTickets',
    });
  expect(await of('searchTickets')).toMatchObject({ verdict: 'pass' });
  const scopes = wire.requests.map(({ scope }) => scope);
  expect(scopes).toEqual(['shared', 'searchTickets/answers-an-array']);
});

test('against an installation nothing is made a second time', async () => {
  const wire = new FakeWire(() => {
    throw new NoEvidence('A long answer is not kept.');
  }, true);
  const run: Check['run'] = async (t) => void (await t.share('shared', (own) => ask(own, 1)));
  expect(await judged(wire, run)).toMatchObject({ verdict: 'untestable' });
  expect(wire.requests).toHaveLength(1);
});
