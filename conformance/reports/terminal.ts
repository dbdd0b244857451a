/** What a run prints at its end. */
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { Results } from '../../generated/results.js';
import { oneLine } from '../client/excerpt.js';
import type { Evidence } from '../client/exchange.js';
import { besideSentence } from './beside.js';
import { shortly } from './glance.js';
import { impactWords } from './impact.js';
import { leftAdvice, leftName } from './left.js';
import { nextSteps } from './next-steps.js';
import { exampleOf, firstProblems, listProblems, type Problem } from './problems.js';
import { nameOf } from './topics.js';
import { overall, type Verdict, verdictOrder, verdicts } from './verdicts.js';
import { counted } from './words.js';

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
  const steps = nextSteps(results, problems);
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
    problems.length > 0 ? [`${counted(problems.length, 'problem')}, the worst first:`] : [],
    ...problems.slice(0, firstProblems).map((one) => block(one, paint)),
    more > 0 ? [`… and ${more} more: see the report.`] : [],
    steps.length > 0 ? ['What to do:', ...steps.map((step) => `  ${oneLine(step, 5 * longest)}`)] : [],
    ...(clients.length > 0 ? [clientLines(clients)] : []),
    beside && beside.checks.length > 0 ? [besideSentence(beside)] : [],
    left.length === 0 ? [] : leftLines(results),
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

/** Tickets that are told here; the report has all. */
const firstLeft = 5;

function leftLines(results: Results): string[] {
  const { left } = results;
  const more = left.length - firstLeft;
  return [
    `${counted(left.length, 'test ticket')} could not be removed:`,
    ...left
      .slice(0, firstLeft)
      .map((one) => `  ${oneLine(`${leftName(one)}  ${oneLine(one.subject, longest)}: ${one.why}`, 3 * longest)}`),
    ...(more > 0 ? [`  … and ${more} more: see the report.`] : []),
    oneLine(leftAdvice(results), 5 * longest),
  ];
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
function block(problem: Problem, paint: (verdict: Verdict, text: string) => string): string[] {
  const { number, title, impact, verdict, findings } = problem;
  const example = exampleOf(problem);
  const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
  const known = findings[0].result.known ? ` Known until ${findings[0].result.known.expires}.` : '';
  return [
    paint(
      verdict,
      `${verdicts[verdict].sign} ${number}. ${impactWords[impact].word}: ${oneLine(`${title}${known}`, 300)}`,
    ),
    `      ${oneLine(shortly(example), 5 * longest)}`,
    `      ${oneLine(nameOf(example.result), longest)}${more}`,
  ];
}
