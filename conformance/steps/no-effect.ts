/** The proof that a refused request of any operation had no effect. */
import type { OperationId } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { Violation } from '../kernel/outcome.js';
import { sharedThenAlone } from './alone.js';
import { type Attempt, attempt, refusable } from './attempts.js';

/** Sends a request in its ways, and gives the last answer; nothing where an effect would not be this check's to report. */
type Send = (request: Attempt['request']) => Promise<Answer | undefined>;

/** Sends a request in ways that must be refused, and expects that it had no effect. */
export async function withoutEffect(t: Context, id: OperationId, label: string, send: Send): Promise<void> {
  const judge = async ({ request, watch }: Attempt) => {
    const look = await watch(t);
    const answer = await send(request);
    const fault = answer && (await look(answer));
    if (fault) throw new Violation(fault);
  };
  await sharedThenAlone(
    async () => judge(await refusable(t, id, label)),
    async () => judge(await attempt(t, id, `${label}, alone`)),
  );
}
