/** The scripts type check against @types/k6 and the generated types, with a configuration that has neither Node nor a browser. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('tsc -p load/tsconfig.k6.json', async () => {
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const project = fileURLToPath(new URL('./tsconfig.k6.json', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', project]).catch((error) => error);
  expect(stdout).toBe('');
});
