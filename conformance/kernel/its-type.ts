/** Whether what a field shows proves something, though the field has another type than it should have. */
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import { type FieldFault, faultOfField, readField } from '../invariants/read-field.js';
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
    if (id) needsText(faultOfField(id, pointer.slice(1).replaceAll('/', '.'), content));
  }
}

/** The same of each value of a field. @param id the requirement that the field is a text */
export const needsTexts = ({ content }: Answer, id: RequirementId): void => needsText(readField(id, content).fault);

function needsText(fault: FieldFault | undefined): void {
  if (!fault || !['number', 'boolean'].includes(typeof fault.actual)) return;
  const { requirement, pointer, actual } = fault;
  throw new Untestable(requirement, `Needed ${requirement}, but ${pointer} was ${show(actual)}`);
}
