/** What differs between runs: of several installations, or of one at several times. */
import type { Result, Results } from '../../generated/results.js';
import { nameOf } from './topics.js';
import { verdictOrder } from './verdicts.js';

export interface NamedRun {
  name: string;
  results: Results;
}

/** One requirement of one operation, with what each run found. */
export interface ComparedRow {
  name: string;
  sentence: string;
  /** In the order of the runs; undefined where a run does not have it. */
  found: (Result | undefined)[];
}

export interface Comparison {
  /** The verdict is not the same in all runs; the gravest verdicts come first. */
  differing: ComparedRow[];
  same: ComparedRow[];
  /** The runs were judged by different versions, so that a difference may come from the suite. */
  versionsDiffer: boolean;
}

export function compare(list: readonly NamedRun[]): Comparison {
  const byName = list.map(({ results }) => new Map(results.results.map((result) => [nameOf(result), result])));
  const names = [...new Set(byName.flatMap((results) => [...results.keys()]))];
  const rows = names.map((name): ComparedRow => {
    const found = byName.map((results) => results.get(name));
    return { name, sentence: found.find((one) => one !== undefined)?.sentence ?? '', found };
  });
  const differs = ({ found }: ComparedRow) => new Set(found.map((one) => one?.verdict)).size > 1;
  const gravest = ({ found }: ComparedRow) =>
    Math.min(...found.flatMap((one) => (one ? [verdictOrder.indexOf(one.verdict)] : [])));
  return {
    differing: rows.filter(differs).sort((a, b) => gravest(a) - gravest(b)),
    same: rows.filter((row) => !differs(row)),
    versionsDiffer: new Set(list.map(({ results: { suite } }) => `${suite.version} ${suite.contract}`)).size > 1,
  };
}
