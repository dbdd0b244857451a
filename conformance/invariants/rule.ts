/** What a rule says of one answer. */
import type { Subject } from './subject.js';

/** How an answer breaks a rule. */
export interface Fault {
  expected: string;
  actual: string;
  /** Where in the answer, as a JSON pointer. */
  pointer?: string;
}

/** Nothing where the rule is not about such an answer; `kept`, or else how it is broken. */
export type Rule = (subject: Subject) => Fault | 'kept' | undefined;

/** A rule about answers whose text is known. */
export const ofText =
  (rule: (subject: Subject & { text: string }) => ReturnType<Rule>): Rule =>
  (subject) =>
    subject.text === undefined ? undefined : rule(subject as Subject & { text: string });

export const unless = (holds: boolean, expected: string, actual: () => string, pointer?: string): Fault | 'kept' =>
  holds ? 'kept' : { expected, actual: actual(), ...(pointer === undefined ? {} : { pointer }) };
