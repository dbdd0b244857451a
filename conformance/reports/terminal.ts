/** What a run prints at its end. */
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { Results } from '../../generated/results.js';
import { oneLine } from '../client/excerpt.js';
import type { Evidence } from '../client/exchange.js';
import { besideSentence } from './beside.js';
import { shortly } from './glance.js';
import { impactWords } from './impact.js';
import { firstProblems, listProblems, type Problem } from './problems.js';
import { countedProblems, nameOf } from './topics.js';
import { overall, type Verdict, verdictOrder, verdicts } from './verdicts.js';

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
  /** Whether to say the verdict only (default false). */
  quiet?: boolean;
}

/** The verdict, the counts, the first problems, what was left behind, and where the reports are. */
export function renderSummary(
  results: Results,
  evidence: Pick<Evidence, 'exchanges'>,
  { colour, folder, quiet = false }: SummaryOptions,
): string {
  // Whether the text goes to a terminal is for the caller to know.
  const paint = (verdict: Verdict, text: string) =>
    colour ? styleText(colours[verdict], text, { validateStream: false }) : text;
  const { verdict, sentence, counts, left, stale = [], clients = [], run, beside } = results;
  const { explored } = run;
  const { sign, word, tone } = overall[verdict];

  const first = `${paint(tone, `${sign} ${word}`)}  ${oneLine(sentence, 500)}`;
  if (quiet) return `${first}\n`;
  const problems = listProblems(results, evidence);
  const more = problems.length - firstProblems;
  const blocks = [
    [first],
    [
      verdictOrder
        .filter((one) => counts[one] > 0)
        .map((one) => paint(one, `${verdicts[one].sign} ${counts[one]} ${verdicts[one].word}`))
        .join('   '),
    ],
    explored
      ? [`Explored ${explored.sequences} sequences of valid requests (again the same: --seed ${explored.seed}).`]
      : [],
    problems.length > 0 ? [`${countedProblems(problems.length)}, the worst first:`] : [],
    ...problems.slice(0, firstProblems).map((one) => block(one, paint)),
    more > 0 ? [`… and ${more} more: see the report.`] : [],
    ...(clients.length > 0 ? [clientLines(clients)] : []),
    beside && beside.checks.length > 0 ? [besideSentence(beside)] : [],
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

/** Mistakes of clients that are told here; the report has all. */
const firstMistakes = 5;

function clientLines(clients: NonNullable<Results['clients']>): string[] {
  const more = clients.length - firstMistakes;
  return [
    'What clients send wrongly, the most frequent first:',
    ...clients
      .slice(0, firstMistakes)
      .map(
        ({ operation, text, actual, count, requests }) =>
          `  ${oneLine(`${operation}: ${text}. Sent: ${actual} (${count} of ${requests} requests)`, 2 * longest)}`,
      ),
    ...(more > 0 ? [`  … and ${more} more: see the report.`] : []),
  ];
}

/** One problem: what happens, how it showed, and the requirements that it breaks. */
function block(
  { number, title, impact, verdict, findings }: Problem,
  paint: (verdict: Verdict, text: string) => string,
): string[] {
  const [{ result }] = findings;
  const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
  const known = result.known ? ` Known until ${result.known.expires}.` : '';
  return [
    paint(
      verdict,
      `${verdicts[verdict].sign} ${number}. ${impactWords[impact].word}: ${oneLine(`${title}${known}`, 300)}`,
    ),
    `      ${oneLine(shortly(findings[0]), 5 * longest)}`,
    `      ${oneLine(nameOf(result), longest)}${more}`,
  ];
}
