/** A run's checks without its worker, for tests. */
import type { Result } from '../../generated/results.js';
import { allChecks } from '../checks/index.js';
import type { Check } from '../kernel/check.js';
import { concluded } from '../kernel/conclusion.js';
import { judge } from '../kernel/judge.js';
import type { Session } from '../kernel/session.js';
import { preflight } from './preflight.js';

/**
 * Looks at the target and runs checks, eight at a time.
 *
 * @param chosen which checks; default: all
 * @returns the results in the order in which they end
 */
export async function judgeAll(session: Session, chosen: (check: Check) => boolean = () => true): Promise<Result[]> {
  await preflight(session);
  const results: [Check, Result][] = [];
  const checks = allChecks.filter(chosen);
  const waiting = checks.filter(({ alone }) => !alone);
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      results.push([check, await judge(session, check)]);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  for (const check of checks.filter(({ alone }) => alone)) results.push([check, await judge(session, check)]);
  return results.map(([check, result]) => concluded(session, check, result));
}
