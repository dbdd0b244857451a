/** CONTRIBUTING.md and README.md name folders, files and commands that are there, and the map has every room. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const contributing = read('CONTRIBUTING.md');
const quoted = [...contributing.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);

test('every room of the dependency rules is on the map', async () => {
  const rules = (await import(new URL('.dependency-cruiser.js', root).href)).default.forbidden as { name: string }[];
  const rooms = rules.flatMap(({ name }) => /^map: (?!tests)(.+)$/.exec(name)?.[1] ?? []);
  expect(rooms.length).toBeGreaterThan(10);
  // The parts of the server are in lines of their own, and the suite is its parts.
  expect(quoted).toEqual(expect.arrayContaining([...rooms, 'proof'].map((room) => `${room}/`)));
});

test('every file and folder that CONTRIBUTING.md names is there', () => {
  const paths = quoted.filter((text) => /^[\w./-]+(\/|\.(ts|json|yaml))$/.test(text) && text.includes('/'));
  expect(paths.length).toBeGreaterThan(30);
  // The three ways are told within their folder.
  const there = (path: string) =>
    ['', 'server/', 'conformance/', 'load/'].some((folder) => existsSync(new URL(folder + path, root)));
  expect(paths.filter((path) => !there(path))).toEqual([]);
});

test.each(['CONTRIBUTING.md', 'README.md', 'docs/administrators.md'])(
  'every npm script that %s names is there',
  (file) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(file).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  },
);
