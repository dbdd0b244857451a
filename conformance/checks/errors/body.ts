/** Checks of the general requirements on bodies, for every operation that takes one. */
import { attachmentLimits } from '../../../contract/attachments.js';
import type { OperationId, operations } from '../../../contract/operations.js';
import type { RefusalId } from '../../../generated/requirements.js';
import { Unsafe } from '../../client/guard.js';
import { type Check, checkForEach } from '../../kernel/check.js';
import type { Context, RawRequest } from '../../kernel/context.js';
import { each } from '../../kernel/each.js';
import { withoutEffect } from '../../steps/refused.js';
import type { BreakableRequest } from '../../steps/requests.js';

const takesABody = ({ requestSchema }: (typeof operations)[number]) => requestSchema !== undefined;

/** Breaks a valid request in some ways, expects a refusal of each, and that none had an effect. */
async function refused(
  t: Context,
  id: OperationId,
  label: string,
  broken: (valid: BreakableRequest) => RawRequest[],
  ...others: RefusalId[]
) {
  t.session.requireCapability(id);
  const send = async (request: BreakableRequest) => {
    const answers = await each(
      t,
      broken(request),
      (one) => t.send(one),
      (answer) => t.refused(answer, ...others),
    );
    // One look afterwards is enough for all of them.
    return answers.at(-1);
  };
  await withoutEffect(t, id, label, send, { isAside: true });
}

const withBody = (request: BreakableRequest, body: string | Uint8Array) => ({ ...request, json: undefined, body });

/** A text of a body, to be damaged, by its field. A damaged number must not be anybody's ticket. */
const aText = (t: Context, { operation: id, json }: BreakableRequest): [field: string, text: unknown] =>
  id === 'linkSubticket'
    ? ['childId', t.unknownName]
    : (Object.entries(json as object).find(([name, value]) => name !== 'email' && typeof value === 'string') ?? [
        'note',
        '',
      ]);

/** A body with bytes in a text that are no UTF-8. */
function damaged(t: Context, request: BreakableRequest): Uint8Array {
  const [name, text] = aText(t, request);
  const marker = '\u0001';
  const json = JSON.stringify({ ...(request.json as object), [name]: `${text}${marker}` }).replace('\\u0001', marker);
  return Uint8Array.from(Buffer.from(json), (byte) => (byte === 1 ? 0xff : byte));
}

/** More Base64 than any request that keeps the limits, and a quarter. */
const farTooLong = Math.ceil(attachmentLimits.totalBytes * (4 / 3) * 1.25);

export const checks: Check[] = [
  ...checkForEach('errors/broken-json-400', takesABody, 'Send a body that is no JSON', (t, id) =>
    refused(t, id, 'broken JSON', (request) => {
      const json = JSON.stringify(request.json);
      // A body is read in one way everywhere: what stands behind it is tried once.
      const longer = id === 'createTicket' ? [`${json}\n{}`] : [];
      return [json.slice(0, -1), 'not JSON', ...longer].map((text) => withBody(request, text));
    }),
  ),

  ...checkForEach('errors/body-not-an-object-400', takesABody, 'Send arrays, a text and null', (t, id) =>
    refused(t, id, 'no object', (request) =>
      [[], [request.json], 'text', null].map((json) => withBody(request, JSON.stringify(json))),
    ),
  ),

  ...checkForEach('errors/missing-body-400', takesABody, 'Send no body', (t, id) =>
    refused(t, id, 'no body', (request) => [
      { ...request, json: undefined, headers: { 'content-type': 'application/json' } },
    ]),
  ),

  ...checkForEach('errors/wrong-content-type-415', takesABody, 'Send the body as text and as a form', (t, id) =>
    refused(t, id, 'wrong content type', (request) =>
      ['text/plain', 'application/x-www-form-urlencoded'].map((type) => ({
        ...request,
        headers: { 'content-type': type },
      })),
    ),
  ),

  ...checkForEach('errors/invalid-utf8-400', takesABody, 'Send a text with bytes that are no UTF-8', (t, id) =>
    refused(t, id, 'no UTF-8', (request) => [withBody(request, damaged(t, request))]),
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
      ...(id === 'linkSubticket' ? (['linkSubticket/unknown-child-404'] as const) : []),
    ),
  ),

  ...checkForEach(
    'errors/body-too-large-413',
    ({ id }) => id === 'updateTicket',
    'Send a body far over the attachment limits',
    (t, id) => {
      if (!t.session.run.largeFiles) throw new Unsafe('A body of 80 MB is sent with --large-files only.');
      return refused(t, id, 'far too large', (request) => {
        // It begins as the valid note, so that one that was cut and added all the same is found.
        const { note } = request.json as { note: string };
        return [{ ...request, json: { note: note.padEnd(farTooLong, 'a') } }];
      });
    },
  ),
];
