/** How like an installation its profile is: the recorded verdicts beside those of a run against the served profile. */
import type { Result } from '../../generated/results.js';

export interface Difference {
  readonly requirement: string;
  readonly operation: string;
  readonly there: Result['verdict'];
  readonly here: string;
}

export interface Fidelity {
  /** Checks that failed or warned there. */
  readonly broken: number;
  /** Those of them that do so here too. */
  readonly same: number;
  /** Those of them that do not. */
  readonly notBroken: readonly Difference[];
  /** In order there, and broken here. */
  readonly wronglyBroken: readonly Difference[];
}

const isBroken = ({ verdict }: Pick<Result, 'verdict'>) => verdict === 'fail' || verdict === 'warn';
export const nameOf = ({ requirement, operation }: Result) => `${requirement} ${operation}`;

export function compareVerdicts(there: readonly Result[], here: readonly Result[]): Fidelity {
  const found = new Map(here.map((result) => [nameOf(result), result]));
  const differences = (fits: (recorded: Result, now: Result | undefined) => boolean) =>
    there
      .filter((recorded) => fits(recorded, found.get(nameOf(recorded))))
      .map((recorded) => {
        const now = found.get(nameOf(recorded));
        const detail = now?.expected ? `expected ${now.expected}, was ${now.actual}` : now?.reason?.text;
        const { requirement, operation, verdict } = recorded;
        return { requirement, operation, there: verdict, here: `${now?.verdict ?? 'not checked'}: ${detail ?? ''}` };
      });
  const broken = there.filter(isBroken).length;
  const notBroken = differences((recorded, now) => isBroken(recorded) && !(now && isBroken(now)));
  return {
    broken,
    same: broken - notBroken.length,
    notBroken,
    wronglyBroken: differences((recorded, now) => recorded.verdict === 'pass' && now !== undefined && isBroken(now)),
  };
}
