/** What GitHub's runner shows of a run: annotations beside the step. Its format: workflow commands, one a line. */
import type { Results } from '../../generated/results.js';
import { oneLine } from '../client/excerpt.js';
import type { Evidence } from '../client/exchange.js';
import { shortly } from './glance.js';
import { impactWords } from './impact.js';
import { exampleOf, firstProblems, listProblems, type Problem } from './problems.js';
import { nameOf } from './topics.js';
import { overall } from './verdicts.js';

const longest = 400;

/** GitHub shows ten annotations of each kind. */
export function githubAnnotations(results: Results, evidence: Pick<Evidence, 'exchanges'>): string[] {
  const problems = listProblems(results, evidence).slice(0, firstProblems).map(annotation);
  const { endedEarly } = results.run;
  const { word } = overall[results.verdict];
  return [
    ...problems,
    ...(endedEarly ? [command('error', 'The run did not come to its end', endedEarly.text)] : []),
    command('notice', `osTicket API: ${word}`, results.sentence),
  ];
}

function annotation(problem: Problem): string {
  const { number, title, impact, verdict, findings } = problem;
  const [first, ...others] = findings;
  const example = exampleOf(problem);
  const kind = first.result.known ? 'notice' : verdict === 'warn' ? 'warning' : 'error';
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return command(
    kind,
    `Problem ${number}: ${impactWords[impact].word}`,
    `${title}\n${shortly(example)}\n${nameOf(example.result)}${more}`,
  );
}

/** Escaped as the runner reads it, so that no text of an installation is a command or a second property. */
function command(kind: 'error' | 'warning' | 'notice', title: string, text: string): string {
  const message = text
    .split('\n')
    .map((line) => oneLine(line, longest))
    .join('\n');
  return `::${kind} title=${inProperty(oneLine(title, longest))}::${inMessage(message)}`;
}

const inMessage = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const inProperty = (text: string) => inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
