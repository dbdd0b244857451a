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
  const written: { temporary: string; place: string; isFolder: boolean }[] = [];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // All are written before the first has its name: a fault in one must not leave a folder with some new and some old.
    for (const report of reports) {
      const name = 'folder' in report ? report.folder : report.file;
      // In the same folder: only there is a rename atomic.
      const temporary = join(folder, `${name}.${randomUUID()}.tmp`);
      written.push({ temporary, place: join(folder, name), isFolder: 'folder' in report });
      if ('folder' in report) {
        await mkdir(temporary, { mode: 0o700 });
        for (const { name: file, text } of report.files(results, evidence)) {
          await writeFile(join(temporary, file), printable(text), { mode: 0o700 });
        }
        continue;
      }
      const pieces = 'render' in report ? [report.render(results, evidence)] : report.pieces(results, evidence);
      await writeFile(temporary, fitting(name, pieces), { mode: 0o600 });
    }
    for (const { temporary, place, isFolder } of written) {
      if (isFolder) await rm(place, { recursive: true, force: true });
      await rename(temporary, place);
    }
  } catch (error) {
    for (const { temporary } of written) await rm(temporary, { recursive: true, force: true });
    throw (error as NodeJS.ErrnoException).code === undefined ? error : reportFolderError(folder, error);
  }
}

/** A report holds texts of an installation, and is opened in terminals, too. */
function* fitting(file: string, pieces: Iterable<string>): Generator<string> {
  const shown = /\.(json|har)$/.test(file) ? printableJson : printable;
  for (const piece of pieces) yield shown(piece);
}
