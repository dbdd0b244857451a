/** Faults of what is read from a request, and who may send it: what a client sees, and what was done. */
import { expect } from 'vitest';
import { create, get, getUnknown, number, type Seen, search, send, server } from './front-for-tests.js';

const page = '<h1>Fatal error</h1>';

export const seenRequests = {
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
  'field-ignored': [
    { field: 'priority' },
    async () => {
      expect(await create({ priority: 'no such priority' })).toMatchObject({ status: 201 });
      // An ID that nothing has is refused all the same.
      expect((await create({ priority: 4_000_000_001 })).status).toBeGreaterThanOrEqual(400);
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
} satisfies Seen;
