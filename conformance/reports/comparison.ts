/** What changed from one run to the next, by problem: of one installation at two times, or of two versions. */
import type { Result, Results } from '../../generated/results.js';
import type { Evidence } from '../client/exchange.js';
import { listProblems, type Problem } from './problems.js';
import { nameOf } from './topics.js';
import { type Verdict, verdictOrder } from './verdicts.js';
import { counted } from './words.js';

export interface NamedRun {
  name: string;
  results: Results;
  /** By which failures with the same cause are told; without it, those of one requirement are one problem. */
  evidence?: Evidence;
}

/** The part of a problem that an answer to one question is about: is it new, mended, still there? */
export interface ChangedProblem {
  problem: Problem;
  /** The gravest first. */
  results: Result[];
}

/** Whether all of a problem changed. */
export const isWhole = ({ problem: { findings }, results }: ChangedProblem): boolean =>
  results.length === findings.length;

/** How much of a problem changed: `in part: 1 of its 7 checks`, or `7 checks` where all did. */
export function extentOf(changed: ChangedProblem): string {
  const { problem, results } = changed;
  if (isWhole(changed)) return counted(results.length, 'check');
  return `in part: ${results.length} of its ${problem.findings.length} checks`;
}

/** Checks whose verdict changed in another way. */
export interface OtherChange {
  before: Verdict;
  after: Verdict;
  names: string[];
}

export interface Changes {
  /** What was in order and is broken now; the gravest first. */
  regressions: ChangedProblem[];
  /** What is broken now and could not be verified before; the gravest first. */
  firstSeen: ChangedProblem[];
  /** What was broken and is in order now; the gravest first. */
  mended: ChangedProblem[];
  /** What was broken and is so still; what shows most often first. */
  still: ChangedProblem[];
  /** The most frequent first. */
  others: OtherChange[];
  /** Checks that one of the runs does not have. */
  added: string[];
  removed: string[];
}

/** The problems of a run. */
export const problemsOf = ({ results, evidence }: NamedRun): Problem[] =>
  listProblems(results, evidence ?? { exchanges: [] });

export const isBroken = ({ verdict }: Pick<Result, 'verdict'>): boolean => verdict === 'fail' || verdict === 'warn';

export const byName = ({ results: { results } }: NamedRun): ReadonlyMap<string, Result> =>
  new Map(results.map((result) => [nameOf(result), result]));

/** Whether the runs were judged by different versions, so that a difference may come from the suite. */
export const versionsDiffer = (list: readonly NamedRun[]): boolean =>
  new Set(list.map(({ results: { suite } }) => `${suite.version} ${suite.contract}`)).size > 1;

/** What changed from one run to a later one. */
export function changesBetween(before: NamedRun, after: NamedRun): Changes {
  const [then, now] = [byName(before), byName(after)];
  const wasBroken = (name: string) => isBroken(then.get(name) ?? { verdict: 'skip' });
  const wasInOrder = (name: string) => ['pass', 'info'].includes(then.get(name)?.verdict ?? 'skip');
  const later = problemsOf(after);
  const others = new Map<string, OtherChange>();
  for (const [name, result] of now) {
    const earlier = then.get(name);
    if (!earlier || earlier.verdict === result.verdict || isBroken(result)) continue;
    if (isBroken(earlier) && result.verdict === 'pass') continue;
    const key = `${earlier.verdict} ${result.verdict}`;
    const change = others.get(key) ?? { before: earlier.verdict, after: result.verdict, names: [] };
    others.set(key, { ...change, names: [...change.names, name] });
  }
  const still = parts(later, (name) => wasBroken(name));
  return {
    regressions: parts(later, (name, result) => isBroken(result) && wasInOrder(name)),
    firstSeen: parts(later, (name, result) => isBroken(result) && !wasInOrder(name) && !wasBroken(name)),
    mended: parts(problemsOf(before), (name) => now.get(name)?.verdict === 'pass'),
    still: still.sort((a, b) => b.results.length - a.results.length),
    others: [...others.values()].sort((a, b) => b.names.length - a.names.length || place(a) - place(b)),
    added: [...now.keys()].filter((name) => !then.has(name)),
    removed: [...then.keys()].filter((name) => !now.has(name)),
  };
}

const place = ({ after }: OtherChange) => verdictOrder.indexOf(after);

function parts(problems: readonly Problem[], wanted: (name: string, result: Result) => boolean): ChangedProblem[] {
  return problems.flatMap((problem) => {
    const results = problem.findings.map(({ result }) => result).filter((result) => wanted(nameOf(result), result));
    return results.length > 0 ? [{ problem, results }] : [];
  });
}
