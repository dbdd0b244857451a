/** The matrix of permissions: every operation with every key that the user gives, by the permissions that it has. */

import { type OperationId, operation, operations } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import { type Check, check, checkForAll, checkForEach } from '../kernel/check.js';
import type { Answer, Context } from '../kernel/context.js';
import { nothingIfMissing, Skip, Untestable } from '../kernel/outcome.js';
import { doneWithFullKeyAlone, keysFor, leastKey, withLeastKey } from '../steps/few-permissions.js';
import { lacking } from '../steps/lacking-permission.js';
import { withoutEffect } from '../steps/refused.js';
import { requestForNothing, sendFull } from '../steps/requests.js';

/**
 * Expects a key not to open an operation.
 *
 * @throws Untestable where the answer is an error with the code of a success: every key may get that
 */
async function opensNothing(t: Context, answer: Answer, expected: string): Promise<void> {
  t.that(!answer.isSuccess, expected, answer.summary, answer);
  if (!answer.isErrorAsSuccess || !answer.operation) return;
  await t.works(answer.operation);
  const prerequisite = 'errors/success-is-no-error';
  throw new Untestable(prerequisite, `Needed a refusal, but the answer was ${answer.summary}`);
}

/** Expects the refusal of a key that lacks a permission. @throws Skip where an absent plugin is said before */
function refusedForPermission(t: Context, id: OperationId, answer: Answer): Promise<void> {
  const isOfPlugin =
    operation(id).permission === 'can_manage_subtickets' && t.session.capabilities.subtickets === false;
  if (!isOfPlugin || answer.status !== 501) return t.refused(answer);
  throw new Skip('capability-absent', 'That the plugin is absent is said before the permission is asked for.');
}

/** Expects a key with one permission alone to be served, and no key without it. */
async function needsItsPermission(t: Context, id: OperationId): Promise<void> {
  const { permission } = operation(id);
  for (const { key, answer } of await lacking(t, id)) {
    await opensNothing(t, answer, `the key "${key.name}" without ${permission} to be refused`);
  }
  const { name } = leastKey(t, id);
  for (const { answer, isDone } of await withLeastKey(t, id)) {
    t.that(!answer.isRefusedForKey, `the key "${name}" with ${permission} to be served`, answer.summary, answer);
    // What no key can do is the matter of other checks.
    const seen = isDone === false ? await doneWithFullKeyAlone(t, id).catch(nothingIfMissing) : undefined;
    const expected = `the key "${name}" with ${permission} to do it`;
    if (seen) t.violated(expected, `${answer.summary}, and nothing was done`, [...seen]);
    // An error page tells nothing about the key.
    if (answer.isErrorAsSuccess) t.needs(answer, 'errors/success-is-no-error');
  }
}

export const checks: Check[] = [
  ...operations.map(({ id, permission }) =>
    check(
      `${id}/permission` as RequirementId,
      `Send a valid request with and without ${permission}`,
      needsItsPermission,
    ),
  ),

  ...checkForAll(
    'permissions/lacking-403',
    'Send a valid request with each key that lacks the permission',
    async (t, id) => {
      for (const { answer } of await lacking(t, id)) await refusedForPermission(t, id, answer);
    },
  ),

  ...checkForAll(
    'permissions/each-its-own',
    'Send a valid request with keys for other endpoints alone',
    async (t, id) => {
      const single = (await lacking(t, id)).filter(({ key }) => key.permissions?.length === 1);
      if (single.length === 0) {
        throw new Skip('no-data', 'The settings file names no key with one other permission alone.');
      }
      for (const { key, answer } of single) {
        await opensNothing(t, answer, `${key.permissions} not to open ${id}`);
      }
    },
  ),

  ...checkForEach(
    'permissions/refused-without-effect',
    ({ method }) => method !== 'get',
    'Send a write with a key that lacks the permission, and look for an effect',
    async (t, id) => {
      const [key] = keysFor(t, id, false);
      await withoutEffect(t, id, 'refused for its permission', async (request) => {
        const answer = await sendFull(t, request, { key: key.name });
        return answer.status >= 400 ? answer : undefined;
      });
    },
  ),

  ...checkForEach(
    'permissions/judged-before-lookup',
    ({ path }) => path.includes('{'),
    'Ask for what does not exist with a key that lacks the permission',
    async (t, id) => {
      const [key] = keysFor(t, id, false);
      const answer = await t.send({ ...requestForNothing(t, id), key: key.name });
      await refusedForPermission(t, id, answer);
    },
  ),
];
