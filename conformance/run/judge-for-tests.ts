/** A run's checks without its worker, for tests. */
import type { Result } from '../../generated/results.js';
import { allChecks } from '../checks/index.js';
import { judge } from '../kernel/judge.js';
import type { Session } from '../kernel/session.js';
import { preflight } from './preflight.js';

/** Looks at the target and runs all checks, eight at a time. @returns the results in the order in which they end */
export async function judgeAll(session: Session): Promise<Result[]> {
  await preflight(session);
  const results: Result[] = [];
  const waiting = [...allChecks];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await judge(session, check));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return results;
}
