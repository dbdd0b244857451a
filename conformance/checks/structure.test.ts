/** A check reads alone: its file imports few others. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const most = 5;
const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts',
);

/** The files that a file imports, from the root of the project; packages left out. */
const importsOf = (file: string) =>
  [...readFileSync(join(here, file), 'utf8').matchAll(/ from '(\.[^']+)'/g)].map(([, path = '']) =>
    relative(root, join(here, dirname(file), path)),
  );

test(`a file of checks imports at most ${most} files beside the contract and the kernel`, () => {
  const others = files.map((file) => ({
    file,
    imports: importsOf(file).filter((path) => !/^(contract|generated|conformance\/(kernel|invariants))\//.test(path)),
  }));
  expect(others.flatMap(({ imports }) => imports).length).toBeGreaterThan(files.length);
  expect(others.filter(({ imports }) => imports.length > most)).toEqual([]);
});

test('every file with checks is in the list of all checks', () => {
  const listed = [...readFileSync(join(here, 'index.ts'), 'utf8').matchAll(/from '\.\/([^']+)\.js'/g)];
  const withChecks = files.filter((file) => readFileSync(join(here, file), 'utf8').includes('export const checks'));
  expect(listed.map(([, path]) => `${path}.ts`).sort()).toEqual(withChecks.sort());
});
