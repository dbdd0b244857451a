/** What cannot be loaded is one sentence, before any load. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissions } from '../contract/keys.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { addKey } from '../server/rules/keys.js';
import { type RunningServer, startServer } from '../server/start.js';
import { expectClean, runScript, small } from './host-for-tests.js';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ fill: madeUpTickets(30) });
});
afterAll(() => server.close());

async function refused(name: 'search' | 'attachments', env: Record<string, string>): Promise<string> {
  const given = { OSTICKET_URL: server.url, OSTICKET_API_KEY: server.keys[0] ?? '', ...small, ...env };
  const ran = await runScript(name, given);
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
  const ran = await runScript('attachments', { OSTICKET_URL: server.url, OSTICKET_API_KEY: key, ...small });
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
