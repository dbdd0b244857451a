/** How a check ends when it does not simply pass. Anything else that it throws is a fault of the suite. */
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';

/** How a requirement is broken. */
export interface Fault {
  expected: string;
  actual: string;
  /** Where in the answer, as a JSON pointer. */
  pointer?: string;
  /** The answers that prove it. */
  answers: readonly Answer[];
}

/** The installation does not do what the requirement says. */
export class Violation extends Error {
  constructor(readonly fault: Fault) {
    super(`expected ${fault.expected}, was ${fault.actual}`);
  }
}

/** Something that the check needs is broken itself, so that nothing can be said. Counts as not verified. */
export class Untestable extends Error {
  constructor(
    readonly prerequisite: RequirementId,
    message: string,
  ) {
    super(message);
  }
}

export type SkipCode = 'unsafe' | 'no-permission' | 'capability-absent' | 'excluded' | 'not-applicable' | 'no-data';

/** The check does not apply here. */
export class Skip extends Error {
  constructor(
    readonly code: SkipCode,
    message: string,
  ) {
    super(message);
  }
}
