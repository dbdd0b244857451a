/** Writes the reports of a run into a folder. */
import type { Results } from '../../generated/results.js';
import { printable, printableJson } from '../../installation/printable.js';
import { type Entry, writeTogether } from '../../installation/report-folder.js';
import type { Evidence } from '../client/exchange.js';
import { reports } from './index.js';

/**
 * Writes every report; the folder is made where there is none. Each file appears whole or not at all.
 *
 * @throws UserError when the folder cannot be written
 */
export const writeReports = (folder: string, results: Results, evidence: Evidence): Promise<void> =>
  writeTogether(folder, rendered(results, evidence));

/** One after the other: evidence is large. */
function* rendered(results: Results, evidence: Evidence): Generator<Entry> {
  for (const report of reports) {
    if ('folder' in report) {
      const scripts = report.files(results, evidence).map(({ name, text }) => ({ name, text: printable(text) }));
      yield { name: report.folder, scripts };
      continue;
    }
    const pieces = 'render' in report ? [report.render(results, evidence)] : report.pieces(results, evidence);
    yield { name: report.file, content: fitting(report.file, pieces) };
  }
}

/** A report holds texts of an installation, and is opened in terminals, too. */
function* fitting(file: string, pieces: Iterable<string>): Generator<string> {
  const shown = /\.(json|har)$/.test(file) ? printableJson : printable;
  for (const piece of pieces) yield shown(piece);
}
