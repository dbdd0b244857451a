/** The last word on a check, when all answers of a run are there: those of its clean-up, too. */
import { requirement } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Result } from '../../generated/results.js';
import { checkName } from '../client/check-name.js';
import { ownEmail } from '../client/mark.js';
import { inHowMany } from '../invariants/tally.js';
import type { Check } from './check.js';
import { broken, endingOf } from './judge.js';
import { fieldsOf, Untestable, Violation } from './outcome.js';
import { type Session, seedOf } from './session.js';

const isBroken = ({ verdict, expected }: Result) => verdict === 'fail' || verdict === 'warn' || expected !== undefined;

/**
 * A result of a check, or in its place what was found elsewhere: by an exploration or with nothing else going on, where the
 * check has passed, or in an answer that came later or was asked for by somebody else.
 */
export function concluded(session: Session, check: Check, result: Result): Result {
  const believed = withoutOthers(session, check, elsewhere(session, check, result));
  const last = withoutAlone(session, check, withoutRepeated(session, check, believed));
  if (!comesOfRefusal(session, last)) return last;
  // That no new ticket is taken from the first on is told once: by the check of that requirement.
  if (result.requirement === takesTickets) return result;
  return withoutTicket(session, last);
}

/** Where an operation changes tickets that nobody named, that is told once: nobody can say what another request has done. */
function withoutOthers({ touchedOthers, foundByReading }: Session, check: Check, result: Result): Result {
  const [needed] = touchedOthers;
  if (!needed || !isBroken(result) || !foundByReading.has(checkName(check))) return result;
  if (touchedOthers.some((id) => id === check.requirement)) return result;
  const text = `Needed ${needed}: a ticket that nothing was done to changed with it, so what was read may be the work of another check`;
  return notVerified(result, needed, text);
}

/** Whether all of these fields change without a request, too. */
export const changeAlone = ({ changesAlone }: Session, fields: readonly string[]): boolean =>
  fields.length > 0 && fields.every((field) => changesAlone.includes(field));

/** Where tickets change while nothing is done to them, nobody can say what a request has changed beside its own fields. */
function withoutAlone(session: Session, check: Check, result: Result): Result {
  const { foundByReading, changesAlone } = session;
  const finding = findingOf(session, check);
  const fields = foundByReading.get(checkName(check))?.fields ?? (finding ? fieldsOf(finding) : []);
  if (!isBroken(result) || !changeAlone(session, fields)) return result;
  const text = `Tickets of this installation change while nothing is done to them (${changesAlone.join(', ')}): by a rule, a job or an agent. What a request changes besides cannot be told from it.`;
  return skipped(result, text);
}

/** What is told where creations are answered with a number again: it is that of an earlier ticket, or of somebody's. */
const ofNumbers: readonly string[] = [
  'createTicket/number-is-new',
  'createTicket/ticket-exists',
  'createTicket/answers-the-number',
];

/** Where several tickets have one number, nobody can say which of them was read, changed or deleted. */
function withoutRepeated({ ledger, foundByReading, wire }: Session, check: Check, result: Result): Result {
  // In kept evidence, one creation answers several checks of today.
  if (!wire.live || ledger?.repeated === undefined) return result;
  const { number, exchange } = ledger.repeated;
  const [id] = ofNumbers as ['createTicket/number-is-new'];
  if (check.requirement === id && result.verdict === 'pass') {
    const exchanges = exchange === undefined ? [] : [exchange];
    const [expected, actual] = ['a number that no ticket of the run had', `${number} again`];
    return { ...result, verdict: broken[result.level], expected, actual, exchanges };
  }
  const isDoubtful = foundByReading.has(checkName(check)) || check.operation === 'deleteTicket';
  if (!isBroken(result) || !isDoubtful || ofNumbers.includes(check.requirement)) return result;
  return notVerified(result, id, `Needed ${id}: several tickets of the run have the number ${number}`);
}

const takesTickets = 'createTicket/answers-201';

/** Whether a result comes of an installation that takes no new tickets of this run. */
function comesOfRefusal({ refusesTickets }: Session, { actual, reason, prerequisite, verdict }: Result): boolean {
  if (refusesTickets === undefined || ['pass', 'info', 'skip', 'error'].includes(verdict)) return false;
  return prerequisite === takesTickets || `${actual} ${reason?.text}`.includes(refusesTickets);
}

/** What an administrator has set up is nothing that the API does wrong elsewhere. */
function withoutTicket({ refusesTickets, run }: Session, result: Result): Result {
  const text = [
    `The installation takes no new ticket of this run: ${refusesTickets}.`,
    'Where it asks for fields of its own, give them as "newTicket" in the settings file;',
    `where it limits or filters the tickets of a user, let ${ownEmail(run.id)} through while the run goes on.`,
  ].join(' ');
  return skipped(result, text);
}

/** What was found broken is not believed, for what is needed is broken. */
const notVerified = (result: Result, needed: RequirementId, text: string): Result => ({
  ...stripped(result),
  ...endingOf(new Untestable(needed, text), result.level),
});

/** What was found broken is a matter of the installation. */
const skipped = (result: Result, text: string): Result => ({
  ...stripped(result),
  verdict: 'skip',
  reason: { code: 'no-data', text },
});

/** A result without what was found broken. */
function stripped({ expected: _, actual: __, pointer: ___, prerequisite: ____, ...rest }: Result) {
  return rest;
}

/** What was found of a check's requirement when the other checks had ended. */
const findingOf = ({ findings }: Session, { requirement: id, operation }: Check) =>
  findings.find((one) => one.requirement === id && one.operation === operation);

function elsewhere(session: Session, check: Check, result: Result): Result {
  const { requirement: id, operation } = check;
  const later = findingOf(session, check);
  if (later && result.verdict === 'pass') {
    const ending = endingOf(new Violation(later), result.level);
    if (later.action) return { ...result, action: later.action, ...ending };
    const action = `Explore with the seed ${seedOf(session.run)}: ${later.story}`;
    return { ...result, action, ...ending, explored: true };
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
