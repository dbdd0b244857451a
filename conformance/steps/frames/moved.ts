/** What writes on a family of tickets have shown to be wrong. */
import { stem } from '../../../contract/fields.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Answer } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { type Difference, isChild, isEntry } from './readings.js';

/** What a write moved that it should not have, or did not move. */
export interface Moved {
  requirement: RequirementId;
  /** The requirement of PATCH that would be broken by the same, where it is PUT that did it. */
  ofPatch?: RequirementId;
  expected: string;
  /** What is there in place of it; without that, what differs from before. */
  actual: string | readonly Difference[];
  /** The answers before, to the write, and after. */
  answers: Answer[];
}

/** The fields of tickets that were moved, by their stems; none where it is not what differs from before. */
export const movedFields = ({ actual }: Moved): string[] =>
  typeof actual === 'string'
    ? []
    : actual.map(({ place }) => stem(isEntry(place) ? 'thread' : isChild(place) ? 'children' : place));

/** What was moved, for people. */
export const inWords = ({ actual }: Moved): string =>
  typeof actual === 'string'
    ? actual
    : actual
        .map(({ role, place, before, after }) => `${place} of ${role} was ${show(before)} and is ${show(after)}`)
        .join('; ');
