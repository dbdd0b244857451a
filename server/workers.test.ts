import cluster from 'node:cluster';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import type { RunningServer } from './start.js';
import { startWorkers } from './workers.js';

const folder = folderForTests();
let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
  vi.restoreAllMocks();
});

const pids = () => Object.values(cluster.workers ?? {}).map((worker) => worker?.process.pid);

test('another process takes the place of one that ends unexpectedly', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  server = await startWorkers({
    store: `sqlite:${join(folder, 'a.sqlite')}`,
    keys: ['K'],
    workers: 2,
    logRequests: false,
  });
  const { url } = server;
  const answers = () =>
    fetch(`${url}/api/tickets-search.php`, { headers: { 'X-API-Key': 'K' } }).then(({ status }) => status);
  const before = pids();
  // Both, one after the other: the last one to answer must not be one that was there from the beginning.
  for (const pid of before) {
    process.kill(pid ?? 0, 'SIGKILL');
    await vi.waitUntil(() => pids().length === 2 && !pids().includes(pid), { timeout: 30_000 });
  }
  await vi.waitUntil(() => answers().catch(() => undefined), { timeout: 30_000 });
  expect(await answers()).toBe(200);
  expect(pids().filter((pid) => before.includes(pid))).toEqual([]);
  expect(said.mock.calls.flat()).toEqual(
    Array(2).fill('A worker ended unexpectedly (SIGKILL); another one takes its place.'),
  );
});
