/** Faults of the connection, and servers before the installation: what a client sees, and what was done. */
import { expect } from 'vitest';
import { carry, count, create, front, get, number, type Seen } from './front-for-tests.js';

export const seenConnection = {
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
} satisfies Seen;
