/** Tries many mutants, one after the other on one target for each set of capabilities. */
import { allMutants } from '../index.js';
import { type MutantResult, type Scope, tryMutant } from './kill.js';
import { type Mutant, nameOf } from './mutant.js';
import { startTarget, type Target } from './target.js';

/** Milliseconds for each mutant, on average; those whose turn does not come have survived. */
const budgetMs = 60_000;

/** The mutants whose requirement or name fits the glob. */
export function chosen(glob: string | undefined): Mutant[] {
  if (glob === undefined) return [...allMutants];
  const escaped = glob.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const pattern = new RegExp(`^${escaped}$`);
  return allMutants.filter((mutant) => pattern.test(mutant.requirement) || pattern.test(nameOf(mutant)));
}

/** @param report is called with each result at once */
export async function tryMutants(
  mutants: readonly Mutant[],
  scope: Scope,
  report: (result: MutantResult) => void = () => {},
): Promise<MutantResult[]> {
  const end = performance.now() + mutants.length * budgetMs;
  const targets = new Map<string, Target>();
  const results: MutantResult[] = [];
  const tried = async (mutant: Mutant, largeFiles: boolean): Promise<MutantResult> => {
    const kind = `${mutant.without} ${largeFiles}`;
    const target = targets.get(kind) ?? (await startTarget(mutant.without, { largeFiles }));
    targets.set(kind, target);
    return performance.now() < end
      ? tryMutant(target, mutant, scope)
      : { mutant, killed: false, verdicts: ['there was no time left for it'], touched: [], others: [], ms: 0 };
  };
  try {
    for (const mutant of mutants) {
      // Files of 10 MB take as long as all the other checks, and few faults show in them alone.
      const first = await tried(mutant, scope === 'requirement');
      const result = first.killed || scope === 'requirement' ? first : await tried(mutant, true);
      results.push(result);
      report(result);
    }
  } finally {
    for (const target of targets.values()) await target.close();
  }
  return results;
}
