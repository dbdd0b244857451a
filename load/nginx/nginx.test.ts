/** The reference's nginx configuration in front of two processes of the reference server on one MariaDB. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { mariadbDatabase } from '../../server/store/each-store.js';
import { type Reference, startReference } from '../command/reference.js';
import { missedButTime, runScript } from '../host-for-tests.js';
import { hasNginx, type NginxOptions, startNginx } from './nginx-for-tests.js';

const missing = [hasNginx ? '' : 'nginx', inject('mariadbUrl') === null ? 'mariadb-server' : ''].filter(Boolean);
if (missing.length > 0) console.warn(`${missing.join(' and ')} not installed: the tests behind nginx are SKIPPED.`);

describe.skipIf(missing.length > 0)('behind nginx', () => {
  let database: Awaited<ReturnType<typeof mariadbDatabase>>;
  const servers: Reference[] = [];
  const key = 'A-KEY-THAT-BOTH-KNOW';

  beforeAll(async () => {
    database = await mariadbDatabase();
    // One after the other: the first fills the store, the second finds it full.
    for (let count = 0; count < 2; count += 1) {
      servers.push(await startReference({ store: database.address, tickets: 200, key }));
    }
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await database?.remove();
  });

  async function runBehind(
    options: Omit<NginxOptions, 'servers'>,
    name: 'search' | 'attachments',
    env: Record<string, string>,
  ) {
    const nginx = await startNginx({ ...options, servers: servers.map(({ url }) => url) });
    try {
      const ran = await runScript(name, {
        OSTICKET_URL: nginx.url,
        OSTICKET_API_KEY: key,
        LARGEST_KB: '200',
        ...env,
      });
      return { ...ran, log: await nginx.log() };
    } finally {
      await nginx.stop();
    }
  }

  test('two processes share the requests, and see the same tickets and files', async () => {
    const { code, summary, log } = await runBehind({ rate: '1000r/s', burst: 1000 }, 'attachments', {});
    expect(code).toBe(0);
    expect(summary).toMatchObject({ passed: true, turnedAway: 0 });
    for (const { url } of servers) {
      expect(log.filter((line) => line.endsWith(new URL(url).host)).length).toBeGreaterThan(5);
    }
  });

  test.each([
    ['503, as the reference has it', 503, undefined],
    ['429', 429, 429],
  ] as const)('what is over the limit is turned away (%s), and no error', async (_, status, setting) => {
    const limit = { rate: '10r/s', burst: 20, status: setting };
    const { summary, stdout, log } = await runBehind(limit, 'search', {
      SCENARIO: 'average',
      RATE: '60',
      DURATION_SECONDS: '4',
    });
    expect(missedButTime({ summary })).toEqual([]);
    const refused = log.filter((line) => line === `${status} -`).length;
    expect(refused).toBeGreaterThan(20);
    expect(summary).toMatchObject({
      turnedAway: refused,
      errors: { status: 0, shape: 0, timeout: 0, connection: 0 },
    });
    expect(stdout).toContain(`Turned away by a limit of the web server (429, 503): ${refused}`);
  });

  test('setup and teardown wait for the limit', async () => {
    const { code, stderr } = await runBehind({ rate: '50r/s', burst: 5 }, 'attachments', { MAX_VUS: '2' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
