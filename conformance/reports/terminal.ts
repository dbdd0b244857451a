/** What a run prints at its end. */
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { Result, Results } from '../../generated/results.js';
import { oneLine } from '../client/excerpt.js';
import { listTroubles } from './problems.js';
import { nameOf } from './topics.js';
import { overall, type Verdict, verdictOrder, verdicts } from './verdicts.js';

const mostProblems = 8;
const longest = 100;

const colours = {
  fail: 'red',
  warn: 'yellow',
  error: 'magenta',
  untestable: 'cyan',
  skip: 'gray',
  info: 'blue',
  pass: 'green',
} as const satisfies Record<Verdict, string>;

export interface SummaryOptions {
  /** Whether to colour; the text is clear without. */
  colour: boolean;
  /** The report folder; absent where none was written. */
  folder?: string;
}

/** The verdict, the counts, the first problems, what was left behind, and where the reports are. */
export function renderSummary(results: Results, { colour, folder }: SummaryOptions): string {
  // Whether the text goes to a terminal is for the caller to know.
  const paint = (verdict: Verdict, text: string) =>
    colour ? styleText(colours[verdict], text, { validateStream: false }) : text;
  const { verdict, sentence, counts, left, stale = [] } = results;
  const { sign, word, tone } = overall[verdict];

  const problems = listTroubles(results.results.filter(({ known }) => !known));
  const more = problems.length - mostProblems;
  const blocks = [
    [`${paint(tone, `${sign} ${word}`)}  ${oneLine(sentence, 500)}`],
    [
      verdictOrder
        .filter((one) => counts[one] > 0)
        .map((one) => paint(one, `${verdicts[one].sign} ${counts[one]} ${verdicts[one].word}`))
        .join('   '),
    ],
    ...problems.slice(0, mostProblems).map((group) => problem(group, paint)),
    more > 0 ? [`… and ${more} more: see the report.`] : [],
    left.length === 0
      ? []
      : [
          'These tickets could not be removed; run `osticket-contract sweep`:',
          ...left.map(
            ({ number, subject, why }) =>
              `  ${oneLine(`${number ?? '(number unknown)'}  ${subject}: ${why}`, longest)}`,
          ),
        ],
    stale.length === 0
      ? []
      : ['Remove these from the baseline:', ...stale.map((entry) => `  ${oneLine(entry, longest)}`)],
    folder === undefined ? [] : [`Report: ${join(folder, 'report.html')}`],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** A requirement that several operations break is one problem, with what was seen of the first. */
function problem(
  [result, ...others]: [Result, ...Result[]],
  paint: (verdict: Verdict, text: string) => string,
): string[] {
  const { verdict, sentence, expected, actual, pointer, reason } = result;
  const { sign } = verdicts[verdict];
  const line = (name: string, text: string | undefined) =>
    text === undefined ? [] : [`    ${name.padEnd(9)} ${oneLine(text, longest)}`];
  return [
    paint(verdict, `${sign} ${oneLine(nameOf(result), longest)}`),
    `    ${oneLine(sentence, 200)}`,
    ...line('expected', expected),
    ...line('actual', actual),
    ...line('at', pointer || undefined),
    ...(others.length > 0 ? line('also in', others.map(({ operation }) => operation).join(', ')) : []),
    ...(verdict === 'error' ? line('fault', reason?.text) : []),
  ];
}
