/** The last word on a check, when all answers of a run are there: those of its clean-up, too. */
import { requirement } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';
import { inHowMany } from '../invariants/tally.js';
import type { Check } from './check.js';
import { broken, endingOf } from './judge.js';
import { Violation } from './outcome.js';
import { type Session, seedOf } from './session.js';

const isBroken = ({ verdict, expected }: Result) => verdict === 'fail' || verdict === 'warn' || expected !== undefined;

/**
 * A result of a check, or in its place what was found elsewhere: by an exploration where the check has passed, or in an
 * answer that came later or was asked for by somebody else.
 */
export function concluded(session: Session, check: Check, result: Result): Result {
  const { requirement: id, operation } = check;
  const explored = session.findings.find((one) => one.requirement === id && one.operation === operation);
  if (explored && result.verdict === 'pass') {
    const action = `Explore with the seed ${seedOf(session.run)}: ${explored.story}`;
    return { ...result, action, ...endingOf(new Violation(explored), result.level), explored: true };
  }
  const found = isBroken(result) ? undefined : session.answers.broken(id, operation);
  const { prerequisite: _, reason: __, observed: ___, ...rest } = result;
  if (!found) {
    const nowSeen =
      check.everyAnswer && result.reason?.code !== 'suite-fault' && session.answers.hasJudged(id, operation);
    return nowSeen && !isBroken(result) ? { ...rest, verdict: 'pass' } : result;
  }
  const { expected, pointer, exchanges } = found;
  return {
    ...rest,
    verdict: broken[requirement(id).level],
    expected,
    actual: inHowMany(found),
    ...(pointer ? { pointer } : {}),
    exchanges: exchanges.map((exchange) => exchange.id),
  };
}
