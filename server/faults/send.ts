/** Sends the answer of a fault, whole or broken off, at once or slowly. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import { packedFor } from '../http/answer-format.js';
import type { FaultAnswer } from './fault.js';

/** Milliseconds between two pieces of a slow body. */
const PAUSE = 50;

/**
 * What the server behind packs for who asks for it (answer-format.ts), says so in Vary, packed or not. A fault may say that
 * something is packed which is not.
 */
const isPackable = ({ headers }: FaultAnswer) =>
  /\baccept-encoding\b/i.test(headers['vary'] ?? '') && headers['content-encoding'] === undefined;

/**
 * The bytes that are cut or come slowly are those that are sent, which may be packed.
 *
 * @param signal ends a slow body, and breaks the connection
 */
export async function sendAnswer(response: Response, answer: FaultAnswer, signal: AbortSignal): Promise<void> {
  const { status, headers, bytesPerSecond } = answer;
  const packed = isPackable(answer) ? await packedFor(response.req, answer.body) : undefined;
  const body = packed ?? answer.body;
  response.writeHead(status, {
    ...headers,
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
    // What never has a body has no length to tell.
    ...(status === 204 || status === 304 ? {} : { 'content-length': body.length }),
  });
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const sent = body.subarray(0, answer.cutAfter);
  if (bytesPerSecond !== undefined) {
    response.flushHeaders();
    const piece = Math.max(1, Math.round((bytesPerSecond * PAUSE) / 1000));
    const pause = (piece / bytesPerSecond) * 1000;
    for (let at = 0; at < sent.length && !response.destroyed; at += piece) {
      await sleep(pause, undefined, { signal });
      response.write(sent.subarray(at, at + piece));
    }
    if (sent.length === body.length) response.end();
    else response.destroy();
  } else if (sent.length === body.length) response.end(body);
  else response.write(sent, () => response.destroy());
}
