import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { describe, expect, test } from 'vitest';
import { mariadbAvailable, startMariadb } from './mariadb-for-tests.js';

/** The folder that the server keeps its data in. */
async function dataFolder(url: string): Promise<string> {
  const connection = await createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>('select @@datadir as folder');
  await connection.end();
  return rows[0]?.['folder'];
}

describe.skipIf(!mariadbAvailable())('a private MariaDB', () => {
  test('is gone with its files when it is stopped', async () => {
    const server = await startMariadb();
    const folder = await dataFolder(server.url);
    expect(existsSync(folder)).toBe(true);
    await server.stop();
    expect(existsSync(folder)).toBe(false);
    await expect(createConnection(server.url)).rejects.toThrow('ECONNREFUSED');
  });

  test('is gone with its files when the process that started it is killed', async () => {
    const module = new URL('./mariadb-for-tests.ts', import.meta.url).href;
    const script = `
      const { startMariadb } = await import(${JSON.stringify(module)});
      console.log((await startMariadb()).url);
      setInterval(() => undefined, 1000);`;
    const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(starter.stdout, 'data');
    const url = String(line).trim();
    const folder = await dataFolder(url);
    starter.kill('SIGKILL');
    for (let i = 0; i < 200 && existsSync(folder); i += 1) await sleep(100);
    expect(existsSync(folder)).toBe(false);
    await expect(createConnection(url)).rejects.toThrow('ECONNREFUSED');
  });
});
