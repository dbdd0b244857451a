/** Both scripts as they are, on the host, against the reference server on both kinds of store. Loads are small. */
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { permissions } from '../contract/keys.js';
import { type Listening, listen } from '../contract/server-for-tests.js';
import { addKey } from '../server/rules/keys.js';
import { type RunningServer, startServer } from '../server/start.js';
import { mariadbDatabase } from '../server/store/each-store.js';
import { type Ran, runFile } from './host-for-tests.js';

const script = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const small = { LARGEST_KB: '200', DURATION_SECONDS: '2' };

/** What a run is to say and to hide, whatever becomes of it. */
function expectClean({ stdout, stderr, points }: Ran, key: string): void {
  expect(`${stdout}${stderr}${JSON.stringify(points)}`).not.toContain(key);
  expect(stderr).not.toContain('    at ');
}

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
    server = await startServer({ store: place.address, tickets: 300 });
    [key = ''] = server.keys;
    env = { OSTICKET_URL: server.url, OSTICKET_API_KEY: key, ...small };
  });
  afterAll(async () => {
    await server?.close();
    await place?.remove();
  });

  const tickets = async () =>
    (
      await server.store.db
        .selectFrom('ticket')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirst()
    )?.n;

  test.skipIf(skip)('search, smoke', async () => {
    const ran = await runFile(script('search'), env);
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
    const ran = await runFile(script('search'), { ...env, SCENARIO: 'average', RATE: '15' });
    expect(ran.code).toBe(0);
    expect(ran.summary?.operations[0]?.served).toBeGreaterThan(10);
    expect(ran.summary?.operations[0]?.served).toBeLessThanOrEqual(31);
  });

  test.skipIf(skip)('attachments, smoke: nothing is left behind', async () => {
    const before = await tickets();
    const ran = await runFile(script('attachments'), env);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.summary?.operations.map(({ id }) => id)).toEqual(['downloadAttachment', 'updateTicket']);
    expect(ran.summary?.downloads?.bytes).toBeGreaterThan(0);
    expect(ran.points.some(({ metric }) => metric === 'download_speed')).toBe(true);
    expect(await tickets()).toBe(before);
    expectClean(ran, key);
  });

  test.skipIf(skip)('attachments without writing: only downloads', async () => {
    const ran = await runFile(script('attachments'), { ...env, ALLOW_WRITES: 'no' });
    expect(ran.code).toBe(0);
    expect(ran.summary?.operations.map(({ id }) => id)).toEqual(['downloadAttachment']);
    expect(ran.points.some(({ tags }) => ['createTicket', 'updateTicket'].includes(tags?.['operation'] ?? ''))).toBe(
      false,
    );
  });

  test.skipIf(skip)('a threshold that cannot be reached is missed', async () => {
    const ran = await runFile(script('search'), { ...env, P95_MS: '0.001' });
    expect(ran.code).toBe(99);
    expect(ran.summary?.passed).toBe(false);
    expect(ran.stdout).toContain('✗ 95 of 100 answers of searchTickets come within 0.001 ms');
  });

  test.skipIf(skip)('breakpoint ends when it is crossed, with its probe', async () => {
    const ran = await runFile(script('search'), {
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

describe('what cannot be loaded is one sentence, before any load', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ tickets: 30 });
  });
  afterAll(() => server.close());

  async function refused(name: 'search' | 'attachments', env: Record<string, string>): Promise<string> {
    const given = { OSTICKET_URL: server.url, OSTICKET_API_KEY: server.keys[0] ?? '', ...small, ...env };
    const ran = await runFile(script(name), given);
    expect(ran.code).toBe(108);
    expect(ran.points.filter(({ metric }) => metric === 'iterations')).toEqual([]);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    if (given.OSTICKET_API_KEY !== '') expectClean(ran, given.OSTICKET_API_KEY);
    return ran.stderr;
  }

  const without = (permission: string) =>
    addKey(server.store, { permissions: permissions.filter((one) => one !== permission) });

  test('no target', async () => {
    expect(await refused('search', { OSTICKET_URL: '' })).toContain('OSTICKET_URL is not set');
  });

  test('an unreachable target', async () => {
    expect(await refused('search', { OSTICKET_URL: 'http://127.0.0.1:1' })).toContain('cannot be reached');
  });

  test('an unknown key', async () => {
    expect(await refused('search', { OSTICKET_API_KEY: 'UNKNOWN-KEY' })).toContain('The key is refused');
  });

  test.each([
    ['search', 'can_search_tickets'],
    ['attachments', 'can_read_tickets'],
    ['attachments', 'can_create_tickets'],
    ['attachments', 'can_update_tickets'],
  ] as const)('%s with a key that lacks %s', async (name, permission) => {
    const key = await without(permission);
    expect(await refused(name, { OSTICKET_API_KEY: key })).toContain(`The key lacks the permission ${permission}`);
    const left = await server.store.db
      .selectFrom('ticket__cdata')
      .select('subject')
      .where('subject', 'like', '%osticket-contract%')
      .execute();
    expect(left).toEqual([]);
  });

  test('a key that may not delete: the run goes on, and says what it left', async () => {
    const key = await without('can_delete_tickets');
    const ran = await runFile(script('attachments'), { OSTICKET_URL: server.url, OSTICKET_API_KEY: key, ...small });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('could not be deleted');
    await server.store.db.deleteFrom('ticket__cdata').where('subject', 'like', '%osticket-contract%').execute();
  });

  test('a heavy load off this machine', async () => {
    expect(await refused('search', { OSTICKET_URL: 'https://help.example.org', SCENARIO: 'stress' })).toContain(
      'ALLOW_HEAVY_LOAD',
    );
  });

  test('an installation without tickets, and one without attachments', async () => {
    const empty = await startServer();
    try {
      const own = { OSTICKET_URL: empty.url, OSTICKET_API_KEY: empty.keys[0] ?? '' };
      expect(await refused('search', own)).toContain('has no tickets');
      expect(await refused('attachments', { ...own, ALLOW_WRITES: 'no' })).toContain('have no attachments');
    } finally {
      await empty.close();
    }
  });
});

describe('a server that does otherwise', () => {
  let server: Listening;
  let elsewhere: Listening;
  let asked = 0;
  let env: Record<string, string>;
  /** What a search is answered with; the first page that setup asks for is right. */
  let answer: RequestListener;
  let rows: string;

  beforeAll(async () => {
    const good = await startServer({ tickets: 5 });
    rows = await fetch(`${good.url}/api/tickets-search.php`, { headers: { 'X-API-Key': good.keys[0] ?? '' } }).then(
      (one) => one.text(),
    );
    await good.close();
    server = await listen((request, response) => {
      if (request.url?.includes('offset=0')) return void response.end(rows);
      answer(request, response);
    });
    elsewhere = await listen((_, response) => {
      asked += 1;
      response.end('[]');
    });
    env = { OSTICKET_URL: server.url, OSTICKET_API_KEY: 'key', TIMEOUT_SECONDS: '0.5' };
  });
  afterAll(async () => {
    for (const one of [server, elsewhere]) await one.close();
  });

  async function runAgainst(listener: RequestListener): Promise<Ran> {
    answer = listener;
    return runFile(script('search'), env);
  }

  test('a fast answer of the wrong shape is an error', async () => {
    const { code, summary } = await runAgainst((_, response) => response.end('[{"id":"1"}]'));
    expect(code).toBe(99);
    expect(summary).toMatchObject({ errors: { shape: 20, status: 0, timeout: 0, connection: 0 } });
  });

  test('an empty page is right; rows for a word that no subject has are not', async () => {
    expect((await runAgainst((_, response) => response.end('[]'))).summary).toMatchObject({ passed: true });
    let absent = 0;
    const always = await runAgainst((request, response) => {
      if (request.url?.includes('query=load')) absent += 1;
      response.end(rows);
    });
    expect(always.summary?.errors.shape).toBe(absent);
  });

  test('an error code, a broken connection and silence are told apart', async () => {
    let count = 0;
    const { code, summary } = await runAgainst((request, response) => {
      count += 1;
      if (count % 3 === 0) return void response.writeHead(500).end('{}');
      if (count % 3 === 1) return void request.socket.destroy();
      // Silence.
    });
    expect(code).toBe(99);
    const { status = 0, connection = 0, timeout = 0, shape } = summary?.errors ?? {};
    expect([status > 0, connection > 0, timeout > 0, shape, status + connection + timeout]).toEqual([
      true,
      true,
      true,
      0,
      20,
    ]);
  });

  test.each([429, 503])('%i is a limit of the web server and no error', async (status) => {
    let count = 0;
    const { code, summary } = await runAgainst((_, response) => {
      count += 1;
      response.statusCode = count % 2 === 0 ? status : 200;
      response.end(count % 2 === 0 ? '<html>' : '[]');
    });
    expect(code).toBe(0);
    expect(summary).toMatchObject({ turnedAway: 10, errors: { status: 0, shape: 0 }, passed: true });
    expect(summary?.operations[0]).toMatchObject({ served: 10, turnedAway: 0.5, errors: 0 });
  });

  test('a redirect is not followed', async () => {
    const { url: location } = elsewhere;
    const { summary } = await runAgainst((_, response) => response.writeHead(302, { location }).end());
    expect(summary?.errors.status).toBe(20);
    expect(asked).toBe(0);
  });
});
