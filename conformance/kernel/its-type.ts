/** Whether what a field shows proves something, though the field has another type than it should have. */
import type { Answer } from '../client/answer.js';
import { faultOfField } from '../invariants/read-field.js';
import { Untestable } from './outcome.js';
import { show } from './show.js';

/**
 * What a field shows proves nothing where it is a number or a boolean, and a text is expected that cannot be shown as one.
 *
 * @throws Untestable when an answer has such a field; another check reports its type
 */
export function needsItsType(answers: readonly Answer[], pointer: string, expected: unknown): void {
  if (typeof expected !== 'string' || /^(\d+|true|false)$/.test(expected)) return;
  for (const { operation: id, content } of answers.filter(({ isSuccess }) => isSuccess)) {
    const { requirement, actual } = (id && faultOfField(id, pointer.slice(1).replaceAll('/', '.'), content)) ?? {};
    if (!requirement || !['number', 'boolean'].includes(typeof actual)) continue;
    throw new Untestable(requirement, `Needed ${requirement}, but ${pointer} was ${show(actual)}`);
  }
}
