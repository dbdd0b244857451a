import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A new folder for the tests of a file or a `describe`; it is removed after the last of them. */
export function folderForTests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'osticket-contract-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new folder in that one, for a single test. */
export const folderIn = (folder: string): string => mkdtempSync(join(folder, 'each-'));
