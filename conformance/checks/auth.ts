/** Checks of the general requirements on authentication, for every operation. */
import { type OperationId, operation } from '../../contract/operations.js';
import type { Answer } from '../client/answer.js';
import { keyPlaceholder } from '../client/redaction.js';
import { type Check, checkForEach, type Exclusion } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { Skip } from '../kernel/outcome.js';
import { refusable, withoutKey } from '../steps/attempts.js';
import { nobodys } from '../steps/facts.js';
import { withoutEffect } from '../steps/no-effect.js';

const everywhere = () => true;

/**
 * The answers to a valid request that has its key in other headers and in the query; asked once for all checks. Such
 * requests stand in access logs, key and all, so a key that stays in use is never sent so.
 *
 * @throws Skip where no key is disposable
 */
const keyElsewhere = (t: Context, id: OperationId): Promise<Answer[]> =>
  t.share(`${id} with the key elsewhere`, async (own) => {
    const disposable = own.session.run.keys.find((one) => one.disposable);
    if (!disposable) {
      throw new Skip(
        'no-data',
        'A key in the address ends in access logs: the settings file names no key with "disposable": true.',
      );
    }
    const { request } = await refusable(own, id, 'with the key elsewhere');
    const key = keyPlaceholder(disposable.name);
    const bare = { ...request, key: null };
    // Two wrong headers in one request: either of them would let it in.
    const inHeaders = await own.send({ ...bare, headers: { authorization: `Bearer ${key}`, 'api-key': key } });
    // What may have been deleted by mistake is not the run's any more: that one answer is proof enough.
    if (inHeaders.status < 400) return [inHeaders];
    return [inHeaders, await own.send({ ...bare, query: [...(request.query ?? []), ['apikey', key]] })];
  });

export const exclusions: Exclusion[] = [
  {
    requirement: 'auth/key-bound-to-address',
    reason:
      'A run has one address; whether another one is refused shows only from there. The reference server tests it.',
  },
];

export const checks: Check[] = [
  ...checkForEach(
    'auth/key-in-header',
    everywhere,
    'Send the simplest request with the key in its header',
    async (t, id) => {
      const answer = await t.simplest(id);
      t.that(answer.status !== 401 && answer.status !== 403, 'the request to be served', answer.summary, answer);
    },
  ),

  ...checkForEach('auth/missing-key-401', everywhere, 'Send a valid request without a key', async (t, id) => {
    await t.refused(await withoutKey(t, id), 401);
  }),

  ...checkForEach(
    'auth/unknown-key-401',
    everywhere,
    'Send a valid request with a key that nobody has',
    async (t, id) => {
      const { request } = await refusable(t, id, 'with a key that nobody has');
      await t.refused(await t.send({ ...request, key: null, headers: { 'x-api-key': `${nobodys(t)}-key` } }), 401);
    },
  ),

  ...checkForEach('auth/empty-key-401', everywhere, 'Send a valid request with an empty key', async (t, id) => {
    const { request } = await refusable(t, id, 'with an empty key');
    await t.refused(await t.send({ ...request, key: null, headers: { 'x-api-key': '' } }), 401);
  }),

  ...checkForEach(
    'auth/inactive-key-401',
    everywhere,
    'Send a valid request with a key that is switched off',
    async (t, id) => {
      const key = t.session.run.keys.find(({ active }) => !active);
      if (!key) throw new Skip('no-data', 'The settings file names no key with "active": false.');
      const { request } = await refusable(t, id, 'with a key that is switched off');
      await t.refused(await t.send({ ...request, key: key.name }), 401);
    },
  ),

  ...checkForEach(
    'auth/key-elsewhere-401',
    everywhere,
    'Send the key in other places than its header',
    async (t, id) => {
      for (const answer of await keyElsewhere(t, id)) await t.refused(answer, 401);
    },
  ),

  ...checkForEach(
    'auth/refused-without-effect',
    ({ method }) => method !== 'get',
    'Send writes without a key and with a key that nobody has, and look for an effect',
    async (t, id) => {
      await withoutEffect(t, id, 'refused without effect', async (request) => {
        const answers: Answer[] = [];
        for (const headers of [undefined, { 'x-api-key': `${nobodys(t)}-key` }]) {
          answers.push(await t.send({ ...request, key: null, headers }));
        }
        // One look afterwards serves for both; where one was carried out openly, another check says so.
        return answers.every(({ status }) => status === 401) ? answers.at(-1) : undefined;
      });
    },
  ),

  ...checkForEach(
    'auth/judged-before-the-request',
    ({ path, requestSchema }) => path.includes('{') || requestSchema !== undefined,
    'Send requests that are wrong in other ways, without a key',
    async (t, id) => {
      const { requestSchema, parameters } = operation(id);
      const path = Object.fromEntries(
        parameters
          .filter((one) => one.in === 'path')
          .map(({ name }) => [name, name === 'format' ? 'json' : nobodys(t)]),
      );
      const unknown = { operation: id, path, key: null };
      await t.refused(await t.send(requestSchema ? { ...unknown, json: {} } : unknown), 401);
      if (requestSchema) await t.refused(await t.send({ ...unknown, body: '{"broken":' }), 401);
    },
  ),

  ...checkForEach('auth/key-never-in-an-answer', everywhere, 'Look for the key in answers', async (t, id) => {
    const elsewhere = t.session.run.keys.some((one) => one.disposable) ? await keyElsewhere(t, id) : [];
    for (const answer of [...elsewhere, await t.simplest(id)]) {
      // Keys that come back are named in their place when an answer is kept (see target/redaction.ts).
      t.that(!/<key [\w-]+>/.test(answer.text), 'no key in the answer', 'the key is in the answer', answer);
    }
  }),
];
