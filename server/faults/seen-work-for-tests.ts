/** Faults of the work itself: what a client sees, and what was done. */
import { expect } from 'vitest';
import { count, create, get, number, type Seen, send, server } from './front-for-tests.js';

export const seenWork = {
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
} satisfies Seen;
