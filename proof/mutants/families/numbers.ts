/** What stands behind the number of a ticket is ignored, at every operation that takes one. */
import { operations } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../../../server/faults/fault.js';
import { body, withTicket } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

/** A text as PHP reads a number: up to its first character that is no digit. */
const inFront = (text: string) => /^\d+/.exec(text)?.[0] ?? text;

const ofPath: Fault = (sent, forward) => {
  const number = sent.params.number ?? sent.params.parentNumber ?? '';
  return forward(withTicket(sent, encodeURIComponent(inFront(number))));
};

const ofChild = body(({ childId, ...sent }) => ({
  ...sent,
  childId: typeof childId === 'string' ? inFront(childId) : childId,
}));

/** The requirement that says what such a number is answered with. */
const refusalOf = (id: string, path: string) => {
  if (path.includes('{parentNumber}')) return `${id}/unknown-parent-404`;
  return id === 'getTicket' ? `${id}/whole-number` : `${id}/unknown-404`;
};

const what = 'what stands behind a number is ignored';

export const numbers: Row[] = [
  ...operations
    .filter(({ path }) => /\{(number|parentNumber)\}/.test(path))
    .map(({ id, path }): Row => [refusalOf(id, path) as RequirementId, what, ofPath]),
  ['linkSubticket/unknown-child-404', what, ofChild],
];
