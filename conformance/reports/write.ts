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
  const written: { temporary: string; file: string }[] = [];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // All are written before the first has its name: a fault in one must not leave a folder with some new and some old.
    for (const report of reports) {
      const { file } = report;
      // In the same folder: only there is a rename atomic.
      const temporary = join(folder, `${file}.${randomUUID()}.tmp`);
      written.push({ temporary, file: join(folder, file) });
      const pieces = 'render' in report ? [report.render(results, evidence)] : report.pieces(results, evidence);
      await writeFile(temporary, fitting(file, pieces), { mode: 0o600 });
    }
    for (const { temporary, file } of written) await rename(temporary, file);
  } catch (error) {
    for (const { temporary } of written) await rm(temporary, { force: true });
    throw (error as NodeJS.ErrnoException).code === undefined ? error : reportFolderError(folder, error);
  }
}

/** A report holds texts of an installation, and is opened in terminals, too. */
function* fitting(file: string, pieces: Iterable<string>): Generator<string> {
  const shown = /\.(json|har)$/.test(file) ? printableJson : printable;
  for (const piece of pieces) yield shown(piece);
}
