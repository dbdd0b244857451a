/** `osticket-contract compare`: several installations or runs side by side. */

import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { renderComparison, renderComparisonText } from '../conformance/reports/compare.js';
import { print } from '../installation/print.js';
import { printable } from '../installation/printable.js';
import { UserError } from '../installation/user-error.js';
import { readResults } from './read-results.js';

export function compareCommand(): Command {
  return new Command('compare')
    .description('show the results of several runs side by side')
    .argument('<results...>', 'results.json of each run')
    .option('--html <file>', 'also write a page')
    .action((files: string[], { html }: { html?: string }) => {
      if (files.length < 2) throw new UserError('Give the results.json of two runs or more.');
      const runs = files.map((name) => ({ name, results: readResults(name) }));
      print(renderComparisonText(runs));
      if (html) writeFileSync(html, printable(renderComparison(runs)));
    });
}
