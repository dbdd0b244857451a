/** The last word on a check, when all answers of a run are there: those of its clean-up, too. */
import { requirement } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';
import { ownEmail } from '../client/mark.js';
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
  const last = elsewhere(session, check, result);
  if (!comesOfRefusal(session, last)) return last;
  // That no new ticket is taken from the first on is told once: by the check of that requirement.
  if (result.requirement === takesTickets) return result;
  return withoutTicket(session, last);
}

const takesTickets = 'createTicket/answers-201';

/** Whether a result comes of an installation that takes no new tickets of this run. */
function comesOfRefusal({ refusesTickets }: Session, { actual, reason, prerequisite, verdict }: Result): boolean {
  if (refusesTickets === undefined || ['pass', 'info', 'skip', 'error'].includes(verdict)) return false;
  return prerequisite === takesTickets || `${actual} ${reason?.text}`.includes(refusesTickets);
}

/** What an administrator has set up is nothing that the API does wrong elsewhere. */
function withoutTicket({ refusesTickets, run }: Session, result: Result): Result {
  const { expected: _, actual: __, pointer: ___, prerequisite: ____, ...rest } = result;
  const text = [
    `The installation takes no new ticket of this run: ${refusesTickets}.`,
    'Where it asks for fields of its own, give them as "newTicket" in the settings file;',
    `where it limits or filters the tickets of a user, let ${ownEmail(run.id)} through while the run goes on.`,
  ].join(' ');
  return { ...rest, verdict: 'skip', reason: { code: 'no-data', text } };
}

function elsewhere(session: Session, check: Check, result: Result): Result {
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
