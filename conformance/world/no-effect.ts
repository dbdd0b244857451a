/** The proof that a refused request of any operation had no effect. */
import type { OperationId } from '../../contract/operations.js';
import { type Fault, Violation } from '../checks/outcome.js';
import type { Trial } from '../checks/trial.js';
import type { Answer } from '../target/answer.js';
import { type Attempt, attempt, refusable } from './attempts.js';

/** Sends a request in its ways, and gives the last answer; nothing where an effect would not be this check's to report. */
type Send = (request: Attempt['request']) => Promise<Answer | undefined>;

async function effectOf(t: Trial, { request, watch }: Attempt, send: Send): Promise<Fault | undefined> {
  const look = await watch(t);
  const answer = await send(request);
  return answer && look(answer);
}

/** Sends a request in ways that must be refused, and expects that it had no effect. */
export async function withoutEffect(t: Trial, id: OperationId, label: string, send: Send): Promise<void> {
  if (!(await effectOf(t, await refusable(t, id, label), send))) return;
  // It may be the effect of what another check sent, so it is tried again with what is nobody else's.
  const fault = await effectOf(t, await attempt(t, id, `${label}, alone`), send);
  if (fault) throw new Violation(fault);
}
