/**
 * Reads a request's body, as far as it is worth reading. Not `express.json()`: that replaces bytes that are no UTF-8
 * without a word, and takes a body that is missing for an empty one.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { attachmentLimits } from '../../contract/attachments.js';
import type { Operation } from '../../contract/operations.js';
import { parseBody } from './json-body.js';
import { refuse } from './refusal.js';
import type { Stage } from './stage.js';

/** What the fields beside the attachments, and the JSON around them, may need. */
const TEXT_BYTES = 2 * 2 ** 20;

/** Bytes of the largest body that is read: all attachments as Base64, and the rest. */
export const bodyLimit = Math.ceil(attachmentLimits.totalBytes / 3) * 4 + TEXT_BYTES;

/** The client went away before its request was read: nobody is left to answer to. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** Puts the JSON object into `request.body`; operations without a body leave theirs unread. */
export function readBody({ requestSchema }: Operation): Stage {
  if (requestSchema === undefined) return (_request, _response, next) => next();
  return async (request, response, next) => {
    const body = parseBody(await bodyText(request, response));
    request.body = body;
    response.locals.sent = new Set(Object.keys(body));
    next();
  };
}

/**
 * The text of the body.
 *
 * @throws Refusal 400 for no body and for bytes that are no UTF-8, 413 for a body over the limit, 415 for one that
 *   is not declared as JSON
 * @throws ClientGone
 */
async function bodyText(request: IncomingMessage, response: ServerResponse): Promise<string> {
  const { headers } = request;
  const declared = Number(headers['content-length'] ?? 0);
  if (declared === 0 && headers['transfer-encoding'] === undefined) refuseMissing();
  refuseOtherTypes(headers['content-type'], headers['content-encoding']);
  if (declared > bodyLimit) refuseTooLarge();
  // A client that asks first sends its body only now that the key and the length are all right.
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const bytes = await received(request);
  if (bytes.length === 0) refuseMissing();
  if (!isUtf8(bytes))
    refuse({
      requirement: 'errors/invalid-utf8-400',
      message: 'The body is not valid UTF-8. Send JSON text in UTF-8.',
    });
  return bytes.toString();
}

function refuseMissing(): never {
  refuse({
    requirement: 'errors/missing-body-400',
    message: 'This request needs a body: a JSON object, sent as application/json.',
  });
}

function refuseTooLarge(): never {
  refuse({
    requirement: 'errors/body-too-large-413',
    message: `The request body is too large: at most ${bodyLimit} bytes are read.`,
  });
}

function refuseOtherTypes(contentType: string | undefined, contentEncoding: string | undefined): void {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (type === 'application/json' && (charset ?? 'utf-8') === 'utf-8' && (contentEncoding ?? 'identity') === 'identity')
    return;
  refuse({
    requirement: 'errors/wrong-content-type-415',
    message: 'Send the body as application/json, in UTF-8 and not compressed.',
  });
}

function received(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // It went while its key was looked up: no event would tell any more.
    if (request.destroyed) return reject(new ClientGone());
    const pieces: Buffer[] = [];
    let length = 0;
    const stop = (error?: unknown) => {
      request.off('data', more).off('end', end).off('error', gone).off('close', gone);
      if (error !== undefined) reject(error);
    };
    const more = (piece: Buffer) => {
      length += piece.length;
      pieces.push(piece);
      if (length <= bodyLimit) return;
      try {
        refuseTooLarge();
      } catch (refusal) {
        stop(refusal);
      }
    };
    const end = () => {
      stop();
      resolve(Buffer.concat(pieces, length));
    };
    const gone = () => stop(new ClientGone());
    request.on('data', more).on('end', end).on('error', gone).on('close', gone);
  });
}
