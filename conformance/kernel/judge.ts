/** From a check to its result: runs it and turns how it ended into a verdict. */

import { requirement } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Result } from '../../generated/results.js';
import { type Answer, IllegibleAnswer, NoAnswer } from '../client/answer.js';
import { checkName } from '../client/check-name.js';
import { Unsafe } from '../client/guard.js';
import { RequestTurnedAway } from '../client/turned-away.js';
import { NoEvidence, TargetGone } from '../client/wire.js';
import type { Check } from './check.js';
import { Context } from './context.js';
import { inPart } from './each.js';
import { fieldsOf, Skip, Untestable, Violation } from './outcome.js';
import type { Session } from './session.js';

/** What a broken requirement counts as, by its level. */
export const broken = { MUST: 'fail', SHOULD: 'warn', OBSERVED: 'info' } as const;

type Ending = Pick<Result, 'verdict'> & Partial<Result>;

/** What a result says of its requirement. */
export function statementOf(of: RequirementId) {
  const { id, level, sentence, reference, because, impact, broken: happens } = requirement(of);
  return {
    requirement: id,
    level,
    sentence,
    ...(reference ? { reference } : {}),
    ...(because ? { because } : {}),
    impact,
    broken: happens,
  };
}

/** Runs a check. Never throws: whatever happens is a result. */
export async function judge(session: Session, check: Check): Promise<Result> {
  const t = new Context(session, checkName(check), check.requirement);
  const started = performance.now();
  const ending = await ended(check, t);
  session.verdicts.set(checkName(check), ending.verdict);
  return {
    ...statementOf(check.requirement),
    operation: check.operation,
    action: check.action,
    exchanges: t.answers.map(({ exchange }) => exchange.id),
    durationMs: Math.round(performance.now() - started),
    ...ending,
  };
}

async function ended(check: Check, t: Context): Promise<Ending> {
  const { level } = requirement(check.requirement);
  try {
    const observed = await check.run(t, check.operation);
    const text = inPart(t.parts);
    const reason = text === undefined ? {} : { reason: { code: 'no-evidence', text } as const };
    if (level === 'OBSERVED') return { verdict: 'info', observed: observed ?? 'as described', ...reason };
    return { verdict: 'pass', ...reason };
  } catch (thrown) {
    const doubt = thrown instanceof Violation ? await doubtOf(check, t, thrown) : undefined;
    if (thrown instanceof Violation && thrown.breach.answers.some(isReading)) {
      const { operation } = check;
      t.session.foundByReading.set(checkName(check), { operation, fields: fieldsOf(thrown.breach) });
    }
    return endingOf(doubt ?? thrown, level);
  }
}

const isReading = ({ exchange }: Answer) => exchange.request.method === 'GET';

/** A reason not to believe that a requirement is broken. */
async function doubtOf({ requirement: id }: Check, t: Context, { breach }: Violation): Promise<Untestable | undefined> {
  const doubt = t.doubts.of(breach);
  const isRead = breach.answers.some((answer) => answer.operation === 'getTicket');
  const needed = doubt || !isRead ? undefined : await t.session.probes.lateReading();
  if (!needed || id === needed) return doubt;
  return new Untestable(needed, `Needed ${needed}, but a ticket showed a note late`);
}

/** How a check ends that throws. */
export function endingOf(thrown: unknown, level: Result['level']): Ending {
  if (thrown instanceof Violation) {
    const { expected, actual, pointer, answers } = thrown.breach;
    const exchanges = answers.map(({ exchange }) => exchange.id);
    return { verdict: broken[level], expected, actual, ...(pointer ? { pointer } : {}), exchanges };
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof Untestable) {
    return { verdict: 'untestable', prerequisite: thrown.prerequisite, reason: { code: 'prerequisite', text } };
  }
  if (thrown instanceof Skip) return { verdict: 'skip', reason: { code: thrown.code, text } };
  if (thrown instanceof Unsafe) return { verdict: 'skip', reason: { code: 'unsafe', text } };
  if (thrown instanceof TargetGone) return { verdict: 'untestable', reason: { code: thrown.code, text } };
  if (thrown instanceof NoAnswer) {
    return { verdict: 'untestable', reason: { code: 'target-gone', text: `A request got no answer: ${text}.` } };
  }
  if (thrown instanceof RequestTurnedAway) return { verdict: 'untestable', reason: { code: 'turned-away', text } };
  if (thrown instanceof IllegibleAnswer) {
    return {
      verdict: 'untestable',
      prerequisite: 'formats/readable-to-its-end',
      reason: { code: 'prerequisite', text },
    };
  }
  if (thrown instanceof NoEvidence) return { verdict: 'untestable', reason: { code: 'no-evidence', text } };
  // The stack shows where to correct the suite.
  const stack = thrown instanceof Error ? (thrown.stack ?? text) : String(thrown);
  return { verdict: 'error', reason: { code: 'suite-fault', text: stack } };
}
