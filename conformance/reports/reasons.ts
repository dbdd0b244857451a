/** Why requirements were not verified: the reason codes in words, and the results gathered by reason. */
import type { Result } from '../../generated/results.js';
import type { Problem } from './problems.js';

type ReasonCode = NonNullable<Result['reason']>['code'];

const titles: Readonly<Record<ReasonCode, string>> = {
  'not-selected': 'Not selected for this run',
  unsafe: 'Not safe to try on this installation',
  'no-permission': 'The API key does not have the permission',
  'capability-absent': 'The installation does not have the feature',
  excluded: 'No check can see it from outside',
  'not-applicable': 'Does not apply to this installation',
  'no-data': 'The run had nothing to try it with',
  prerequisite: 'Something else has to work first',
  'turned-away': 'Something before the API turned requests away',
  'target-gone': 'The installation stopped answering',
  'out-of-budget': 'The time for the run was over',
  interrupted: 'The run was stopped',
  'not-written': 'The report folder could not be written',
  'no-evidence': 'The evidence does not have what the check asks for',
  'suite-fault': 'A fault of the suite',
};

/** What the reader can do so that the next run verifies it; nothing where there is nothing to do. */
const advice: Readonly<Partial<Record<ReasonCode, string>>> = {
  'not-selected': 'Run again without `--only` and `--skip`, or with the option that the reason names.',
  unsafe: 'Try it on a test installation, where more may be allowed.',
  'no-permission': 'Give the key the permission, or name another key in the settings file.',
  'capability-absent': 'Nothing, unless the installation should have the feature.',
  'no-data': 'Name in the settings file what the reason asks for, then run again.',
  prerequisite: 'Mend what the reasons name, then run again.',
  'target-gone': 'See in the log of the web server why it stopped answering, then run again.',
  'out-of-budget': 'Run again with a larger `--budget`.',
  'no-evidence': 'Run the suite again against the installation.',
};

export interface ReasonGroup {
  verdict: Result['verdict'];
  title: string;
  /** What to do about it. */
  advice?: string;
  /** The reasons in the results' own words; several where one title stands for all. */
  texts: string[];
  /** The number of the problem that has to be mended first. */
  problem?: number;
  /** The requirements whose failure is the reason. */
  prerequisites: string[];
  results: Result[];
}

type Kind = Pick<ReasonGroup, 'title' | 'advice' | 'problem'>;

/** @param numberOf the problem that a requirement belongs to */
function kindOf({ reason, prerequisite }: Result, numberOf: (requirement: string) => number | undefined): Kind {
  const code = reason?.code ?? (prerequisite ? 'prerequisite' : undefined);
  if (code === undefined) return { title: 'No reason given' };
  // Reasons name the option that would have allowed it.
  const [, option] = (code === 'unsafe' && /(--[a-z-]+)/.exec(reason?.text ?? '')) || [];
  if (option) return { title: `Only done with \`${option}\``, advice: `Run again with \`${option}\`.` };
  if (code === 'unsafe' && /The key lacks/.test(reason?.text ?? ''))
    return { title: titles['no-permission'], advice: advice['no-permission'] };
  if (code === 'unsafe' && /not of this run|not proven|not made by this run/.test(reason?.text ?? ''))
    return {
      title: 'What the installation shows does not prove whose a ticket is',
      advice:
        'Mend how it shows what the reasons name, then run again: a ticket that may be somebody’s is never changed.',
    };
  if (code === 'no-data' && /\bkey\b/.test(reason?.text ?? ''))
    return {
      title: 'Needs more API keys',
      advice: 'Name keys with fewer permissions, a key that is switched off and a disposable one in the settings file.',
    };
  const problem = code === 'prerequisite' && prerequisite ? numberOf(prerequisite) : undefined;
  if (problem !== undefined)
    return { title: titles[code], advice: `Mend problem ${problem} first, then run again.`, problem };
  return { title: titles[code] ?? code, advice: advice[code] };
}

/**
 * Gathers results that have the same verdict and the same kind of reason, or that build on the same problem; the largest
 * group comes first.
 */
export function byReason(results: readonly Result[], problems: readonly Problem[]): ReasonGroup[] {
  const numbers = new Map(
    problems.flatMap(({ number, findings }) => findings.map(({ result }) => [result.requirement, number] as const)),
  );
  const groups = new Map<string, ReasonGroup>();
  for (const result of results) {
    const { verdict, reason, prerequisite } = result;
    const kind = kindOf(result, (requirement) => numbers.get(requirement));
    const key = JSON.stringify([verdict, kind]);
    const group: ReasonGroup = groups.get(key) ?? { verdict, ...kind, texts: [], prerequisites: [], results: [] };
    group.results.push(result);
    if (reason && !group.texts.includes(reason.text)) group.texts.push(reason.text);
    if (prerequisite && !group.prerequisites.includes(prerequisite)) group.prerequisites.push(prerequisite);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.results.length - a.results.length);
}
