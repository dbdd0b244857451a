/** What came out, as text: the table by operation, the survivors, and the MUST requirements without a mutant. */

import { allExclusions } from '../../../conformance/checks/index.js';
import { type OperationId, operations } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import { allMutants } from '../index.js';
import type { MutantResult } from './kill.js';
import { nameOf } from './mutant.js';

export interface Score {
  operation: OperationId | 'all';
  mutants: number;
  killed: number;
}

/** MUST requirements that nothing breaks, though a check could see it. */
export function unbroken(): string[] {
  const broken = new Set<string>(allMutants.map(({ requirement }) => requirement));
  const excluded = new Set<string>(allExclusions.map(({ requirement }) => requirement));
  return requirements
    .filter(({ id, level }) => level === 'MUST' && !broken.has(id) && !excluded.has(id))
    .map(({ id }) => id);
}

/** One line for each operation that mutants were tried of, and one for all together. */
function scores(results: readonly MutantResult[]): Score[] {
  const score = (operation: Score['operation'], its: readonly MutantResult[]): Score => ({
    operation,
    mutants: its.length,
    killed: its.filter(({ killed }) => killed).length,
  });
  const each = operations.map(({ id }) =>
    score(
      id,
      results.filter(({ mutant }) => mutant.operation === id),
    ),
  );
  return [...each.filter(({ mutants }) => mutants > 0), score('all', results)];
}

const percent = ({ mutants, killed }: Score) =>
  // 99.9 % is not 100 %.
  mutants === 0 ? '–' : `${Math.floor((killed / mutants) * 1000) / 10} %`;

const survivor = ({ mutant, verdicts }: MutantResult) => `${nameOf(mutant)}\n    ${verdicts.join('\n    ')}`;

/** For a terminal. */
export function asText(results: readonly MutantResult[]): string {
  const rows = scores(results).map((one) => [one.operation, String(one.mutants), String(one.killed), percent(one)]);
  const lines = [['operation', 'mutants', 'killed', 'score'], ...rows].map(([name = '', ...numbers]) =>
    [name.padEnd(20), ...numbers.map((number) => number.padStart(8))].join(''),
  );
  const survivors = results.filter(({ killed }) => !killed).map(survivor);
  return [
    ...lines,
    ...(survivors.length > 0 ? ['', `${survivors.length} survived:`, ...survivors.map((one) => `  ${one}`)] : []),
    ...unbroken().map((id) => `${id} is a MUST and has no mutant`),
  ].join('\n');
}

/** For CONTRIBUTING.md. */
export function asMarkdown(results: readonly MutantResult[]): string {
  const rows = scores(results).map((one) => {
    const name = one.operation === 'all' ? '**all**' : `\`${one.operation}\``;
    return `| ${name} | ${one.mutants} | ${one.killed} | ${percent(one)} |`;
  });
  const broken = new Set(results.map(({ mutant }) => mutant.requirement));
  const musts = requirements.filter(({ level }) => level === 'MUST');
  const excluded = allExclusions.filter(({ requirement: id }) => musts.some((one) => one.id === id));
  return [
    '| operation | mutants | killed | score |',
    '|---|---:|---:|---:|',
    ...rows,
    '',
    `${musts.filter(({ id }) => broken.has(id)).length} of ${musts.length} MUST requirements are broken by at least one mutant. The others cannot be seen from outside:`,
    '',
    ...excluded.map(({ requirement: id, reason }) => `- \`${id}\`: ${reason}`),
    ...results.filter(({ killed }) => !killed).map(({ mutant }) => `- survived: ${nameOf(mutant)}`),
  ].join('\n');
}
