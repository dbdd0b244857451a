/** `osticket-contract compare`: several installations or runs side by side. */

import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Command } from 'commander';
import { renderComparison, renderComparisonText } from '../conformance/reports/compare.js';
import type { Results } from '../generated/results.js';
import { print } from '../installation/print.js';
import { printable } from '../installation/printable.js';
import { UserError } from '../installation/user-error.js';

const schema = JSON.parse(readFileSync(new URL('../conformance/results.schema.json', import.meta.url), 'utf8'));

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

function readResults(file: string): Results {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`${file} cannot be read as results: ${(error as Error).message}.`);
  }
  const ajv = new Ajv();
  if (ajv.validate<Results>(schema, content)) return content;
  throw new UserError(`${file} is no results.json of this suite: ${ajv.errorsText()}.`);
}
