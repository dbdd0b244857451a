/** What an answer says in words, for what is only observed. */
import type { Answer } from '../kernel/context.js';
import { show } from '../kernel/show.js';

/** The message of an answer, or what it is where it has none. */
export function messageOf(answer: Answer): string {
  const { message } = (answer.meant ?? answer.json ?? {}) as { message?: unknown };
  return typeof message === 'string' ? `${answer.status}: ${show(message)}` : answer.summary;
}
