/** Writes the reports of a run into a folder. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../../generated/results.js';
import { printable, printableJson } from '../../installation/printable.js';
import { reportFolderError } from '../../installation/report-folder.js';
import type { Evidence } from '../client/exchange.js';
import { reports } from './index.js';

/**
 * Writes every report; the folder is made where there is none. Each file appears whole or not at all, so that a run
 * that is killed leaves no half a report behind.
 *
 * @throws UserError when the folder cannot be written
 */
export async function writeReports(folder: string, results: Results, evidence: Evidence): Promise<void> {
  // Everything is rendered first: a fault in one report must not leave a folder with some of them new and some old.
  const files = reports.map(({ file, render }) => ({
    file: join(folder, file),
    text: fitting(file, render(results, evidence)),
  }));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { file, text } of files) await replace(file, text);
  } catch (error) {
    throw reportFolderError(folder, error);
  }
}

/** A report holds texts of an installation, and is opened in terminals, too. */
const fitting = (file: string, text: string) => (/\.(json|har)$/.test(file) ? printableJson : printable)(text);

async function replace(file: string, text: string): Promise<void> {
  // In the same folder: only there is a rename atomic.
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
