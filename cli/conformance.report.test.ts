/** What is printed where the reports cannot be written. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sample } from '../conformance/reports/sample.js';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { report } from './conformance.js';

const scratch = folderForTests();
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** @returns what is printed, and why the reports were not written */
async function printed(folder: string, quiet: boolean): Promise<{ text: string; error: string | undefined }> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += piece;
    return true;
  });
  const { results, evidence } = sample();
  const error = await report({ results, evidence, report: folder }, quiet).catch(({ message }: Error) => message);
  return { text, error: error ?? undefined };
}

test.each([false, true])('the summary names what was left and no report (quiet: %s)', async (quiet) => {
  const folder = folderIn(scratch);
  // Nothing can take the place of a folder, as nothing can be written to a full disk.
  mkdirSync(join(folder, 'report.html', 'full'), { recursive: true });
  const { text, error } = await printed(folder, quiet);
  expect(error).toMatch(/cannot be written/);
  expect(text).not.toContain('report.html');
  for (const { subject } of sample().results.left) expect(text).toContain(subject.slice(0, 20));
  expect(sample().results.left.length).toBeGreaterThan(0);
});

test('the summary names the report that was written', async () => {
  const folder = folderIn(scratch);
  const { text, error } = await printed(folder, false);
  expect(error).toBeUndefined();
  expect(text).toContain(join(folder, 'report.html'));
});
