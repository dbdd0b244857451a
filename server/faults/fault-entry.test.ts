/** What an entry says of a fault: which requests it hits, and how often. */
import { describe, expect, test } from 'vitest';
import { FaultEntryError, faultOf } from './fault-entry.js';
import { carry, create, get, number, search, server, startsFront } from './front-for-tests.js';

startsFront();

describe('a fault hits what its entry says', () => {
  test('these operations alone', async () => {
    carry({ fault: 'success-status', parameters: { status: 206 }, operations: ['searchTickets'] });
    expect(await search('limit=1')).toMatchObject({ status: 206 });
    expect(await get()).toMatchObject({ status: 200 });
  });

  test('requests that break a requirement alone', async () => {
    carry({ fault: 'refusal-status', parameters: { status: 500 }, breaking: 'createTicket/name-is-string' });
    expect(await create({ name: {} })).toMatchObject({ status: 500 });
    expect(await create({ email: {} })).toMatchObject({ status: 400 });
  });
});

describe('a fault strikes as often as its entry says', () => {
  const statuses = async (requests: number) => {
    const seen: number[] = [];
    for (let at = 0; at < requests; at += 1) seen.push((await search('limit=1')).status);
    return seen;
  };

  test('the next n requests, of those that it hits', async () => {
    carry({ fault: 'error-page', operations: ['searchTickets'], times: 2 });
    expect(await get()).toMatchObject({ status: 200 });
    expect(await statuses(4)).toEqual([502, 502, 200, 200]);
  });

  test('a share of them, the same ones for the same seed', async () => {
    const entry = { fault: 'error-page', share: 0.5, seed: 4 } as const;
    carry(entry);
    const first = await statuses(40);
    const struck = first.filter((status) => status === 502).length;
    expect(struck).toBeGreaterThan(10);
    expect(struck).toBeLessThan(30);
    carry(entry);
    expect(await statuses(40)).toEqual(first);
    carry({ ...entry, seed: 5 });
    expect(await statuses(40)).not.toEqual(first);
    carry({ ...entry, share: 0 });
    expect(await statuses(10)).toEqual(Array(10).fill(200));
  });
});

describe('an entry that cannot be carried out is refused, and the message says what is wrong', () => {
  test.for([
    [{ fault: 'no-such-fault' }, 'A fault: /fault should be one of success-status, '],
    [{ fault: 'field-missing' }, 'The fault field-missing: /field should be to be there'],
    [{ fault: 'delay', share: 2 }, 'A fault: /share should be '],
    [{ fault: 'delay', times: 0 }, 'A fault: /times should be '],
    [{ fault: 'delay', parameters: { milliseconds: 'long' } }, 'The fault delay: /milliseconds should be integer'],
    [{ fault: 'stale-answers', parameters: { often: 1 } }, 'The fault stale-answers has no "often", and no parameters'],
    [{ fault: 'delay', parameters: { ms: 5 } }, 'The fault delay has no "ms", only milliseconds, upTo, '],
    [{ fault: 'delay', operation: 'getTicket' }, 'A fault has no "operation", only fault, parameters, operations, '],
    [{ fault: 'stale-answers', operations: ['getTickets'] }, 'A fault: /operations/0 should be one of createTicket'],
    [{ fault: 'stale-answers', breaking: 'getTicket/by-id' }, 'A fault: /breaking should be one of '],
    ['stale-answers', 'A fault: it should be object'],
  ])('%j', ([entry, message]) => {
    expect(() => faultOf(entry)).toThrow(FaultEntryError);
    expect(() => faultOf(entry)).toThrow(message as string);
  });
});

test('a new fault remembers nothing of the one before', async () => {
  carry({ fault: 'stale-answers' });
  const first = (await get()).text;
  await server.store.db.updateTable('ticket').set({ source: 'Email' }).where('number', '=', number).execute();
  carry({ fault: 'stale-answers' });
  expect((await get()).text).not.toBe(first);
});
