/** `summary.md`: for the summary page of a CI step (GitHub's GITHUB_STEP_SUMMARY and the like). */
import type { Results } from '../../generated/results.js';
import { besideSentence } from './beside.js';
import { shortly } from './glance.js';
import { impactWords } from './impact.js';
import { leftAdvice, leftName } from './left.js';
import { code, inert, prose } from './markdown-text.js';
import { nextSteps } from './next-steps.js';
import { exampleOf, firstProblems, listProblems, type Problem } from './problems.js';
import type { Report } from './report.js';
import { nameOf } from './topics.js';
import { overall, verdictOrder, verdicts } from './verdicts.js';
import { counted } from './words.js';

/** Of a problem; report.html has all. */
const mostNames = 3;
function row(problem: Problem): string {
  const { number, title, impact, verdict, findings } = problem;
  const [{ result }] = findings;
  const known = result.known ? ` (known until ${inert(result.known.expires)})` : '';
  const requirements = [...new Set(findings.map((one) => nameOf(one.result)))];
  const named = requirements.slice(0, mostNames).map(code).join(', ');
  const more = requirements.length > mostNames ? ` and ${requirements.length - mostNames} more` : '';
  return `| ${number} | ${verdicts[verdict].sign} ${impactWords[impact].word}${known} | ${prose(title)}<br>${inert(shortly(exampleOf(problem)), 300)} | ${named}${more} |`;
}

function problems(all: readonly Problem[]): string[] {
  if (all.length === 0) return [];
  const more = all.length > firstProblems ? ['', `And ${all.length - firstProblems} more: see report.html.`] : [];
  return [
    `## ${counted(all.length, 'problem')}, the worst first`,
    '',
    '| | Impact | What happens | Requirements |',
    '| ---: | --- | --- | --- |',
    ...all.slice(0, firstProblems).map(row),
    ...more,
    '',
  ];
}

function steps(results: Results, all: readonly Problem[]): string[] {
  const some = nextSteps(results, all);
  return some.length === 0 ? [] : ['## What to do', '', ...some.map((step) => `- ${prose(step)}`), ''];
}

/** Of the tickets that are still there; report.html has all. */
const mostLeft = 5;

function left(results: Results): string[] {
  const { left } = results;
  if (left.length === 0) return [];
  const items = left
    .slice(0, mostLeft)
    .map((one) => `- ${code(leftName(one))} ${inert(one.subject)}: ${inert(one.why)}`);
  const more = left.length > mostLeft ? [`- and ${left.length - mostLeft} more: see report.html`] : [];
  const head = `## ${counted(left.length, 'test ticket')} could not be removed`;
  return [head, '', prose(leftAdvice(results)), '', ...items, ...more, ''];
}

function clients({ clients = [] }: Results): string[] {
  if (clients.length === 0) return [];
  const rows = clients.map(
    ({ operation, text, actual, count, requests }) =>
      `| ${code(operation)} | ${inert(text)} | ${code(actual)} | ${count} of ${requests} |`,
  );
  const head = ['| Operation | Where, and what is expected | Sent | How many |', '| --- | --- | --- | --- |'];
  return ['## What clients send wrongly', '', ...head, ...rows, ''];
}

function beside({ beside: compared }: Results): string[] {
  if (!compared || compared.checks.length === 0) return [];
  return ['## Beside the reference server', '', `${inert(besideSentence(compared), 1_000)} See report.html.`, ''];
}

function stale({ stale = [] }: Results): string[] {
  return stale.length === 0
    ? []
    : ['## Baseline entries to remove', '', ...stale.map((entry) => `- ${inert(entry)}`), ''];
}

export const markdown: Report = {
  file: 'summary.md',
  render(results, evidence) {
    const { verdict, sentence, counts, target, suite, run } = results;
    const { sign, word } = overall[verdict];
    const all = listProblems(results, evidence);
    return [
      `# ${sign} ${word}`,
      '',
      inert(sentence, 1_000),
      '',
      `${code(target.url)} · ${inert(run.startedAt)} · suite ${inert(suite.version)}, contract ${inert(suite.contract)}`,
      '',
      ...(run.explored ? [`Explored with \`--seed ${run.explored.seed}\`.`, ''] : []),
      `| ${verdictOrder.map((one) => `${verdicts[one].sign} ${verdicts[one].word}`).join(' | ')} |`,
      `| ${verdictOrder.map(() => '---:').join(' | ')} |`,
      `| ${verdictOrder.map((one) => counts[one]).join(' | ')} |`,
      '',
      ...clients(results),
      ...left(results),
      ...beside(results),
      ...stale(results),
      ...problems(all),
      ...steps(results, all),
    ].join('\n');
  },
};
