/** Why requirements were not verified: the reason codes in words, and the results gathered by reason. */
import type { Result } from '../../generated/results.js';

type ReasonCode = NonNullable<Result['reason']>['code'];

const titles: Readonly<Record<ReasonCode, string>> = {
  'not-selected': 'Not selected for this run',
  unsafe: 'Not safe to try on this installation',
  'no-permission': 'The API key does not have the permission',
  'capability-absent': 'The installation does not have the feature',
  excluded: 'No check can see it from outside',
  'not-applicable': 'Does not apply to this installation',
  'no-data': 'The run had nothing to try it with',
  prerequisite: 'Something that it builds on failed',
  'turned-away': 'Something before the API turned requests away',
  'target-gone': 'The installation stopped answering',
  'out-of-budget': 'The time for the run was over',
  interrupted: 'The run was stopped',
  'not-written': 'The report folder could not be written',
  'no-evidence': 'The kept evidence does not show it',
  'suite-fault': 'A fault of the suite',
};

/** What the reader can do so that the next run verifies it; nothing where there is nothing to do. */
const advice: Readonly<Partial<Record<ReasonCode, string>>> = {
  'not-selected': 'Run again without `--only` and `--skip`, or with the option that the reason names.',
  unsafe: 'Try it on a test installation, where more may be allowed.',
  'no-permission': 'Give the key the permission, or name another key in the settings file.',
  'capability-absent': 'Nothing, unless the installation should have the feature.',
  'no-data': 'Name in the settings file what the reason asks for, then run again.',
  prerequisite: 'Mend first what it builds on, then run again.',
  'target-gone': 'See in the log of the web server why it stopped answering, then run again.',
  'out-of-budget': 'Run again with a larger `--budget`.',
  'no-evidence': 'Run again against the installation: the kept answers are not enough.',
};

export interface ReasonGroup {
  verdict: Result['verdict'];
  title: string;
  /** What to do about it. */
  advice?: string;
  /** The reasons in the results' own words; several where one title stands for all. */
  texts: string[];
  /** The requirement whose failure is the reason. */
  prerequisite?: string;
  results: Result[];
}

/**
 * Gathers results that have the same verdict and the same kind of reason, or that build on the same failure; the largest
 * group comes first.
 */
export function byReason(results: readonly Result[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const result of results) {
    const { verdict, reason, prerequisite } = result;
    const title = reason
      ? (titles[reason.code] ?? reason.code)
      : prerequisite
        ? titles.prerequisite
        : 'No reason given';
    const key = JSON.stringify([verdict, title, prerequisite]);
    const group = groups.get(key) ?? {
      verdict,
      title,
      advice: advice[reason?.code ?? 'prerequisite'],
      texts: [],
      prerequisite,
      results: [],
    };
    group.results.push(result);
    if (reason && !group.texts.includes(reason.text)) group.texts.push(reason.text);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.results.length - a.results.length);
}
