/** Counts an answer: right, turned away, or an error of some kind. */
import { check } from 'k6';
import type { Answer } from './client.ts';
import { answerTime, errors, errorsByKind, shapesChecked, turnedAway } from './metrics.ts';

/** @returns whether the answer is right */
export function measure(answer: Answer, { checked }: { checked: boolean }): boolean {
  const tags = { operation: answer.operation };
  turnedAway.add(answer.turnedAway, tags);
  if (answer.turnedAway) return false;
  errors.add(answer.error !== undefined, tags);
  if (checked && answer.error !== 'timeout' && answer.error !== 'connection' && answer.error !== 'status') {
    shapesChecked.add(1, tags);
    check(answer, { [`${answer.operation} has the right shape and content`]: ({ error }) => error !== 'shape' }, tags);
  }
  if (answer.error !== undefined) {
    errorsByKind[answer.error].add(1, tags);
    return false;
  }
  answerTime.add(answer.milliseconds, tags);
  return true;
}
