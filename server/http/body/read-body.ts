/**
 * Reads a request's body, as far as it is worth reading. Not `express.json()`: that replaces bytes that are no UTF-8
 * without a word, and takes a body that is missing for an empty one.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { attachmentLimits } from '../../../contract/attachments.js';
import { resolve, type Schema } from '../../../contract/document.js';
import type { Operation } from '../../../contract/operations.js';
import { refuse } from '../refusal.js';
import type { Stage } from '../stage.js';
import { BodyScanner, TEXT_BYTES } from './body-scanner.js';
import { adviceFor, requireJson } from './declared-type.js';
import { parseBody } from './json-body.js';
import { meantBody } from './meant-body.js';
import { SentFiles } from './sent-files.js';
import { turn } from './turns.js';

/** Bytes of the largest body that is read: all attachments as Base64, and the rest. */
export const bodyLimit = Math.ceil(attachmentLimits.totalBytes / 3) * 4 + TEXT_BYTES;

/** The client went away before its request was read: nobody is left to answer to. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/**
 * Puts the JSON object into `request.body`, and the contents of attachments into `response.locals.files`; operations
 * without a body leave theirs unread.
 */
export function readBody({ requestSchema }: Operation): Stage {
  if (requestSchema === undefined) return (_request, _response, next) => next();
  const fields = attachmentFields(requestSchema);
  const takeAsMeant = meantBody(requestSchema);
  return async (request, response, next) => {
    const { locals } = response;
    locals.files = new SentFiles();
    const text = await bodyText(request, response, fields, locals.files);
    const body = parseBody(text, locals.files.count === 0);
    takeAsMeant(body);
    request.body = body;
    locals.sent = new Set(Object.keys(body));
    next();
  };
}

/** The fields of a body that hold attachments. */
function attachmentFields(schema: Schema): ReadonlySet<string> {
  const fields = Object.entries(resolve(schema).properties ?? {});
  return new Set(fields.filter(([, field]) => 'x-max-file-bytes' in resolve(field)).map(([name]) => name));
}

/**
 * The text of the body, without the contents of attachments.
 *
 * @throws Refusal 400 for no body, bytes that are no UTF-8 and too many values, 413 for a body over a limit, 415 for
 *   one that is not declared as JSON
 * @throws ClientGone
 */
async function bodyText(
  request: IncomingMessage,
  response: ServerResponse,
  fields: ReadonlySet<string>,
  files: SentFiles,
): Promise<string> {
  const { headers } = request;
  const declared = Number(headers['content-length'] ?? 0);
  if (declared === 0 && headers['transfer-encoding'] === undefined) refuseMissing();
  requireJson(headers);
  if (declared > bodyLimit) refuseTooLarge();
  // A client that asks first sends its body only now that the key and the length are all right.
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const scanner = new BodyScanner(fields, files);
  if ((await receive(request, scanner, files)) === 0) refuseMissing();
  const bytes = Buffer.concat(scanner.text);
  if (!isUtf8(bytes))
    refuse({
      requirement: 'errors/invalid-utf8-400',
      message:
        `The body is not valid UTF-8. Send JSON text in UTF-8. ${headers['user-agent']?.includes('PowerShell/') ? adviceFor(headers) : ''}`.trim(),
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

/** Bytes at the beginning of a body that are looked at as soon as they are there. */
const AT_ONCE = 2 ** 16;

/** Bytes that are looked at without letting others have their turn: what a slice costs is bounded by it. */
const SLICE = 2 ** 16;

/** @returns the bytes that came */
async function receive(request: IncomingMessage, scanner: BodyScanner, files: SentFiles): Promise<number> {
  // It went while its key was looked up: no event would tell any more.
  if (request.destroyed) throw new ClientGone();
  let length = 0;
  try {
    for await (const piece of pieces(request)) {
      length += piece.length;
      if (length > bodyLimit) refuseTooLarge();
      for (let at = 0; at < piece.length; at += SLICE) {
        if (length > AT_ONCE) await turn();
        scanner.push(piece.subarray(at, at + SLICE));
        await files.settle();
      }
    }
  } finally {
    // What is left of a refused body is passed over: a client that still sends would not see the answer.
    request.resume();
  }
  await files.settle(true);
  return length;
}

async function* pieces(request: IncomingMessage): AsyncGenerator<Buffer> {
  const iterator = request.iterator({ destroyOnReturn: false });
  try {
    yield* iterator;
  } catch {
    throw new ClientGone();
  }
}
