import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { folderForTests, folderIn } from '../../contract/folder-for-tests.js';
import { UserError } from '../../installation/user-error.js';
import { sample } from './sample.js';
import { writeReports } from './write.js';

const scratch = folderForTests();
let folder: string;
beforeEach(() => {
  folder = folderIn(scratch);
});

const files = ['badge.json', 'exchanges.har', 'junit.xml', 'repeat', 'report.html', 'results.json', 'summary.md'];

test('makes the folder and writes every report, and nothing else', async () => {
  const { results, evidence } = sample();
  const target = join(folder, 'a', 'b');
  await writeReports(target, results, evidence);
  expect((await readdir(target)).sort()).toEqual(files);
  expect(JSON.parse(await readFile(join(target, 'results.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(results)));
});

test('replaces the reports of an earlier run and leaves other files alone', async () => {
  const { results, evidence } = sample();
  await writeFile(join(folder, 'badge.json'), 'old');
  await writeFile(join(folder, 'evidence.ndjson'), 'mine');
  await mkdir(join(folder, 'repeat'));
  await writeFile(join(folder, 'repeat', '99-old.sh'), 'old');
  await writeReports(folder, results, evidence);
  expect(await readFile(join(folder, 'badge.json'), 'utf8')).toContain('schemaVersion');
  expect(await readFile(join(folder, 'evidence.ndjson'), 'utf8')).toBe('mine');
  const scripts = await readdir(join(folder, 'repeat'));
  expect(scripts).not.toContain('99-old.sh');
  expect(scripts.length).toBeGreaterThan(3);
});

test('a folder that is a file is one sentence that names it', async () => {
  const { results, evidence } = sample();
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const target of [file, join(file, 'below')]) {
    const failure = await writeReports(target, results, evidence).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as Error).message).toMatch(
      /^The report folder .*file.* cannot be written \(.* file.*\)\. Name another one, or make it writable\.$/,
    );
  }
});

test('a report that cannot be replaced leaves no temporary file behind', async () => {
  const { results, evidence } = sample();
  await mkdir(join(folder, 'report.html', 'full'), { recursive: true });
  await expect(writeReports(folder, results, evidence)).rejects.toThrow(/there is a folder with the name of a file/);
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
