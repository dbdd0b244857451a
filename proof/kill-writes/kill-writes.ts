/**
 * Kills a server's process while clients write, starts it again, and looks whether what was acknowledged is there and
 * whether anything is half there. `npm run kill-writes -- 100` does it a hundred times on each store.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mariadbAvailable, newDatabase, startMariadb } from '../../server/store/mysql/mariadb-for-tests.js';
import { openStore } from '../../server/store/open.js';
import { countGiven } from '../arguments.js';
import { halfWritten } from './half-written.js';
import { lostWrites, type Written } from './lost-writes.js';

const KEY = 'KILL';
const CLIENTS = 6;
/** Two pieces and a bit of a third. */
const FILE_BYTES = 1_100_000;
const LONGEST_MS = 1500;

export interface Round {
  /** Writes that were acknowledged in this round. */
  readonly acknowledged: number;
  /** Requests that the kill interrupted. */
  readonly interrupted: number;
  /** What is wrong with the store; should be empty. */
  readonly findings: readonly string[];
}

/** @param store an address that processes can share @param report is called after each round */
export async function killWrites(store: string, rounds: number, report: (round: Round) => void = () => undefined) {
  const written = new Map<string, Written>();
  const taken: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { child, url } = await serve(store);
    const counts = { acknowledged: 0, interrupted: 0 };
    const clients = Array.from({ length: CLIENTS }, () => write(url, written, counts));
    await sleep(200 + Math.random() * LONGEST_MS);
    child.kill('SIGKILL');
    await Promise.all(clients);
    const one = { ...counts, findings: await findings(store, written) };
    taken.push(one);
    report(one);
  }
  return taken;
}

async function serve(store: string): Promise<{ child: ChildProcess; url: string }> {
  const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
  const flags = ['--port', '0', '--tickets', '0', '--key', KEY, '--quiet', '--store', store];
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'serve', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
      const found = /osTicket API at (\S+)\/api/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}: ${output}`)));
  });
  return { child, url };
}

/** Creates, changes and deletes tickets until the server is gone. */
async function write(
  url: string,
  written: Map<string, Written>,
  counts: { acknowledged: number; interrupted: number },
) {
  const send = async (method: string, path: string, body?: object) => {
    const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}/api/${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    counts.acknowledged += 1;
    return text;
  };
  const ticket = { name: 'Jane', email: 'jane@example.com', subject: 'Kill', message: 'A message' };
  try {
    for (let turn = 0; ; turn += 1) {
      const file = randomBytes(FILE_BYTES);
      const attachments = [{ 'a.pdf': `data:application/pdf;base64,${file.toString('base64')}` }];
      const number = await send('POST', 'tickets.json', { ...ticket, attachments });
      const sha256 = createHash('sha256').update(file).digest('hex');
      const one: Written = { number, sha256, notes: [], deleting: false, deleted: false };
      // A number that became free may be given again.
      written.set(number, one);
      const note = `note ${turn} of ${number}`;
      await send('PATCH', `tickets-update.php/${number}.json`, { note, priority: 'High' });
      one.notes.push(note);
      if (turn % 3 !== 2) continue;
      one.deleting = true;
      await send('DELETE', `tickets-delete.php/${number}.json`);
      one.deleted = true;
    }
  } catch (error) {
    // What fetch throws when the connection breaks; anything else is an error.
    if (!(error instanceof TypeError)) throw error;
    counts.interrupted += 1;
  }
}

async function findings(address: string, written: ReadonlyMap<string, Written>): Promise<string[]> {
  const store = await openStore(address);
  try {
    return [...(await halfWritten(store)), ...(await lostWrites(store, written.values()))];
  } finally {
    await store.close();
  }
}

/** @returns whether nothing was lost */
async function shown(title: string, store: string, rounds: number): Promise<boolean> {
  const taken = await killWrites(store, rounds, (round) => console.log(JSON.stringify(round)));
  const clean = taken.filter(({ findings }) => findings.length === 0).length;
  console.log(`${title}: ${clean} of ${rounds} rounds lost nothing and left nothing half done.`);
  return clean === rounds;
}

async function inSqlite(rounds: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'osticket-kill-'));
  try {
    return await shown('SQLite', `sqlite:${join(folder, 'a.sqlite')}`, rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inMariadb(rounds: number): Promise<boolean> {
  if (!mariadbAvailable()) {
    console.log('MariaDB: mariadbd is not installed.');
    return true;
  }
  const mariadb = await startMariadb();
  try {
    return await shown('MariaDB', await newDatabase(mariadb.url, 'killed_writes'), rounds);
  } finally {
    await mariadb.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const what = ['rounds', 'how often on each store'] as const;
  const rounds = countGiven('kill-writes', 'kill servers while they write, and look what is lost', what, 20);
  const held = [await inSqlite(rounds), await inMariadb(rounds)];
  process.exitCode = held.every(Boolean) ? 0 : 1;
}
