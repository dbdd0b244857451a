/** What the reference server answered where the run could not decide, gathered by the answers that are the same. */
import type { Results } from '../../generated/results.js';
import { counted } from './words.js';

export type Beside = NonNullable<Results['beside']>;

/** Checks that looked at the same answers, or build on them. */
export interface BesideGroup {
  checks: Beside['checks'];
  answers: Beside['answers'];
}

/** The groups with the most checks come first. */
export function besideGroups({ checks, answers }: Beside): BesideGroup[] {
  const groups = new Map<string, BesideGroup>();
  for (const check of checks) {
    const key = check.answers.join();
    const group = groups.get(key) ?? { checks: [], answers: check.answers.flatMap((at) => answers[at] ?? []) };
    group.checks.push(check);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.checks.length - a.checks.length);
}

/** What was done, in one sentence. */
export function besideSentence({ checks, answers, filled }: Beside): string {
  const differing = answers.filter(({ lines }) => lines.length > 0).length;
  const { statuses, departments, topics, agents, tickets } = filled;
  const given = [
    counted(statuses, 'status', 'statuses'),
    counted(departments, 'department'),
    counted(topics, 'help topic'),
    counted(agents, 'agent'),
  ].join(', ');
  return `The reference server got the same requests of ${counted(checks.length, 'check')} that this run could not decide or only observed, and answered ${differing} of ${answers.length} otherwise; it was set up with what the run saw: ${given} and ${counted(tickets, 'ticket')}.`;
}
