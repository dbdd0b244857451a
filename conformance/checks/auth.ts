/** Checks of the general requirements on authentication, for every operation. */
import { resolve } from '../../contract/document.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import { halfKeyPlaceholder, keyPlaceholder } from '../client/redaction.js';
import { type Check, checkForAll, checkForEach, type Exclusion } from '../kernel/check.js';
import type { Answer, Context, RawRequest } from '../kernel/context.js';
import { beside, each } from '../kernel/each.js';
import { everyAnswerCheck } from '../kernel/every-answer.js';
import { Skip, Violation } from '../kernel/outcome.js';
import { brokenJson } from '../steps/mistakes.js';
import { sentToBeRefused, unknownKey, withoutEffect, withoutKey } from '../steps/refused.js';
import { type BreakableRequest, requestForNothing, sendFull } from '../steps/requests.js';

/**
 * The answers to a valid request that has its key in other headers and in the query, sent once for all checks. Such
 * requests end in access logs with their key, so only a disposable key is sent.
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
    const key = keyPlaceholder(disposable.name);
    // Two wrong headers in one request: either of them would let it in.
    const headers = { authorization: `Bearer ${key}`, 'api-key': key };
    return sentToBeRefused(own, id, 'with the key elsewhere', 'auth/key-elsewhere-401', async (request) => {
      const withoutKey = { ...request, key: null };
      const inHeaders = await own.send({ ...withoutKey, headers });
      // A ticket that was deleted by mistake is not the run's any more: that answer is enough.
      if (inHeaders.status < 400) return [inHeaders];
      return [inHeaders, await own.send({ ...withoutKey, query: [['apikey', key]] })];
    });
  });

/** Whether an operation has the extension `.xml`, too. */
const hasXml = (id: OperationId) =>
  operation(id).parameters.some(({ name, schema }) => name === 'format' && resolve(schema).enum?.includes('xml'));

/**
 * Where a header is spelled as clients in Go spell it, and where a key has more behind it. All other requests have the
 * header as the reference does, and no operation reads it otherwise than the others.
 */
const triedOnce: OperationId = 'listTicketStatuses';

const otherSpelling = (name: string) => ({ 'X-Api-Key': keyPlaceholder(name) });

/** With what a request is sent in place of its own key, and its own format. */
interface OtherKey {
  key: string | null;
  headers?: Record<string, string>;
  format?: 'xml';
}

const sendWith = (t: Context, request: RawRequest, { format, ...how }: OtherKey): Promise<Answer> =>
  t.send({ ...request, ...(format ? { path: { ...request.path, format } } : {}), ...how });

/** The answer to a valid request with another key, which must be refused. */
const withKey = (t: Context, id: OperationId, label: string, other: OtherKey): Promise<Answer> =>
  sentToBeRefused(t, id, label, 'auth/unknown-key-401', (request) => sendWith(t, request, other));

/**
 * A write with a key that nobody has, sent once for two checks: whether it is refused, and whether it has an effect then.
 * Not judged.
 */
const writeWithUnknownKey = (t: Context, id: OperationId): Promise<{ answer?: Answer; effect?: Violation }> =>
  t.share(`${id} with a key that nobody has`, async (own) => {
    let answer: Answer | undefined;
    const send = async (request: BreakableRequest) => {
      answer = await sendFull(own, request, { key: null, headers: unknownKey(own) });
      return answer.isRefusedAs('auth/unknown-key-401') ? answer : undefined;
    };
    const effect = await withoutEffect(own, id, 'with a key that nobody has', send, { isAside: true }).catch(
      (reason: unknown) => {
        if (reason instanceof Violation) return reason;
        throw reason;
      },
    );
    return { ...(answer ? { answer } : {}), ...(effect ? { effect } : {}) };
  });

async function withUnknownKey(t: Context, id: OperationId): Promise<Answer> {
  const { answer } = operation(id).method === 'get' ? {} : await writeWithUnknownKey(t, id);
  // What was carried out cannot be sent again; another error may come of what another check has sent.
  if (answer?.isSuccess || answer?.isRefusedAs('auth/unknown-key-401')) return answer;
  return withKey(t, id, 'with a key that nobody has', { key: null, headers: unknownKey(t) });
}

/** As with a valid request, where one that names nothing is not refused for its key already: that one takes no proof. */
async function withKeyIfLookedUp(t: Context, id: OperationId, label: string, other: OtherKey): Promise<Answer> {
  if (!operation(id).path.includes('{')) return withKey(t, id, label, other);
  const answer = await sendWith(t, requestForNothing(t, id), other);
  return answer.isRefusedAs('auth/unknown-key-401') ? answer : withKey(t, id, label, other);
}

/** The format in which a key is tried that is tried in one only: the other one than that of most requests. */
const otherFormat = (id: OperationId) => (hasXml(id) ? ({ format: 'xml' } as const) : {});

export const exclusions: Exclusion[] = [
  {
    requirement: 'auth/key-bound-to-address',
    reason:
      'A run has one address; whether another one is refused shows only from there. The reference server tests it.',
  },
];

export const checks: Check[] = [
  ...checkForAll('auth/key-in-header', 'Send the simplest request with the key in its header', async (t, id) => {
    const answer = await t.simplest(id);
    t.that(!answer.isRefusedForKey, 'the request to be served', answer.summary, answer);
    if (id !== triedOnce) return;
    await beside(t, async () => {
      const respelled = await t.send({ operation: id, key: null, headers: otherSpelling(t.session.run.keys[0].name) });
      t.that(!respelled.isRefusedForKey, 'a header to be known in any spelling', respelled.summary, respelled);
    });
  }),

  ...checkForAll('auth/missing-key-401', 'Send a valid request without a key, in each format', async (t, id) => {
    const formats = hasXml(id) ? ([undefined, 'xml'] as const) : [undefined];
    await each(
      t,
      formats,
      (format) => withoutKey(t, id, format),
      (answer) => t.refused(answer),
    );
  }),

  ...checkForAll('auth/unknown-key-401', 'Send a valid request with a key that nobody has', async (t, id) => {
    const more = { 'x-api-key': `${keyPlaceholder(t.session.run.keys[0].name)}x` };
    const half = { 'x-api-key': halfKeyPlaceholder(t.session.run.keys[0].name) };
    await each(
      t,
      [
        () => withUnknownKey(t, id),
        // Half of a key is one that nobody has, too: so the other format is tried along with it.
        () => withKeyIfLookedUp(t, id, 'with half of a key', { key: null, headers: half, ...otherFormat(id) }),
        ...(id === triedOnce ? [() => withKey(t, id, 'with more behind a key', { key: null, headers: more })] : []),
      ],
      (send) => send(),
      (answer) => t.refused(answer),
    );
  }),

  ...checkForAll('auth/empty-key-401', 'Send a valid request with an empty key', async (t, id) =>
    t.refused(await withKey(t, id, 'with an empty key', { key: null, headers: { 'x-api-key': '' } })),
  ),

  ...checkForAll('auth/inactive-key-401', 'Send a valid request with a key that is switched off', async (t, id) => {
    const key = t.session.run.keys.find(({ active }) => !active);
    if (!key) throw new Skip('no-data', 'The settings file names no key with "active": false.');
    await each(
      t,
      hasXml(id) ? [{}, { format: 'xml' } as const] : [{}],
      (format) => withKey(t, id, 'with a key that is switched off', { key: key.name, ...format }),
      (answer) => t.refused(answer),
    );
  }),

  ...checkForAll('auth/key-elsewhere-401', 'Send the key in other places than its header', async (t, id) => {
    for (const answer of await keyElsewhere(t, id)) await t.refused(answer);
  }),

  ...checkForEach(
    'auth/refused-without-effect',
    ({ method }) => method !== 'get',
    'Send writes without a key and with a key that nobody has, and look for an effect',
    async (t, id) => {
      await withoutEffect(t, id, 'refused without effect', async (request) => {
        const answer = await sendFull(t, request, { key: null });
        // A request that was carried out is reported by another check.
        return t.isRefusal(answer) ? answer : undefined;
      });
      const { effect } = await writeWithUnknownKey(t, id);
      if (effect) throw effect;
    },
  ),

  ...checkForEach(
    'auth/judged-before-the-request',
    ({ path, requestSchema }) => path.includes('{') || requestSchema !== undefined,
    'Send requests that are wrong in other ways, without a key',
    async (t, id) => {
      const { path, json } = requestForNothing(t, id);
      const request = { operation: id, path, key: null };
      await t.refused(await t.send(json ? { ...request, json: {} } : request));
      if (json) await t.refused(await t.send({ ...request, body: brokenJson }));
    },
  ),

  ...operations.map(({ id }) =>
    everyAnswerCheck('auth/key-never-in-an-answer', id, 'Look for the key in answers', async (t) => {
      if (t.session.run.keys.some((one) => one.disposable)) await keyElsewhere(t, id);
      await t.simplest(id);
    }),
  ),
];
