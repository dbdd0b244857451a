import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../../free-port.js';

/** A private MariaDB server. */
export interface TestMariadb {
  /** `mysql://user:password@127.0.0.1:port/`, whose user may make databases; a database's name is to be appended. */
  readonly url: string;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/** Whether MariaDB's server is installed on this machine. */
export function mariadbAvailable(): boolean {
  return program('mariadbd') !== undefined && program('mariadb-install-db') !== undefined;
}

/**
 * Starts a MariaDB server of its own on a free port of the loopback interface, in a temporary folder. It is as
 * durable as one in use, with small buffers. Takes about two seconds.
 *
 * @throws Error with the end of the server's log when it does not come up
 */
export async function startMariadb(): Promise<TestMariadb> {
  const server = program('mariadbd');
  const installer = program('mariadb-install-db');
  if (server === undefined || installer === undefined)
    throw new Error('mariadbd is not installed (Debian: mariadb-server).');
  const folder = await mkdtemp(join(tmpdir(), 'osticket-mariadb-'));
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  // The server refuses to run as root unless it is told so.
  const account = process.getuid?.() === 0 ? ['--user=root'] : [];
  await promisify(execFile)(installer, [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    `--tmpdir=${folder}`,
    ...account,
  ]);
  await writeFile(
    join(folder, 'init.sql'),
    `create user 'test'@'127.0.0.1' identified by '${password}';\ngrant all on *.* to 'test'@'127.0.0.1' with grant option;\n`,
  );
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', folder, server, ...settings(folder, port), ...account], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl-C is for the tests, which then stop the server themselves.
    detached: true,
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000);
  });
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = `mysql://test:${password}@127.0.0.1:${port}/`;
  try {
    await answering(url, child);
  } catch (error) {
    await stop();
    throw new Error(`MariaDB did not start:\n${log}`, { cause: error });
  }
  return { url, stop };
}

/**
 * Runs the server for as long as this process lives: the other end of its input closes when the process dies, however
 * it dies. Then the server is ended, and its folder removed.
 */
const GUARD = `
  folder=$1; shift
  exec 3<&0
  "$@" 3<&- &
  server=$!
  {
    cat <&3 >/dev/null
    kill "$server"
    while kill -0 "$server"; do sleep 0.1; done
    rm -rf "$folder"
  } 2>/dev/null &
  wait "$server"`;

function settings(folder: string, port: number): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    // Not the machine's: two servers have clashed there.
    `--tmpdir=${folder}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--init-file=${join(folder, 'init.sql')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=64M',
    '--innodb-log-file-size=64M',
    '--performance-schema=OFF',
  ];
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const connection = await createConnection(url);
      return await connection.end();
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await exit;
}

function program(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Makes a database. @param server a TestMariadb's `url` @returns its address, for openStore */
export async function newDatabase(server: string, name: string): Promise<string> {
  const connection = await createConnection(server);
  await connection.query(`create database ${name}`);
  await connection.end();
  return server + name;
}
