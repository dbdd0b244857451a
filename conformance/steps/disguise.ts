/** Errors in disguise: answers that say success by their code, and an error by their body. */

import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { isErrorInDisguise } from '../kernel/success.js';
import { mistakes } from './provoked.js';

/**
 * Where all errors of an operation come in disguise, that is one failure, and whether a request is refused with the
 * right code cannot be said.
 *
 * @throws Untestable when it is so
 */
export async function needsOpenErrors(t: Context, answer: Answer): Promise<void> {
  const owner = 'errors/success-is-no-error';
  if (!answer.operation || !isErrorInDisguise(answer)) return;
  const others = await mistakes(t, answer.operation);
  if (others.length === 0 || !others.every(isErrorInDisguise)) return;
  throw new Untestable(owner, `Needed ${owner}, but the answer was ${answer.summary}`);
}
