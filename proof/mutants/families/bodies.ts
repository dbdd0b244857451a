/** Broken bodies that are accepted, refused but carried out, or refused with another code, at every operation with one. */
import { isUtf8 } from 'node:buffer';
import { attachmentLimits } from '../../../contract/attachments.js';
import type { OperationId } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault, FaultRequest } from '../engine/fault.js';
import type { Mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { repairedBody } from '../faults/repair.js';
import { bodyOf, where } from '../faults/request.js';
import { everywhere } from './each-check.js';

const textOf = ({ body }: FaultRequest) => body?.toString() ?? '';

function parsed(sent: FaultRequest): unknown {
  try {
    return JSON.parse(textOf(sent));
  } catch {
    return undefined;
  }
}

/** As long as the attachments of one request may be in Base64, and a little. */
const longest = attachmentLimits.totalBytes * 1.4;

/** How a body is broken, and how to know one that is. */
const brokenBodies: [id: RequirementId, what: string, is: (sent: FaultRequest) => boolean][] = [
  ['errors/broken-json-400', 'broken JSON', (sent) => textOf(sent) !== '' && parsed(sent) === undefined],
  [
    'errors/body-not-an-object-400',
    'JSON that is no object',
    (sent) => parsed(sent) !== undefined && bodyOf(sent) === undefined,
  ],
  ['errors/missing-body-400', 'no body', (sent) => textOf(sent) === ''],
  [
    'errors/wrong-content-type-415',
    'another content type',
    ({ headers }) => headers['content-type'] !== undefined && headers['content-type'] !== 'application/json',
  ],
  ['errors/invalid-utf8-400', 'invalid UTF-8', ({ body }) => body !== undefined && !isUtf8(body)],
  ['errors/nul-character-400', 'a NUL character', (sent) => textOf(sent).includes('\\u0000')],
  ['errors/body-too-large-413', 'a body that is far too large', ({ body }) => (body?.length ?? 0) > longest],
];

const with500 = (id: OperationId) => refusalStatus(id, 500, ({ status }) => status >= 400);

/** What nobody could see from outside: nothing leads from an empty body to a ticket or a note, nor from such an ID to a child. */
const invisible = ({ requirement, operation, description }: Mutant) =>
  (requirement === 'errors/missing-body-400' && operation !== 'linkSubticket' && description.includes('carried out')) ||
  (requirement === 'errors/invalid-utf8-400' && operation === 'linkSubticket' && description.includes('carried out')) ||
  (requirement === 'errors/nul-character-400' && operation === 'linkSubticket');

export const bodyMutants: Mutant[] = brokenBodies.flatMap(([id, what, is]) => {
  const broken = (description: string, fault: (operation: OperationId) => Fault) =>
    everywhere(id, `${what} ${description}`, (operation) => where(is, fault(operation)));
  return [
    ...broken('is answered with 200', (name) => refusalStatus(name, 200)),
    ...broken('is answered with 500', with500),
    ...[
      ...broken('is accepted', (name) => accepted(name, repairedBody)),
      ...broken('is refused but carried out', (name) => refusedButDone(name, repairedBody)),
    ].filter((one) => !invisible(one)),
  ];
});
