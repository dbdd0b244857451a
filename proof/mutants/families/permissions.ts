/** Permissions broken, at every operation; that a key without the permission is refused is in refusals.ts. */
import { operation, operations } from '../../../contract/operations.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { json } from '../../../server/faults/answer.js';
import { type FaultRequest, when } from '../../../server/faults/fault.js';
import { anyKeyDoes, doneWithoutRight, keyOf, keyRow, otherMistakesFirst, served } from '../../../server/faults/key.js';
import { queryOf, refuses } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

/** A permission of other endpoints, that a careless installation could mistake for the operation's own. */
const neighbour = (permission: string) =>
  permission === 'can_read_tickets' ? 'can_search_tickets' : 'can_read_tickets';

const permissionOf = ({ operation: id }: FaultRequest) => (id ? operation(id).permission : '');

const opensToo = served(async (sent, environment) => {
  const row = await keyRow(sent, environment);
  return row?.[neighbour(permissionOf(sent))] === 1;
});

/** The permission is not enough, unless the key has all. */
const notEnough = refuses((sent, { fullKey }) => keyOf(sent) !== fullKey, 403);

/** Texts are shown to the key with all permissions alone. */
const shownInPart = when(
  (sent, { fullKey }) => keyOf(sent) !== fullKey,
  json((value) => JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' ? '' : one)))),
);

export const permissions: Row[] = [
  ...operations.flatMap(({ id, permission }): Row[] => {
    const own = `${id}/permission` as RequirementId;
    return [
      [own, `is served without ${permission}`, anyKeyDoes],
      [own, `is refused with ${permission} alone`, notEnough],
      [own, `is served with ${neighbour(permission)}`, opensToo],
    ];
  }),
  ['permissions/same-answer', 'shows texts to keys with all permissions alone', shownInPart],
  [
    'searchTickets/permission',
    'a search for words needs all permissions',
    refuses((sent, { fullKey }) => keyOf(sent) !== fullKey && queryOf(sent).query !== undefined, 403),
  ],
  ['permissions/each-its-own', 'is opened by a permission of other endpoints', opensToo],
  ['permissions/refused-without-effect', 'is refused with 403 but carried out', doneWithoutRight(403)],
  [
    'permissions/judged-before-lookup',
    'says what does not exist to a key without the permission',
    otherMistakesFirst(403),
  ],
];
