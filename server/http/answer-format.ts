/** Writes a success in the format that the URL's extension asks for. */
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip as gzipWithCallback } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Operation } from '../../contract/operations.js';
import { encodeXml } from '../../contract/xml.js';
import type { StoredContent } from '../queries/file-content.js';
import { writeBase64 } from './base64-stream.js';
import { jsonOf } from './kept-json.js';
import type { Stage } from './stage.js';

const gzip = promisify(gzipWithCallback);

type Encode = (body: unknown) => string | Buffer;

/** The last stage: leaves the router when all of the answer is handed over. */
export function sendAnswer(operation: Operation): Stage {
  const content = operation.responses[operation.successStatus] ?? {};
  const encoders = new Map(Object.keys(content).map((type) => [type, encoder(type)]));
  const only = encoders.size === 1 ? [...encoders.keys()][0] : undefined;
  return async (request, response, next) => {
    const { status, body, content: file } = response.locals.answer;
    // An operation with one media type has it whatever the extension is (updateTicket/answers-plain-text).
    const type = only ?? `application/${request.params['format']}`;
    const encode = encoders.get(type);
    if (encode === undefined) throw new Error(`The contract has no ${type} for ${operation.id}`);
    const contentType = `${type}; charset=utf-8`;
    if (file === undefined) {
      await send(request as Request, response, status, contentType, encode(body));
    } else {
      await stream(response, status, contentType, encode, body as { content: string }, file);
    }
    next('router');
  };
}

/** Bytes from which on packing an answer saves more than it takes. */
const WORTH_PACKING = 1400;

async function send(
  request: Request,
  response: Response,
  status: number,
  contentType: string,
  text: string | Buffer,
): Promise<void> {
  const length = Buffer.byteLength(text);
  if (length >= WORTH_PACKING) response.vary('Accept-Encoding');
  const packed = await packedFor(request, text);
  if (packed === undefined) {
    response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': length });
    response.end(text);
    return;
  }
  const headers = { 'Content-Type': contentType, 'Content-Encoding': 'gzip', 'Content-Length': packed.length };
  response.writeHead(status, headers);
  response.end(packed);
}

/** @returns undefined where the client did not ask for it, or it is not worth it */
export async function packedFor(request: Request, text: string | Buffer): Promise<Buffer | undefined> {
  const isWorthIt = Buffer.byteLength(text) >= WORTH_PACKING;
  return isWorthIt && request.acceptsEncodings('gzip', 'identity') === 'gzip' ? gzip(text) : undefined;
}

function encoder(type: string): Encode {
  switch (type) {
    case 'application/json':
      return jsonOf;
    case 'application/xml':
      return encodeXml;
    default:
      return String;
  }
}

/** Stands in the encoded answer where the content goes. No file name has it. */
const MARK = `content:${crypto.randomUUID()}`;

/** Sends an answer with a file's content as Base64 in it, a piece at a time, so that no file is in memory whole. */
async function stream(
  response: ServerResponse,
  status: number,
  contentType: string,
  encode: Encode,
  body: { content: string },
  file: StoredContent,
): Promise<void> {
  const [before = '', after = ''] = encode({ ...body, content: MARK })
    .toString()
    .split(MARK);
  const length = Buffer.byteLength(before) + Math.ceil(file.size / 3) * 4 + Buffer.byteLength(after);
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': length });
  // The status is out already: where a piece cannot be read, a connection that breaks off before the announced
  // length is all that can be said, and answerError does that.
  response.write(before);
  await writeBase64(response, file.slices());
  response.end(after);
}
