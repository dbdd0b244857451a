/** `expect` on the command line: what it writes, and one sentence for each mistake. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { runCommand } from './command-for-tests.js';

const folder = folderForTests();

test('writes all files of a shipped profile, and says what each is', async () => {
  const output = join(folderIn(folder), 'a', 'b');
  const { code, stdout, stderr } = await runCommand(['expect', 'plugin-2.3.4', '-o', output]);
  expect([code, stderr]).toEqual([0, '']);
  const names = ['api.html', 'expect.html', 'expect.md', 'openapi.yaml', 'overlay.yaml', 'types.ts'];
  expect(readdirSync(output).sort()).toEqual(names);
  for (const name of names) expect(stdout).toContain(`${join(output, name)}: `);
  expect(stdout).toMatch(/\d+ of \d+ checks that failed or warned are described here/);
});

test('without openapi-typescript there are no types, and what to install is said', async () => {
  const output = folderIn(folder);
  const hooks = join(folderIn(folder), 'hooks.mjs');
  writeFileSync(
    hooks,
    `export const resolve = (name, context, next) => {
      if (name === 'openapi-typescript') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    };`,
  );
  const register = join(folderIn(folder), 'register.mjs');
  writeFileSync(register, `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks))});`);
  const { code, stdout } = await runCommand(['expect', 'plugin-2.3.4', '-o', output], {
    NODE_OPTIONS: `--import=${pathToFileURL(register)}`,
  });
  expect([code, readdirSync(output).includes('types.ts')]).toEqual([0, false]);
  expect(stdout).toMatch(
    /^Not written: types\.ts\. For it, run "npm install --save-dev openapi-typescript@7\.[\d.]+"/m,
  );
});

describe('a mistake is one sentence with exit code 2, and nothing is written', () => {
  const profile = JSON.parse(readFileSync(new URL('../profiles/plugin-2.3.4.json', import.meta.url), 'utf8'));
  const [first] = profile.deviations;
  const file = (content: unknown) => {
    const path = join(folderIn(folder), 'p.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const but = (changes: object) => file({ ...profile, deviations: [{ ...first, ...changes }] });

  test.each<[string, () => string, RegExp]>([
    [
      'no such profile',
      () => 'plugin-9',
      /^There is no profile plugin-9: it is no file, and the package brings plugin-/,
    ],
    ['no JSON', () => file('{'), /^The profile .* is no valid JSON: /],
    ['a folder', () => folder, /^The profile .* cannot be read: it is a folder\.$/],
    ['another file', () => file({ results: [] }), /it is no profile\. "osticket-contract profile" makes one/],
    [
      'an unknown requirement',
      () => but({ requirements: ['no/such'] }),
      /\/deviations\/0\/requirements\/0 .*"no\/such"/,
    ],
    ['an unknown parameter', () => but({ parameters: { no: 1 } }), /\/deviations\/0: .* has no "no", /],
  ])('%s', async (_, given, message) => {
    const output = join(folderIn(folder), 'out');
    const { code, stdout, stderr } = await runCommand(['expect', given(), '-o', output]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(output)).toBe(false);
  });

  test('an output folder that is a file', async () => {
    const output = file('');
    const { code, stderr } = await runCommand(['expect', 'plugin-2.3.4', '-o', output]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^The output folder .* cannot be written \(.*\)\. Name another one, or make it writable\.\n$/,
    );
  });

  test.skipIf(process.getuid?.() === 0)('an output folder that may not be written', async () => {
    const output = folderIn(folder);
    chmodSync(output, 0o500);
    const { code, stderr } = await runCommand(['expect', 'plugin-2.3.4', '-o', output]);
    expect(code).toBe(2);
    expect(stderr).toContain('permission denied');
  });

  test('a folder in the place of a file', async () => {
    const output = folderIn(folder);
    mkdirSync(join(output, 'types.ts'));
    const { code, stderr } = await runCommand(['expect', 'plugin-2.3.4', '-o', output]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('a folder with the name of a file')]);
    expect(readdirSync(output).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('no output folder', async () => {
    const { code, stderr } = await runCommand(['expect', 'plugin-2.3.4']);
    expect([code, stderr]).toEqual([2, "error: required option '-o, --output <folder>' not specified\n"]);
  });
});
