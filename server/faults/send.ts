/** Sends the answer of a fault, whole or broken off, at once or slowly. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultAnswer } from './fault.js';

/** Milliseconds between two pieces of a slow body. */
const PAUSE = 50;

/** @param signal ends a slow body, and breaks the connection */
export async function sendAnswer(
  response: ServerResponse,
  { status, headers, body, cutAfter = body.length, bytesPerSecond }: FaultAnswer,
  signal: AbortSignal,
): Promise<void> {
  // What has no body has no length of its own to tell.
  const isBare = response.req.method === 'HEAD' || status === 204 || status === 304;
  response.writeHead(status, { ...headers, ...(isBare ? {} : { 'content-length': body.length }) });
  const sent = body.subarray(0, cutAfter);
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
