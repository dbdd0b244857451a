/** What a reader does with the report, before any detail: what first, and who has to mend it. */
import type { Results } from '../../generated/results.js';
import type { Impact } from './impact.js';
import type { Problem } from './problems.js';
import { byReason } from './reasons.js';
import { counted } from './words.js';

/** Sentences, in the order in which to follow them. */
export function nextSteps(results: Results, problems: readonly Problem[]): string[] {
  const { verdict, counts, run } = results;
  const failed = problems.filter((one) => one.verdict === 'fail' && !one.findings[0].result.known);
  const until = (impact: Impact, text: string) => {
    const numbers = failed.filter((one) => one.impact === impact).map(({ number }) => number);
    if (numbers.length === 0) return [];
    return [`Until ${named(numbers)} mended, ${text}`];
  };
  const warned = problems.some((one) => one.verdict === 'warn');
  const unseen = counts.skip + counts.untestable;
  return [
    ...until('security', 'let only people and networks that you trust reach the API.'),
    ...until('loss', 'programs that write should read back what they wrote.'),
    ...(failed.length > 0
      ? [
          `What is broken is on the side of the server: the plugin, osTicket, or the web server before them. Give the report to whoever maintains it; each problem has its proof${run.recorded ? '' : ', and a script that shows it again'}.`,
        ]
      : []),
    ...(failed.length === 0 && verdict !== 'conformant' && (warned || unseen > 0)
      ? [
          [
            warned
              ? 'Nothing that the reference demands is broken; programs may stumble over what is warned of.'
              : 'What was seen is in order.',
            ...(unseen > 0 ? [`${counted(unseen, 'check was', 'checks were')} not made; the report says why.`] : []),
          ].join(' '),
          ...missing(results, problems),
        ]
      : []),
    ...(verdict === 'conformant'
      ? [
          unseen === 0
            ? 'There is nothing to do.'
            : `There is nothing to do. ${counted(unseen, 'check does', 'checks do')} not apply here: the report says why.`,
        ]
      : []),
    ...newerThanEvidence(results),
  ];
}

/** What keeps a judgement of kept evidence from a verdict is no fault of the installation. */
function newerThanEvidence({ results }: Results): string[] {
  const lacking = results.filter(({ reason }) => reason?.code === 'no-evidence');
  const undecided = lacking.filter(({ verdict }) => verdict === 'untestable').length;
  const inPart = lacking.length - undecided;
  const sentences = [
    ...(undecided > 0
      ? [`${counted(undecided, 'check asks', 'checks ask')} for what this evidence does not have.`]
      : []),
    ...(inPart > 0
      ? [
          `${counted(inPart, 'check is judged by some of the requests that it sends', 'checks are judged by some of the requests that they send')} today.`,
        ]
      : []),
  ];
  const advice = 'The evidence is older than they are, or not complete: run the suite again to verify them.';
  return lacking.length > 0 ? [[...sentences, advice].join(' ')] : [];
}

/** Reasons that are told here, those of most checks; the report has all. */
const mostReasons = 4;
const mostTexts = 3;

/** Why checks were not made, and what to do so that the next run makes them. */
function missing({ results }: Results, problems: readonly Problem[]): string[] {
  const unseen = results.filter(
    ({ verdict, reason }) => verdict === 'skip' || (verdict === 'untestable' && reason?.code !== 'no-evidence'),
  );
  return byReason(unseen, problems)
    .filter(({ advice }) => advice !== undefined)
    .slice(0, mostReasons)
    .map(({ results: some, texts, title, advice }) => {
      const why = texts.length > 0 && texts.length <= mostTexts ? texts.join(' ') : `${title}.`;
      return `${counted(some.length, 'check')}: ${why} ${advice}`;
    });
}

/** Problems are sorted by impact, so that their numbers follow each other. */
function named(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === last ? `problem ${first} is` : `problems ${first} to ${last} are`;
}
