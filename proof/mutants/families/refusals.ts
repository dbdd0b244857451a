/**
 * For each requirement that demands a refusal, by the codes that stand in the contract: the refusal has another code,
 * the request is accepted as a careless server would, or it is refused and carried out all the same.
 */
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Requirement, requirements } from '../../../contract/requirements.js';
import { exampleReply, refusal, refusalStatus } from '../../../server/faults/answer.js';
import { breaks } from '../../../server/faults/broken-requests.js';
import { accepted, refusedButDone } from '../../../server/faults/effect.js';
import { type Fault, when } from '../../../server/faults/fault.js';
import { withFullKey } from '../../../server/faults/key.js';
import type { Repair } from '../../../server/faults/repair.js';
import type { Row } from '../engine/mutant.js';

/** These say more than that a request is refused: their mutants are written by hand. */
const saysMore = /without-effect|judged-before|wrong-method|unknown-path|no-500|no-path|bound-to-address|unreadable/;

/** Operations that may take another value in place of a wrong one: which they must not take is written by hand. */
const mayTakeAnother = 'searchTickets';

/** General requirements that are about a body. */
const ofBody = /^errors\/(broken-json|body-|missing-body|wrong-content-type|invalid-utf8|nul-)/;

/**
 * What no check can see: a server that accepts Markdown has the plugin; nobody looks at what is done to a ticket that
 * the request does not name; nothing leads from an empty body to what was done.
 */
const unseen = {
  'is accepted': /markdown-absent/,
  'is refused but carried out': /unknown-(parent-)?404|second-parent|missing-body/,
} as Readonly<Record<string, RegExp>>;

const withKey: Repair = async function* (sent, environment) {
  yield withFullKey(sent, environment);
};

function faultsOf({ id, operationId, status = [] }: Requirement): Record<string, Fault> {
  const { requestSchema, capability } = operationId ? operation(operationId as OperationId) : {};
  const other = status.includes(403) ? 401 : 403;
  const codes = {
    'is answered with 500': refusalStatus(500, status),
    [`is answered with ${other}`]: refusalStatus(other, status),
  };
  if (operationId === mayTakeAnother) return codes;
  if (/^(auth|permissions)\//.test(id)) return { ...codes, 'is accepted': accepted(withKey) };
  const canBeRepaired = requestSchema ? !(capability && isAbsent(id)) : ofBody.test(id);
  if (canBeRepaired) return { ...codes, 'is accepted': accepted(), 'is refused but carried out': refusedButDone() };
  return { ...codes, 'is answered as done': refusal((_, sent) => exampleReply(sent), status) };
}

/** Requirements for an installation that lacks a capability. */
const isAbsent = (id: string) => id.endsWith('absent-501');

export const refusals: Row[] = requirements
  .filter(({ id, status }) => status && !saysMore.test(id))
  .flatMap((one) => {
    const { id } = one;
    const fits = breaks(id);
    const without = isAbsent(id) ? [id.includes('markdown') ? 'markdown' : 'subtickets'] : [];
    return Object.entries(faultsOf(one))
      .filter(([what]) => !unseen[what]?.test(id))
      .map(([what, fault]): Row => [id, what, fits ? when(fits, fault) : fault, { without }]);
  });
