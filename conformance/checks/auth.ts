/** Checks of the general requirements on authentication, for every operation. */
import { operation } from '../../contract/operations.js';
import { keyPlaceholder } from '../target/redaction.js';
import { attempt, refusable } from '../world/attempts.js';
import { simplest } from '../world/baseline.js';
import { nobodys } from '../world/facts.js';
import { type Check, checkForEach, type Exclusion } from './check.js';
import { Skip } from './outcome.js';

const everywhere = () => true;

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
      const answer = await simplest(t.session, id);
      t.that(answer.status !== 401 && answer.status !== 403, 'the request to be served', answer.summary, answer);
    },
  ),

  ...checkForEach('auth/missing-key-401', everywhere, 'Send a valid request without a key', async (t, id) => {
    const { request } = await refusable(t, id);
    t.refused(await t.send({ ...request, key: null }), 401);
  }),

  ...checkForEach(
    'auth/unknown-key-401',
    everywhere,
    'Send a valid request with a key that nobody has',
    async (t, id) => {
      const { request } = await refusable(t, id);
      t.refused(await t.send({ ...request, key: null, headers: { 'x-api-key': `${nobodys(t)}-key` } }), 401);
    },
  ),

  ...checkForEach('auth/empty-key-401', everywhere, 'Send a valid request with an empty key', async (t, id) => {
    const { request } = await refusable(t, id);
    t.refused(await t.send({ ...request, key: null, headers: { 'x-api-key': '' } }), 401);
  }),

  ...checkForEach(
    'auth/inactive-key-401',
    everywhere,
    'Send a valid request with a key that is switched off',
    async (t, id) => {
      const key = t.session.run.keys.find(({ active }) => !active);
      if (!key) throw new Skip('no-data', 'The settings file names no key with "active": false.');
      const { request } = await refusable(t, id);
      t.refused(await t.send({ ...request, key: key.name }), 401);
    },
  ),

  ...checkForEach(
    'auth/key-elsewhere-401',
    everywhere,
    'Send the key in other places than its header',
    async (t, id) => {
      const { request } = await refusable(t, id);
      const key = keyPlaceholder(t.session.run.keys[0].name);
      const bare = { ...request, key: null };
      t.refused(await t.send({ ...bare, headers: { authorization: `Bearer ${key}` } }), 401);
      t.refused(await t.send({ ...bare, query: [...(request.query ?? []), ['apikey', key]] }), 401);
    },
  ),

  ...checkForEach(
    'auth/refused-without-effect',
    ({ method }) => method !== 'get',
    'Send writes without a key and with a key that nobody has, and look for an effect',
    async (t, id) => {
      const { request, untouched } = await attempt(t, id, 'refused without effect');
      for (const headers of [undefined, { 'x-api-key': `${nobodys(t)}-key` }]) {
        const answer = await t.send({ ...request, key: null, headers });
        if (answer.status === 401) await untouched(t, answer);
      }
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
      t.refused(await t.send(requestSchema ? { ...unknown, json: {} } : unknown), 401);
      if (requestSchema) t.refused(await t.send({ ...unknown, body: '{"broken":' }), 401);
    },
  ),

  ...checkForEach('auth/key-never-in-an-answer', everywhere, 'Look for the key in answers', async (t, id) => {
    const { request } = await refusable(t, id);
    const refused = await t.send({
      ...request,
      key: null,
      query: [...(request.query ?? []), ['apikey', keyPlaceholder(t.session.run.keys[0].name)]],
    });
    for (const answer of [refused, await simplest(t.session, id)]) {
      // Keys that come back are named in their place when an answer is kept (see target/redaction.ts).
      t.that(!/<key [\w-]+>/.test(answer.text), 'no key in the answer', 'the key is in the answer', answer);
    }
  }),
];
