/** How a check ends when it does not simply pass. Anything else that it throws is a mistake of the suite. */
import { stem } from '../../contract/fields.js';
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import { NoEvidence } from '../client/wire.js';

/** How a requirement is broken. */
export interface Breach {
  expected: string;
  actual: string;
  /** Where in the answer, as a JSON pointer. */
  pointer?: string;
  /** The answers that prove it. */
  answers: readonly Answer[];
  /** Fields of a ticket that changed, by their stems. Default: that of the pointer. */
  fields?: readonly string[];
}

/** The fields of an answer that a breach is about, by their stems. @example fieldsOf({ ...breach, pointer: '/staffId' }) // ['staff'] */
export const fieldsOf = ({ fields, pointer }: Pick<Breach, 'fields' | 'pointer'>): readonly string[] =>
  fields ?? (pointer === undefined ? [] : [stem(pointer.split('/')[1] ?? '')]);

/** A requirement that is broken, found by a check that looks at many. */
export interface Finding extends Breach {
  requirement: RequirementId;
  operation: OperationId;
  /** What was done before in an exploration, for people. */
  story?: string;
  /** What was done, where it was no exploration. */
  action?: string;
}

/** The installation does not do what the requirement says. */
export class Violation extends Error {
  constructor(readonly breach: Breach) {
    super(`expected ${breach.expected}, was ${breach.actual}`);
  }
}

/** Something that the check needs is broken itself and reported by another check. Counts as not verified. */
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

/**
 * Nothing in place of what cannot be had here, or is not in the evidence that is judged: its own checks say why.
 *
 * @throws the reason, where it is another one
 * @example const closed = await closedTicket(t).catch(nothingIfMissing);
 */
export function nothingIfMissing(reason: unknown): undefined {
  if (![Skip, Untestable, NoEvidence].some((kind) => reason instanceof kind)) throw reason;
}
