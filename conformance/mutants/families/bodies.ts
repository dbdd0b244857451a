/** Broken bodies that are accepted, refused but carried out, or refused with another code, at every operation with one. */
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { repairedBody } from '../faults/repair.js';
import { everywhere } from './each-check.js';

const brokenBodies: [id: RequirementId, what: string][] = [
  ['errors/broken-json-400', 'broken JSON'],
  ['errors/body-not-an-object-400', 'JSON that is no object'],
  ['errors/missing-body-400', 'no body'],
  ['errors/wrong-content-type-415', 'another content type'],
  ['errors/invalid-utf8-400', 'invalid UTF-8'],
  ['errors/nul-character-400', 'a NUL character'],
  ['errors/body-too-large-413', 'a body that is far too large'],
];

const with500 = (id: OperationId) => refusalStatus(id, 500, ({ status }) => status >= 400);

/** What nobody could see from outside: nothing leads from an empty body to a ticket or a note, nor from such an ID to a child. */
const invisible = ({ requirement, operation, description }: Mutant) =>
  (requirement === 'errors/missing-body-400' && operation !== 'linkSubticket' && description.includes('carried out')) ||
  (requirement === 'errors/invalid-utf8-400' && operation === 'linkSubticket' && description.includes('carried out')) ||
  (requirement === 'errors/nul-character-400' && operation === 'linkSubticket');

export const bodyMutants: Mutant[] = brokenBodies.flatMap(([id, what]) => [
  ...everywhere(id, `${what} is answered with 200`, (name) => refusalStatus(name, 200)),
  ...everywhere(id, `${what} is answered with 500`, with500),
  ...[
    ...everywhere(id, `${what} is accepted`, (name) => accepted(name, repairedBody)),
    ...everywhere(id, `${what} is refused but carried out`, (name) => refusedButDone(name, repairedBody)),
  ].filter((one) => !invisible(one)),
]);
