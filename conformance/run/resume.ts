/** Choosing checks by the results of an earlier run: those that failed, or those that a stopped run did not get to. */
import type { Result, Results } from '../../generated/results.js';
import { UserError } from '../../installation/user-error.js';
import { allChecks } from '../checks/index.js';
import { selecting } from './selection.js';

/** Checks come and go between versions of the suite. */
const known = new Set(allChecks.map(selecting));

const unsettled: ReadonlySet<Result['verdict']> = new Set(['fail', 'warn', 'error', 'untestable']);

/**
 * The checks that found something broken or could not verify it, as globs for `only`.
 *
 * @throws UserError when there are none
 */
export function failedIn({ results }: Results): string[] {
  const failed = tryingAgain(results.filter(({ verdict }) => unsettled.has(verdict)));
  return orTell(failed, 'Nothing was broken or not verified in that run: there is nothing to run again.');
}

/** What chooses the checks of some results; with them the one that explores, where that has found one of them. */
export function tryingAgain(some: readonly Result[]): string[] {
  const exploring = some.some(({ explored }) => explored) ? allChecks.filter(({ alone }) => alone) : [];
  return [...some, ...exploring].map(selecting);
}

/** The seed of a run's exploration, as `--seed` takes it: the same sequences are tried again. */
export const seedIn = ({ run: { explored } }: Results): string | undefined => explored && String(explored.seed);

/** Reasons of checks that the end of a run cut short. */
const cutShort: ReadonlySet<string> = new Set(['target-gone', 'out-of-budget', 'interrupted', 'not-written']);

/**
 * The checks that a stopped run did not get to, or in the middle of, as globs for `only`.
 *
 * @throws UserError when the run came to its end
 */
export function unfinishedIn(results: Results): string[] {
  return orTell(
    [...(results.run.notRun ?? []), ...results.results.filter(isCutShort).map(selecting)],
    'That run came to its end: there is nothing to resume. `--failed` runs again what was broken.',
  );
}

const isCutShort = ({ reason }: Result) => cutShort.has(reason?.code ?? '');

function orTell(names: readonly string[], message: string): string[] {
  const today = [...new Set(names)].filter((name) => known.has(name));
  if (today.length === 0) throw new UserError(message);
  return today;
}

/** The results of a stopped run with those of the run that finished it, in the order of the checks. */
export function together(stopped: Results, more: readonly Result[]): Result[] {
  const byName = new Map(stopped.results.filter((one) => !isCutShort(one)).map((one) => [selecting(one), one]));
  for (const one of more) byName.set(selecting(one), one);
  return allChecks.flatMap((check) => byName.get(selecting(check)) ?? []);
}
