/** What an entry says of a fault: which requests it hits, and how often. */
import { describe, expect, test } from 'vitest';
import { FaultEntryError, faultOf } from './fault-entry.js';
import { carry, create, get, number, search, send, server, startsFront } from './front-for-tests.js';

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

describe('a fault hits the requests about what its entry says', () => {
  const delayed = { fault: 'error-page', parameters: { status: 503 } } as const;

  test('one ticket', async () => {
    const other = (await create()).text;
    carry({ ...delayed, where: { number } });
    expect(await get()).toMatchObject({ status: 503 });
    expect(await send('GET', `tickets-get.php/${other}.json`)).toMatchObject({ status: 200 });
    expect(await search('limit=1')).toMatchObject({ status: 200 });
    carry({ ...delayed, where: { number, format: 'xml' } });
    expect([(await get()).status, (await get('xml')).status]).toEqual([200, 503]);
  });

  test('one file, by its number or the text of it', async () => {
    for (const file_id of [77, '77']) {
      carry({ ...delayed, where: { file_id } });
      expect(await send('GET', 'tickets-attachment-download.php/77.json')).toMatchObject({ status: 503 });
      expect(await send('GET', 'tickets-attachment-download.php/78.json')).toMatchObject({ status: 404 });
    }
  });

  test('one key', async () => {
    carry({ ...delayed, where: { key: 'reader' } });
    const path = `tickets-get.php/${number}.json`;
    expect(await send('GET', path, { key: 'READER' })).toMatchObject({ status: 503 });
    expect(await send('GET', path)).toMatchObject({ status: 200 });
    carry({ ...delayed, where: { key: 'nobody' } });
    expect(await send('GET', path, { key: '' })).toMatchObject({ status: 401 });
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
    [{ fault: 'field-missing' }, 'The fault field-missing: /field is missing'],
    [{ fault: 'delay', share: 2 }, 'A fault: /share should be '],
    [{ fault: 'delay', times: 0 }, 'A fault: /times should be >= 1, and is 0'],
    [{ fault: 'delay', parameters: { milliseconds: 'long' } }, 'The fault delay: /milliseconds should be integer'],
    [{ fault: 'stale-answers', parameters: { often: 1 } }, 'The fault stale-answers has no "often", nor any other'],
    [{ fault: 'delay', parameters: { ms: 5 } }, 'The fault delay has no "ms", only milliseconds, upTo, '],
    [{ fault: 'delay', operation: 'getTicket' }, 'A fault has no "operation", only fault, parameters, operations, '],
    [{ fault: 'stale-answers', operations: ['getTickets'] }, 'A fault: /operations/0 should be one of createTicket'],
    [
      { fault: 'stale-answers', breaking: 'getTicket/by-id' },
      'A fault: /breaking should be a name that the contract has, and is "getTicket/by-id"',
    ],
    ['stale-answers', 'A fault: it should be object'],
    [{ fault: 'delay', seed: 3 }, 'A fault: it should have property share when property seed is present'],
    [
      { fault: 'delay', parameters: { milliseconds: 5, upTo: 2 } },
      'The fault delay: /upTo should be >= 5, as /milliseconds is, and is 2',
    ],
    [{ fault: 'delay', parameters: { upTo: 2 } }, 'The fault delay: /upTo should be >= 1000'],
    [{ fault: 'delay', where: {} }, 'A fault: /where should NOT have fewer than 1 '],
    [{ fault: 'delay', where: { ticket: '5' } }, 'A fault: /where has no "ticket", only number, format, '],
    [
      { fault: 'delay', where: { file_id: 5 }, operations: ['downloadAttachment', 'getTicket'] },
      'A fault: /where/file_id fits no request of getTicket, whose path has none',
    ],
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
