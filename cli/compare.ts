/** `osticket-contract compare`: several installations, versions or runs side by side. */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Command } from 'commander';
import { readEvidence } from '../conformance/client/evidence.js';
import { renderComparison } from '../conformance/reports/compare.js';
import { renderChangesMarkdown, renderMatrixMarkdown } from '../conformance/reports/compare-markdown.js';
import { renderChangesText, renderMatrixText } from '../conformance/reports/compare-text.js';
import type { NamedRun } from '../conformance/reports/comparison.js';
import { print, printError } from '../installation/print.js';
import { printable } from '../installation/printable.js';
import { UserError } from '../installation/user-error.js';
import { readResults } from './read-results.js';

interface Flags {
  matrix?: boolean;
  html?: string;
  markdown?: string;
}

export function compareCommand(): Command {
  return new Command('compare')
    .description('show what is new, mended and still broken from one run to the next, or what works in which version')
    .argument('<results...>', 'results.json of each run, the oldest first; NAME=FILE gives it a name')
    .option('--matrix', 'a table of compatibility in place of the changes')
    .option('--html <file>', 'also write a page with both')
    .option('--markdown <file>', 'also write the same as Markdown')
    .addHelpText(
      'after',
      `
Example:
  osticket-contract compare monday/results.json today/results.json
  osticket-contract compare --matrix 2.2.2=old/results.json 2.3.4=new/results.json

Problems are told by the evidence.ndjson that lies beside a results.json (evidence-X.ndjson beside results-X.json).
`,
    )
    .action((files: string[], { matrix, html, markdown }: Flags) => {
      if (files.length < 2) throw new UserError('Give the results.json of two runs or more.');
      const runs = files.map(named);
      print(matrix ? renderMatrixText(runs) : renderChangesText(runs));
      if (html) writeFileSync(html, printable(renderComparison(runs)));
      if (markdown)
        writeFileSync(markdown, printable(matrix ? renderMatrixMarkdown(runs) : renderChangesMarkdown(runs)));
    });
}

function named(argument: string): NamedRun {
  const [, name, path] = /^([^=/]+)=(.+)$/.exec(argument) ?? [];
  const file = path ?? argument;
  const evidence = join(
    dirname(file),
    basename(file)
      .replace('results', 'evidence')
      .replace(/\.json$/, '.ndjson'),
  );
  const results = readResults(file);
  if (existsSync(evidence)) return { name: name ?? file, results, evidence: readEvidence(evidence) };
  printError(`${evidence} is not there: failures of ${name ?? file} that have one cause are told one by one.`);
  return { name: name ?? file, results };
}
