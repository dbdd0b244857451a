/** Checks of the general requirements on bodies, for every operation that takes one. */

import { attachmentLimits } from '../../../contract/attachments.js';
import type { OperationId, operations } from '../../../contract/operations.js';
import { isLoopback } from '../../../installation/loopback.js';
import type { Answer } from '../../client/answer.js';
import type { RawRequest } from '../../client/caller.js';
import { Unsafe } from '../../client/guard.js';
import { type Check, checkForEach } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import type { Attempt } from '../../steps/attempts.js';
import { nobodys } from '../../steps/facts.js';
import { withoutEffect } from '../../steps/no-effect.js';

const takesABody = ({ requestSchema }: (typeof operations)[number]) => requestSchema !== undefined;

/** Sends a request that was valid before it was broken, expects a refusal, and proves that it had no effect. */
async function refused(
  t: Context,
  id: OperationId,
  label: string,
  broken: (valid: Attempt['request']) => RawRequest[],
  codes: number[],
) {
  t.session.requireCapability(id);
  await withoutEffect(t, id, label, async (request) => {
    let last: Answer | undefined;
    for (const one of broken(request)) {
      last = await t.send(one);
      await t.refused(last, ...codes);
    }
    // One look afterwards serves for all of them.
    return last;
  });
}

const valid = (request: RawRequest) => JSON.stringify(request.json);

/** A text of a body, to be damaged, by its field. A damaged number must not be anybody's ticket. */
const aText = (t: Context, { operation: id, json }: Attempt['request']): [field: string, text: unknown] =>
  id === 'linkSubticket'
    ? ['childId', nobodys(t)]
    : (Object.entries(json as object).find(([name, value]) => name !== 'email' && typeof value === 'string') ?? [
        'note',
        '',
      ]);

/** A body with bytes in a text that are no UTF-8. */
function damaged(t: Context, request: Attempt['request']): Uint8Array {
  const [name, text] = aText(t, request);
  const marker = '\u0001';
  const json = JSON.stringify({ ...(request.json as object), [name]: `${text}${marker}` }).replace('\\u0001', marker);
  return Uint8Array.from(Buffer.from(json), (byte) => (byte === 1 ? 0xff : byte));
}

/** More Base64 than any request that keeps the limits, and a quarter. */
const farTooLong = Math.ceil(attachmentLimits.totalBytes * (4 / 3) * 1.25);

export const bodyChecks: Check[] = [
  ...checkForEach('errors/broken-json-400', takesABody, 'Send a body that is no JSON', (t, id) =>
    refused(
      t,
      id,
      'broken JSON',
      (request) => [
        { ...request, body: valid(request).slice(0, -1) },
        { ...request, body: 'not JSON' },
      ],
      [400],
    ),
  ),

  ...checkForEach('errors/body-not-an-object-400', takesABody, 'Send arrays, a text and null', (t, id) =>
    refused(
      t,
      id,
      'no object',
      (request) =>
        [[], [request.json], 'text', null].map((json) => ({
          ...request,
          json: undefined,
          body: JSON.stringify(json),
        })),
      [400],
    ),
  ),

  ...checkForEach('errors/missing-body-400', takesABody, 'Send no body', (t, id) =>
    refused(
      t,
      id,
      'no body',
      (request) => [{ ...request, json: undefined, headers: { 'content-type': 'application/json' } }],
      [400],
    ),
  ),

  ...checkForEach('errors/wrong-content-type-415', takesABody, 'Send the body as text and as a form', (t, id) =>
    refused(
      t,
      id,
      'wrong content type',
      (request) =>
        ['text/plain', 'application/x-www-form-urlencoded'].map((type) => ({
          ...request,
          headers: { 'content-type': type },
        })),
      [415, 400],
    ),
  ),

  ...checkForEach('errors/invalid-utf8-400', takesABody, 'Send a text with bytes that are no UTF-8', (t, id) =>
    refused(t, id, 'no UTF-8', (request) => [{ ...request, json: undefined, body: damaged(t, request) }], [400]),
  ),

  ...checkForEach('errors/nul-character-400', takesABody, 'Send a text with a NUL character', (t, id) =>
    refused(
      t,
      id,
      'NUL character',
      (request) => {
        const [name, text] = aText(t, request);
        return [{ ...request, json: { ...(request.json as object), [name]: `${text}\u0000` } }];
      },
      // An unknown child is another good reason to refuse a link.
      id === 'linkSubticket' ? [400, 404] : [400],
    ),
  ),

  ...checkForEach(
    'errors/body-too-large-413',
    ({ id }) => id === 'updateTicket',
    'Send a body far over the attachment limits',
    (t, id) => {
      if (!isLoopback(t.session.run.url)) throw new Unsafe('A body of 80 MB is sent to this machine only.');
      // It begins as the valid one, so that a note that was cut and added all the same is known again.
      const tooLarge = ({ json }: RawRequest) =>
        JSON.stringify({ note: (json as { note: string }).note.padEnd(farTooLong, 'a') });
      return refused(t, id, 'far too large', (request) => [{ ...request, body: tooLarge(request) }], [413, 400]);
    },
  ),
];
