/** The matrix of permissions: every operation with every key that the user gives, by the permissions that it has. */

import { type OperationId, operation, operations } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { KeyInfo } from '../../installation/keys.js';
import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import { type Check, check, checkForEach } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';
import { attempt, refusable } from '../steps/attempts.js';
import { nobodys } from '../steps/facts.js';
import { withoutEffect } from '../steps/no-effect.js';

/** The active keys whose permissions are known, that have a permission or lack it. */
function keys(t: Context, id: OperationId, having: boolean): KeyInfo[] {
  const { permission } = operation(id);
  const found = t.session.run.keys.filter(
    ({ active, permissions }) => active && permissions && permissions.includes(permission) === having,
  );
  if (found.length > 0) return found;
  throw new Skip('no-data', `The settings file names no key that ${having ? 'has' : 'lacks'} ${permission}.`);
}

/** The answers to a valid request with each key that lacks the permission; asked once for all checks. */
const lacking = (t: Context, id: OperationId): Promise<{ key: KeyInfo; answer: Answer }[]> =>
  t.share(`${id} with keys that lack its permission`, async (own) => {
    const { request } = await refusable(own, id, 'with keys that lack its permission');
    const answers: { key: KeyInfo; answer: Answer }[] = [];
    for (const key of keys(own, id, false)) {
      const answer = await own.send({ ...request, key: key.name });
      answers.push({ key, answer });
      // What may have been deleted by mistake is not the run's any more: that one answer is proof enough.
      if (answer.status < 400 && operation(id).method === 'delete') break;
    }
    return answers;
  });

/** Whether a key with one permission alone is served, and no key without it. */
async function needsItsPermission(t: Context, id: OperationId): Promise<void> {
  const { permission } = operation(id);
  for (const { key, answer } of await lacking(t, id)) {
    t.that(!isSuccess(answer), `the key "${key.name}" without ${permission} to be refused`, answer.summary, answer);
  }
  // The key with the fewest permissions says the most: nothing else can be what lets it in.
  const [least] = keys(t, id, true).sort((a, b) => (a.permissions?.length ?? 0) - (b.permissions?.length ?? 0));
  const { request } = await attempt(t, id, 'with its permission alone');
  const answer = await t.send({ ...request, key: least?.name });
  const what = `the key "${least?.name}" with ${permission} to be served`;
  t.that(answer.status !== 401 && answer.status !== 403, what, answer.summary, answer);
}

const everywhere = () => true;

export const checks: Check[] = [
  ...operations.map(({ id, permission }) =>
    check(`${id}/permission` as RequirementId, `Send a valid request with and without ${permission}`, (t) =>
      needsItsPermission(t, id),
    ),
  ),

  ...checkForEach(
    'permissions/lacking-403',
    everywhere,
    'Send a valid request with each key that lacks the permission',
    async (t, id) => {
      for (const { answer } of await lacking(t, id)) await t.refused(answer, 403);
    },
  ),

  ...checkForEach(
    'permissions/each-its-own',
    everywhere,
    'Send a valid request with keys for other endpoints alone',
    async (t, id) => {
      const single = (await lacking(t, id)).filter(({ key }) => key.permissions?.length === 1);
      if (single.length === 0)
        throw new Skip('no-data', 'The settings file names no key with one other permission alone.');
      for (const { key, answer } of single) {
        t.that(!isSuccess(answer), `${key.permissions} not to open ${id}`, answer.summary, answer);
      }
    },
  ),

  ...checkForEach(
    'permissions/refused-without-effect',
    ({ method }) => method !== 'get',
    'Send a write with a key that lacks the permission, and look for an effect',
    async (t, id) => {
      const [key] = keys(t, id, false);
      await withoutEffect(t, id, 'refused for its permission', async (request) => {
        const answer = await t.send({ ...request, key: key?.name });
        return answer.status >= 400 ? answer : undefined;
      });
    },
  ),

  ...checkForEach(
    'permissions/judged-before-lookup',
    ({ path }) => path.includes('{'),
    'Ask for what does not exist with a key that lacks the permission',
    async (t, id) => {
      const [key] = keys(t, id, false);
      const { parameters, requestSchema } = operation(id);
      const path = Object.fromEntries(
        parameters
          .filter((one) => one.in === 'path')
          .map(({ name }) => [name, name === 'format' ? 'json' : name === 'file_id' ? 2147483000 : nobodys(t)]),
      );
      const body = requestSchema
        ? { json: id === 'linkSubticket' ? { childId: nobodys(t) } : { note: 'A note.' } }
        : {};
      await t.refused(await t.send({ operation: id, path, ...body, key: key?.name }), 403);
    },
  ),
];
