/** Each fault that can be named, seen through HTTP: what a client gets, and what was done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addKey } from '../rules/keys.js';
import { type RunningServer, startServer } from '../start.js';
import { newTicketBody } from '../testing/sample-calls.js';
import { type FaultEntry, FaultEntryError, faultOf } from './fault-entry.js';
import { type Front, startFront } from './front.js';
import type { namedFaults } from './named-faults.js';

let server: RunningServer;
let front: Front;
let number: string;

const page = '<h1>Fatal error</h1>';

interface Sent {
  json?: unknown;
  key?: string;
}

/** What comes through the front. */
async function send(method: string, path: string, { json, key = 'FULL' }: Sent = {}) {
  const response = await fetch(`${front.url}/api/${path}`, {
    method,
    headers: { 'x-api-key': key, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text, json: () => JSON.parse(text) };
}

const get = (extension = 'json') => send('GET', `tickets-get.php/${number}.${extension}`);
const getUnknown = () => send('GET', 'tickets-get.php/none.json');
const create = (fields: object = {}) => send('POST', 'tickets.json', { json: { ...newTicketBody, ...fields } });
const search = (query: string) => send('GET', `tickets-search.php?${query}`);

/** How many tickets there are. */
async function count(): Promise<number> {
  const all = await server.store.db.selectFrom('ticket').select('ticket_id').execute();
  return all.length;
}

beforeAll(async () => {
  server = await startServer({ keys: ['FULL'] });
  front = await startFront({ url: server.url, store: server.store, fullKey: 'FULL' });
  await addKey(server.store, { key: 'READER', permissions: ['can_read_tickets'] });
  number = (await create({ subject: 'The first' })).text;
});
afterAll(async () => {
  await front.close();
  await server.close();
});

const carry = (entry: FaultEntry) => front.carry(faultOf(entry));

/** By name: parameters, and what is seen then. */
const seen: Record<keyof typeof namedFaults, [parameters: object, see: () => Promise<void>]> = {
  'success-status': [
    { status: 206 },
    async () => {
      expect(await get()).toMatchObject({ status: 206, type: expect.stringContaining('json') });
      expect(await getUnknown()).toMatchObject({ status: 404 });
    },
  ],
  'success-content-type': [
    { type: 'text/html' },
    async () => {
      expect(await get()).toMatchObject({ status: 200, type: 'text/html' });
      expect(await getUnknown()).toMatchObject({ type: expect.stringContaining('json') });
    },
  ],
  'success-body': [
    { body: page },
    async () => {
      expect(await get()).toMatchObject({ status: 200, type: 'text/html', text: page });
      carry({ fault: 'success-body' });
      expect(await create()).toMatchObject({ status: 200, text: expect.stringContaining('Fatal error') });
    },
  ],
  'refusal-status': [
    { status: 500, from: [404] },
    async () => {
      expect(await getUnknown()).toMatchObject({ status: 500 });
      expect(await create({ name: {} })).toMatchObject({ status: 400 });
    },
  ],
  'refusal-content-type': [
    { type: 'text/html' },
    async () => expect(await getUnknown()).toMatchObject({ status: 404, type: 'text/html' }),
  ],
  'refusal-body': [
    { type: 'text/html', body: page, status: 200, from: [404] },
    async () => {
      expect(await getUnknown()).toMatchObject({ status: 200, type: 'text/html', text: page });
      expect(await create({ name: {} })).toMatchObject({ status: 400, type: expect.stringContaining('json') });
    },
  ],
  'refusal-field': [
    { field: 'error', value: 1 },
    async () => expect((await getUnknown()).json()).toEqual({ error: 1, message: expect.any(String) }),
  ],
  'text-before-json': [
    { text: 'Notice: Undefined index\n' },
    async () => {
      expect((await get()).text).toMatch(/^Notice: Undefined index\n\{/);
      carry({ fault: 'text-before-json' });
      expect((await getUnknown()).text).toMatch(/^<br \/>\n<b>Notice<\/b>: .*<br \/>\n\{"error"/);
    },
  ],
  'digits-are-numbers': [{}, async () => expect((await get()).json().number).toBe(Number(number))],
  'booleans-are-numbers': [
    {},
    async () => {
      expect((await get()).json().isOverdue).toBe(0);
      expect((await getUnknown()).json().error).toBe(1);
    },
  ],
  'field-type': [
    { field: 'thread[].id', type: 'text' },
    async () => expect((await get()).json().thread[0].id).toMatch(/^\d+$/),
  ],
  'field-missing': [
    { field: 'subject' },
    async () => {
      const ticket = (await get()).json();
      expect(ticket).not.toHaveProperty('subject');
      expect(ticket.number).toBe(number);
    },
  ],
  'field-value': [{ field: 'source', value: null }, async () => expect((await get()).json().source).toBeNull()],
  'field-renamed': [
    { field: 'thread[].body', to: 'text' },
    async () => {
      const [entry] = (await get()).json().thread;
      expect(entry).not.toHaveProperty('body');
      expect(entry.text).toBe(newTicketBody.message);
    },
  ],
  'field-words': [
    { field: 'status', words: { Open: 'O' } },
    async () => expect((await get()).json()).toMatchObject({ status: 'O' }),
  ],
  'field-wrapped': [
    { field: 'user.name', as: 'name', others: { format: 'full' } },
    async () => {
      const { name } = newTicketBody;
      expect((await get()).json()).toMatchObject({ user: { name: { format: 'full', name } } });
    },
  ],
  'list-longer': [
    { item: { id: 99, name: 'Archived', state: 'archived' } },
    async () => {
      const list = (await send('GET', 'tickets-statuses.php')).json();
      expect(list.at(-1)).toEqual({ id: 99, name: 'Archived', state: 'archived' });
      expect(list.length).toBeGreaterThan(1);
    },
  ],
  'refusal-header-missing': [
    { header: 'Allow' },
    async () => {
      const response = await fetch(`${front.url}/api/tickets-statuses.php`, {
        method: 'POST',
        headers: { 'x-api-key': 'FULL' },
      });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBeNull();
    },
  ],
  'xml-text': [
    { text: 'false', to: '' },
    async () => {
      expect((await get('xml')).text).toContain('<isOverdue></isOverdue>');
    },
  ],
  'value-refused': [
    { field: 'source', values: ['Web'], status: 500, type: 'text/html', body: page },
    async () => {
      expect(await create({ source: 'Web' })).toMatchObject({ status: 500, type: 'text/html', text: page });
      expect(await create({ source: 'API' })).toMatchObject({ status: 201 });
    },
  ],
  'characters-dropped': [
    { characters: '<>' },
    async () => {
      const { text } = await create({ subject: 'a <b> c' });
      expect((await send('GET', `tickets-get.php/${text}.json`)).json()).toMatchObject({ subject: 'a b c' });
    },
  ],
  'username-ignored': [
    { field: 'staffId' },
    async () => {
      const time = '2026-01-01 00:00:00';
      const agent = { username: 'jane.smith', isactive: 1, created: time, updated: time };
      await server.store.db.insertInto('staff').values(agent).execute();
      const path = `tickets-update.php/${number}.json`;
      expect(await send('PATCH', path, { json: { staffId: agent.username } })).toMatchObject({ status: 200 });
      expect((await get()).json()).toMatchObject({ staffId: null });
      expect(await send('PATCH', path, { json: { staffId: 'nobody' } })).toMatchObject({ status: 400 });
    },
  ],
  'parameter-cut': [{ parameter: 'limit' }, async () => expect((await search('limit=1.5')).json()).toHaveLength(1)],
  'other-mistakes-first': [
    { status: 401 },
    async () => {
      const json = { note: 'A note.' };
      expect(await send('PATCH', 'tickets-update.php/none.json', { json, key: 'NONE' })).toMatchObject({ status: 404 });
      expect(await send('PATCH', `tickets-update.php/${number}.json`, { json, key: 'NONE' })).toMatchObject({
        status: 401,
      });
    },
  ],
  'ticket-looked-up-first': [
    {},
    async () => {
      const json = { note: {} };
      expect(await send('PATCH', 'tickets-update.php/none.json', { json })).toMatchObject({ status: 404 });
      expect(await send('PATCH', `tickets-update.php/${number}.json`, { json })).toMatchObject({ status: 400 });
    },
  ],
  'id-taken-for-number': [
    {},
    async () => {
      const { id } = (await get()).json();
      expect(await send('PATCH', `tickets-update.php/${id}.json`, { json: { note: 'By ID' } })).toMatchObject({
        status: 200,
      });
    },
  ],
  'time-kept': [
    {},
    async () => {
      await server.store.db.updateTable('ticket').set({ updated: '2020-01-01 00:00:00' }).execute();
      expect(await send('PATCH', `tickets-update.php/${number}.json`, { json: { note: 'Later' } })).toMatchObject({
        status: 200,
      });
      expect((await get()).json()).toMatchObject({ updated: '2020-01-01 00:00:00' });
    },
  ],
  'xml-is-json': [{}, async () => expect((await get('xml')).json().number).toBe(number)],
  'xml-element-renamed': [
    { element: 'response', to: 'result' },
    async () => expect((await get('xml')).text).toMatch(/^<\?xml[^>]*>\s*<result>.*<\/result>\s*$/s),
  ],
  'field-ignored': [
    { field: 'priority' },
    async () => {
      const created = await create({ priority: 'no such priority' });
      expect(created.status).toBe(201);
    },
  ],
  'field-refused': [
    { field: 'priority', status: 422 },
    async () => {
      expect(await create({ priority: 'High' })).toMatchObject({ status: 422 });
      expect(await create()).toMatchObject({ status: 201 });
    },
  ],
  'parameter-ignored': [
    { parameter: 'query' },
    async () => expect((await search('query=no-such-subject')).json()).not.toEqual([]),
  ],
  'parameter-refused': [
    { parameter: 'sort', status: 500 },
    async () => {
      expect(await search('sort=number')).toMatchObject({ status: 500 });
      expect(await search('limit=1')).toMatchObject({ status: 200 });
    },
  ],
  'invalid-accepted': [
    {},
    async () => {
      const created = await create({ subject: 'Kept', priority: 'no such priority', name: {} });
      expect(created.status).toBe(201);
      expect((await send('GET', `tickets-get.php/${created.text}.json`)).json().subject).toBe('Kept');
      expect(await getUnknown()).toMatchObject({ status: 200 });
      expect(await search('limit=none')).toMatchObject({ status: 200 });
      expect(await get('pdf')).toMatchObject({ status: 200 });
    },
  ],
  'refused-but-done': [
    {},
    async () => {
      const before = await count();
      expect(await create({ priority: 'no such priority' })).toMatchObject({ status: 400 });
      expect(await count()).toBe(before + 1);
    },
  ],
  'nothing-done': [
    {},
    async () => {
      const before = await count();
      expect(await create()).toMatchObject({ status: 201, text: expect.stringMatching(/^\d+$/) });
      expect(await count()).toBe(before);
    },
  ],
  'stale-answers': [
    {},
    async () => {
      const first = (await get()).text;
      await server.store.db.updateTable('ticket').set({ source: 'Phone' }).where('number', '=', number).execute();
      expect((await get()).text).toBe(first);
    },
  ],
  'key-not-required': [
    {},
    async () => {
      expect(await send('GET', 'tickets-search.php', { key: 'nobody' })).toMatchObject({ status: 200 });
      expect(await send('GET', 'tickets-search.php', { key: 'READER' })).toMatchObject({ status: 403 });
    },
  ],
  'permission-not-required': [
    {},
    async () => {
      expect(await send('GET', 'tickets-search.php', { key: 'READER' })).toMatchObject({ status: 200 });
      expect(await send('GET', 'tickets-search.php', { key: 'nobody' })).toMatchObject({ status: 401 });
    },
  ],
  delay: [
    { milliseconds: 30 },
    async () => {
      let isAnswered = false;
      const answer = get().finally(() => {
        isAnswered = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(isAnswered).toBe(false);
      expect(await answer).toMatchObject({ status: 200 });
      carry({ fault: 'delay', parameters: { milliseconds: 0, upTo: 5 } });
      expect(await get()).toMatchObject({ status: 200 });
    },
  ],
  'too-many-requests': [
    { retryAfter: 7 },
    async () => {
      const asked = () => fetch(`${front.url}/api/tickets-statuses.php`, { headers: { 'x-api-key': 'FULL' } });
      const before = await count();
      expect(await create()).toMatchObject({ status: 429, type: 'text/html; charset=UTF-8' });
      expect(await count()).toBe(before);
      expect((await asked()).headers.get('retry-after')).toBe('7');
      carry({ fault: 'too-many-requests', parameters: { retryAfter: 3600, as: 'date', status: 503 } });
      const answer = await asked();
      expect(answer.status).toBe(503);
      const until = Date.parse(answer.headers.get('retry-after') ?? '') - Date.now();
      expect(until).toBeGreaterThan(3_000_000);
      carry({ fault: 'too-many-requests', parameters: { retryAfter: 3600, allowed: 2 } });
      expect([(await asked()).status, (await asked()).status, (await asked()).status]).toEqual([200, 200, 429]);
    },
  ],
  'error-page': [
    { status: 503 },
    async () => {
      const before = await count();
      expect(await create()).toMatchObject({ status: 503, text: expect.stringContaining('Service Unavailable') });
      expect(await count()).toBe(before);
      carry({ fault: 'error-page', parameters: { status: 500, after: 'work' } });
      expect(await create()).toMatchObject({ status: 500, text: expect.stringContaining('Internal Server Error') });
      expect(await count()).toBe(before + 1);
    },
  ],
  'slow-body': [
    { bytesPerSecond: 1 },
    async () => {
      const slow = await fetch(`${front.url}/api/tickets-statuses.php`, { headers: { 'x-api-key': 'FULL' } });
      expect(slow.status).toBe(200);
      carry({ fault: 'slow-body', parameters: { bytesPerSecond: 1_000_000 } });
      // The body that came slowly breaks off where its fault ends.
      await expect(slow.text()).rejects.toThrow('terminated');
      expect((await get()).json().number).toBe(number);
    },
  ],
  'connection-reset': [
    { after: 'work' },
    async () => {
      const before = await count();
      await expect(create()).rejects.toThrow('fetch failed');
      expect(await count()).toBe(before + 1);
      carry({ fault: 'connection-reset' });
      await expect(create()).rejects.toThrow('fetch failed');
      expect(await count()).toBe(before + 1);
    },
  ],
  'cut-answer': [{ bytes: 20 }, async () => await expect(get()).rejects.toThrow('terminated')],
};

describe('each fault does what it says', () => {
  test.for(Object.entries(seen))('%s', async ([name, [parameters, see]]) => {
    carry({ fault: name as keyof typeof namedFaults, parameters: parameters as Record<string, unknown> });
    await see();
  });
});

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
    [{ fault: 'stale-answers', parameters: { often: 1 } }, 'The fault stale-answers: /often should be not to be there'],
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
