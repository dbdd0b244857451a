/** A run whose disk is full: here no file may grow beyond some blocks, which Linux answers alike. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { startServer } from '../server/start.js';
import { countRows } from '../server/store/count-rows-for-tests.js';
import { commandVariable } from './command-for-tests.js';
import { secret } from './conformance-for-tests.js';

const folder = folderForTests();

test.skipIf(process.platform !== 'linux')(
  'the checks end, what was made is removed, and the exit code is 2',
  async () => {
    const { url, store, close } = await startServer({ keys: [secret] });
    onTestFinished(close);
    const words = ['conformance', '--write', '--deletes', '--report', folder, '--rate', '60'];
    const child = spawn(
      'sh',
      ['-c', 'ulimit -f 400; exec "$0" "$@"', process.execPath, process.env[commandVariable] ?? '', ...words],
      { env: { PATH: process.env.PATH, OSTICKET_URL: url, OSTICKET_API_KEY: secret } },
    );
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => {
        text += piece;
      });
    }
    const [code] = await once(child, 'close');
    expect(code, text).toBe(2);
    expect(text).toContain(`The report folder ${folder} cannot be written (`);
    expect(text).not.toContain('report.html');
    // Their user stays.
    expect((await countRows(store.db)).user).toBeGreaterThan(0);
    expect(await store.db.selectFrom('ticket').select('number').execute()).toEqual([]);
    expect(await readdir(join(folder, 'ledger'))).toEqual([]);
  },
);
