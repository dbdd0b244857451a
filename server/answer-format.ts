/** Writes a success in the format that the URL's extension asks for. */
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Operation } from '../contract/operations.js';
import { encodeXml } from '../contract/xml.js';
import { jsonOf } from './kept-json.js';
import type { Answer } from './operation.js';
import type { StoredContent } from './queries/file-content.js';

type Encode = (body: unknown) => string | Buffer;

/** @returns sends an answer; resolves when all of it is handed over */
export function answerFormat(
  operation: Operation,
): (response: ServerResponse, answer: Answer, format: string | undefined) => Promise<void> {
  const content = operation.responses[operation.successStatus] ?? {};
  const encoders = new Map(Object.keys(content).map((type) => [type, encoder(type)]));
  const only = encoders.size === 1 ? [...encoders.keys()][0] : undefined;
  return async (response, { status, body, content: file }, format) => {
    // An operation with one media type has it whatever the extension is (updateTicket/answers-plain-text).
    const type = only ?? `application/${format}`;
    const encode = encoders.get(type);
    if (encode === undefined) throw new Error(`The contract has no ${type} for ${operation.id}`);
    const headers = { 'Content-Type': `${type}; charset=utf-8` };
    if (file !== undefined) return stream(response, status, headers, encode, body as { content: string }, file);
    const text = encode(body);
    response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
    response.end(text);
  };
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
  headers: Record<string, string>,
  encode: Encode,
  body: { content: string },
  file: StoredContent,
): Promise<void> {
  const [before = '', after = ''] = encode({ ...body, content: MARK })
    .toString()
    .split(MARK);
  const length = Buffer.byteLength(before) + Math.ceil(file.size / 3) * 4 + Buffer.byteLength(after);
  response.writeHead(status, { ...headers, 'Content-Length': length });
  // The status is out already: where a piece cannot be read, a connection that breaks off before the announced
  // length is all that can be said, and that is what a pipeline does.
  await pipeline(async function* () {
    yield before;
    yield* base64(file);
    yield after;
  }, response);
}

/**
 * Base64 has no place to join but after each third byte, and a piece ends anywhere: up to two bytes are left over for
 * the next one. The pieces are not copied for that, and the text is handed on as bytes: both are half of the work.
 */
async function* base64(file: StoredContent): AsyncGenerator<Buffer> {
  let left: Buffer = Buffer.alloc(0);
  for await (const piece of file.chunks()) {
    const joint = left.length === 0 ? 0 : Math.min(3 - left.length, piece.length);
    const triple = Buffer.concat([left, piece.subarray(0, joint)]);
    if (triple.length === 3) yield encoded(triple);
    const rest = (piece.length - joint) % 3;
    if (piece.length - rest > joint) yield encoded(piece.subarray(joint, piece.length - rest));
    left = Buffer.concat([triple.length === 3 ? Buffer.alloc(0) : triple, piece.subarray(piece.length - rest)]);
  }
  if (left.length > 0) yield encoded(left);
}

function encoded(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('base64'), 'latin1');
}
