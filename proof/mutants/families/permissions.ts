/** Permissions broken, at every operation. */
import { type OperationId, operation, operations } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../engine/fault.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { doneWithoutRight, keyRow, otherMistakesFirst, served } from '../faults/keys.js';
import { keyOf, on } from '../faults/request.js';
import { everywhere } from './each-check.js';

const anyKey = (id: OperationId): Fault =>
  served(id, async (sent, around) => (await keyRow(sent, around))?.isactive === 1);

/** The permission does not do, unless the key has all. */
const notEnough = (id: OperationId): Fault =>
  on(id, (sent, forward, { fullKey }) => {
    const refused = made(403, 'application/json', '{"error":true,"message":"API key lacks a permission."}');
    return keyOf(sent) === fullKey ? forward(sent) : Promise.resolve(refused);
  });

/** A permission of other endpoints, that a careless installation could mistake for the operation's own. */
const neighbour = (id: OperationId) =>
  operation(id).permission === 'can_read_tickets' ? 'can_search_tickets' : 'can_read_tickets';

const opensToo = (id: OperationId): Fault =>
  served(id, async (sent, around) => (await keyRow(sent, around))?.[neighbour(id)] === 1);

export const permissionMutants: Mutant[] = [
  ...operations.flatMap(({ id, permission }) => {
    const own = `${id}/permission` as RequirementId;
    return [
      mutant(own, `is served without ${permission}`, anyKey(id)),
      mutant(own, `is refused with ${permission} alone`, notEnough(id)),
      mutant(own, `is served with ${neighbour(id)}`, opensToo(id)),
    ];
  }),
  ...everywhere('permissions/lacking-403', 'is served without the permission', anyKey),
  ...everywhere('permissions/lacking-403', 'is refused with 401 for the permission', (id) =>
    refusalStatus(id, 401, ({ status }) => status === 403),
  ),
  ...everywhere('permissions/lacking-403', 'is refused with 404 for the permission', (id) =>
    refusalStatus(id, 404, ({ status }) => status === 403),
  ),
  ...everywhere('permissions/each-its-own', 'is opened by a permission of other endpoints', opensToo),
  ...everywhere('permissions/refused-without-effect', 'is refused with 403 but carried out', (id) =>
    doneWithoutRight(id, 403),
  ),
  ...everywhere('permissions/judged-before-lookup', 'says what does not exist to a key without the permission', (id) =>
    otherMistakesFirst(id, 403),
  ),
];
