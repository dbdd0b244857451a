/** What kept evidence answers, and what it does not: nothing of another state, and nothing of another ticket. */
import { expect, test } from 'vitest';
import { filledPath } from '../../contract/path-values.js';
import { runId, url } from './caller-for-tests.js';
import type { EvidenceHeader, Exchange } from './exchange.js';
import { mark } from './mark.js';
import { ReplayWire } from './replay-wire.js';
import { NoEvidence } from './wire.js';

type Kept = [scope: string, method: string, path: string, body?: object | undefined, status?: number];

const headers = { 'x-api-key': '<key main>' };

/** A wire on evidence with these exchanges; the text of each answer is its place among them. */
function wireOn(...kept: Kept[]) {
  const exchanges = kept.map(
    ([scope, method, path, body, status = 200], index): Exchange => ({
      id: index + 1,
      scope,
      at: '2026-11-24T00:00:00Z',
      request: { method, url: `${url}/api${path}`, headers, ...(body ? { body: { text: JSON.stringify(body) } } : {}) },
      response: { status, headers: {}, body: { text: String(index + 1) }, durationMs: 1 },
    }),
  );
  const header = { runId } as EvidenceHeader;
  const wire = new ReplayWire({ header, exchanges, exchange: (id) => exchanges[id - 1] });
  const send = async ([scope, method, path, body]: Kept) => {
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return (await wire.send({ scope, method, url: `${url}/api${path}`, headers, ...text })).id;
  };
  return { wire, send };
}

const creation = (label: string, more: object = {}) => ({
  subject: `${mark(runId)} ${label}`,
  message: `Made for: ${label}.`,
  ...more,
});
const create = (scope: string, label: string, more: object = {}): Kept => [
  scope,
  'POST',
  '/tickets.json',
  creation(label, more),
];
const read = (scope: string, number = 1): Kept => [scope, 'GET', `/tickets-get.php/${number}.json`];
const note = (scope: string, status = 200): Kept => [
  scope,
  'PATCH',
  '/tickets-update.php/1.json',
  { note: 'A' },
  status,
];

test('the same request is answered in its order, a write only in its scope and once', async () => {
  const { send } = wireOn(note('a'), note('b'), note('a'));
  expect([await send(note('a')), await send(note('a'))]).toEqual([1, 3]);
  await expect(send(note('a'))).rejects.toThrow(NoEvidence);
  await expect(send(note('c'))).rejects.toThrow(NoEvidence);
});

test('what is read before a change is never what was read after it', async () => {
  const { send } = wireOn(note('a'), read('a'));
  await expect(send(read('a'))).rejects.toThrow(NoEvidence);
  await send(note('a'));
  expect(await send(read('a'))).toBe(2);
});

test('another scope has read it in the same state', async () => {
  const { send } = wireOn(read('b'), note('a'), read('c'), read('c'));
  expect(await send(read('a'))).toBe(1);
  await send(note('a'));
  expect(await send(read('a'))).toBe(3);
});

test('what another has changed in between is no such state', async () => {
  const { send } = wireOn(read('b'), note('b'), note('a'), note('b'), read('b'));
  await expect(send(read('a'))).rejects.toThrow(NoEvidence);
  await send(note('a'));
  await expect(send(read('a'))).rejects.toThrow(NoEvidence);
});

test('a refused change of another is passed over, and the change of another ticket', async () => {
  const other: Kept = ['b', 'PATCH', '/tickets-update.php/2.json', { note: 'A' }];
  const { send } = wireOn(read('b'), note('b', 400), other, note('a'));
  expect(await send(read('a'))).toBe(1);
});

test('a link changes the child too', async () => {
  const link: Kept = ['b', 'POST', '/tickets-subtickets-create.php/2.json', { childId: '1' }];
  const { send } = wireOn(read('b'), link, note('a'));
  await expect(send(read('a'))).rejects.toThrow(NoEvidence);
});

test('after refusals one reading shows that none had an effect', async () => {
  const { send } = wireOn(note('a', 401), note('a', 400), read('a'));
  await send(note('a'));
  expect(await send(read('a'))).toBe(3);
});

test('a new ticket for the same check may have had another label', async () => {
  const { send } = wireOn(create('a', 'that is told'), create('b', 'the other'), note('a'));
  await expect(send(create('c', 'that is shown'))).rejects.toThrow(NoEvidence);
  expect(await send(create('a', 'that is shown'))).toBe(1);
  await expect(send(create('a', 'that is shown, too'))).rejects.toThrow(NoEvidence);
});

test.each([
  ['another field', create('a', 'that is shown', { ip: '192.0.2.1' })],
  ['a word to search for', create('a', `sought${runId} among others`)],
  ['a text to be read back', create('a', 'many scripts: Ä')],
])('a new ticket with %s is another', async (_, one) => {
  await expect(wireOn(create('a', 'that is told')).send(one)).rejects.toThrow(NoEvidence);
  await expect(wireOn(one).send(create('a', 'that is told'))).rejects.toThrow(NoEvidence);
});

test('the only ticket with the very label is found in every scope, with what was done with it', async () => {
  const { send } = wireOn(note('b'), create('a', 'due at a time'), note('a'), read('a'));
  const ids = [await send(create('c', 'due at a time')), await send(note('c')), await send(read('c'))];
  expect(ids).toEqual([2, 3, 4]);
  // Two checks of today may have been one.
  const again = [await send(create('a', 'due at a time')), await send(note('a')), await send(read('a'))];
  expect(again).toEqual([2, 3, 4]);
  await expect(send(create('c', 'due at a time'))).rejects.toThrow(NoEvidence);
});

test('where several have that label, it is not known which is meant', async () => {
  const { send } = wireOn(create('a', 'of one check'), create('b', 'of one check'));
  await expect(send(create('c', 'of one check'))).rejects.toThrow(NoEvidence);
});

test('what was tried in vain can be tried in another way', async () => {
  const { send, wire } = wireOn(create('a', 'that is told'), create('b', 'moved'), note('b'));
  const act = async () => {
    await send(create('a', 'that is shown'));
    await send(create('a', 'moved'));
    await send(read('a', 5));
  };
  await expect(wire.attempt('a', act)).rejects.toThrow(NoEvidence);
  await expect(send(note('a'))).rejects.toThrow(NoEvidence);
  expect([await send(create('a', 'that is told')), await send(create('a', 'moved'))]).toEqual([1, 2]);
});

test.each(['T:131', 'HD-2026.00131', '#00131'])('a change of ticket %s is known as one', async (number) => {
  const path = (script: string) => filledPath(`/tickets-${script}.php/{number}.json`, { number });
  const reading: Kept = ['a', 'GET', path('get')];
  const change: Kept = ['a', 'PATCH', path('update'), { note: 'A' }];
  const { send } = wireOn(reading, change, reading);
  await send(change);
  expect(await send(reading)).toBe(3);
});
