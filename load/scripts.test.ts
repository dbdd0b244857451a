/** Both scripts as they are, on the host, against the reference server on both kinds of store. Loads are small. */

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { type RunningServer, startServer } from '../server/start.js';
import { countRows } from '../server/store/count-rows-for-tests.js';
import { mariadbDatabase } from '../server/store/each-store.js';
import { expectClean, missedButTime, runScript, small } from './host-for-tests.js';

const stores = [
  { name: 'memory', skip: false, open: async () => ({ address: 'memory', remove: async () => undefined }) },
  { name: 'MariaDB', skip: inject('mariadbUrl') === null, open: mariadbDatabase },
];

describe.each(stores)('on $name', ({ skip, open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let server: RunningServer;
  let env: Record<string, string>;
  let key: string;

  beforeAll(async () => {
    if (skip) return;
    place = await open();
    server = await startServer({ store: place.address, fill: madeUpTickets(300) });
    [key = ''] = server.keys;
    env = { OSTICKET_URL: server.url, OSTICKET_API_KEY: key, ...small };
  });
  afterAll(async () => {
    await server?.close();
    await place?.remove();
  });

  test.skipIf(skip)('search, smoke', async () => {
    const ran = await runScript('search', env);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.summary).toMatchObject({
      passed: true,
      script: 'search',
      iterations: 20,
      shapesChecked: 20,
      turnedAway: 0,
    });
    expect(ran.summary?.operations).toMatchObject([{ id: 'searchTickets', served: 20, errors: 0 }]);
    expectClean(ran, key);
  });

  test.skipIf(skip)('search, at a rate', async () => {
    const ran = await runScript('search', { ...env, SCENARIO: 'average', RATE: '15' });
    expect(missedButTime(ran)).toEqual([]);
    expect(ran.summary?.operations[0]?.served).toBeGreaterThan(10);
    expect(ran.summary?.operations[0]?.served).toBeLessThanOrEqual(31);
  });

  test.skipIf(skip)('attachments, smoke: nothing is left behind', async () => {
    const before = await countRows(server.store.db);
    const ran = await runScript('attachments', env);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.summary?.operations.map(({ id }) => id)).toEqual(['downloadAttachment', 'updateTicket']);
    expect(ran.summary?.downloads?.bytes).toBeGreaterThan(0);
    expect(ran.points.some(({ metric }) => metric === 'download_speed')).toBe(true);
    const { user, user_email } = before;
    expect({ ...(await countRows(server.store.db)), user, user_email }).toEqual(before);
    expectClean(ran, key);
  });

  test.skipIf(skip)('attachments without writing: only downloads', async () => {
    const ran = await runScript('attachments', { ...env, ALLOW_WRITES: 'no' });
    expect(ran.code).toBe(0);
    expect(ran.summary?.operations.map(({ id }) => id)).toEqual(['downloadAttachment']);
    expect(ran.points.some(({ tags }) => ['createTicket', 'updateTicket'].includes(tags?.['operation'] ?? ''))).toBe(
      false,
    );
  });

  test.skipIf(skip)('a threshold that cannot be reached is missed', async () => {
    const ran = await runScript('search', { ...env, P95_MS: '0.001' });
    expect(ran.code).toBe(99);
    expect(ran.summary?.passed).toBe(false);
    expect(ran.stdout).toContain('✗ 95 of 100 answers of searchTickets come within 0.001 ms');
  });

  test.skipIf(skip)('breakpoint ends when it is crossed, with its probe', async () => {
    const ran = await runScript('search', {
      ...env,
      SCENARIO: 'breakpoint',
      P95_MS: '0.001',
      RATE: '1',
      DURATION_SECONDS: '30',
    });
    expect(ran.code).toBe(99);
    expect(ran.summary?.seconds).toBeLessThan(25);
    expect(ran.points.some(({ tags }) => tags?.['scenario'] === 'probe')).toBe(true);
  });
});
