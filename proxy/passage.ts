/** Passes one request on to the installation, and its answer back, both as streams. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Dispatcher, errors } from 'undici';
import { type Address, addressOf } from '../conformance/invariants/operation-of.js';
import { type Network, reasonOf } from '../installation/network.js';
import { endToEnd, headersOf, type RawHeaders } from './headers.js';
import { answerItself, sayingHeader } from './own-answer.js';
import { keptOfAnswer, keptOfRequest, Tap } from './tap.js';
import type { Seen, Watcher } from './watcher.js';

/** The way on, and what is done with what comes back. */
export interface Way {
  /** Root of the installation. */
  target: string;
  network: Network;
  /** Headers that are sent beside those of the client, by their names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** What stands for this proxy in Via. */
  via: string;
  /** Milliseconds without a byte from the installation after which it is not waited for any longer. */
  timeoutMs: number;
  watcher: Watcher;
  /** Is told of an answer that is too large to be mended. */
  tooLarge?: () => void;
  /** Mends an answer that is whole. @returns nothing where it stays as it is */
  mend?: (seen: Seen, pairs: readonly [string, string][], address: Address) => Promise<Mended | undefined>;
}

/** An answer as the client gets it. */
export interface Mended {
  status: number;
  pairs: readonly (readonly [string, string])[];
  body: Buffer;
}

/** What the client asked for. */
export interface Asked {
  /** `request.method` may have been changed by then. */
  method: string;
  /** Path and query, as they came. */
  path: string;
  /** The body, where it was read already. */
  body?: Readable;
}

type Answer = Omit<Dispatcher.ResponseData, 'headers'> & { headers: RawHeaders };

/** Methods that may be sent twice: a connection that was kept may be closed at the very moment. */
const repeatable = ['GET', 'HEAD', 'OPTIONS'];

const noBody = (method: string, status: number) => method === 'HEAD' || status === 204 || status === 304;

/** Resolves when it is over. Never rejects: what goes wrong is an answer. */
export async function pass(request: IncomingMessage, response: ServerResponse, asked: Asked, way: Way): Promise<void> {
  const { method, path } = asked;
  const gone = new AbortController();
  const left = () => response.writableFinished || gone.abort();
  response.once('close', left);
  if (response.destroyed) gone.abort();
  const sent = hasBody(request) ? tapped(asked.body ?? request) : undefined;
  const came = new Tap(keptOfAnswer);
  const seen: Seen = {
    method,
    url: way.target + path,
    headers: headersOf(endToEnd(request.rawHeaders)),
    at: Date.now(),
    started: performance.now(),
    ...(sent && { body: sent }),
  };
  try {
    await giveBack(response, await send(request, asked, sent, way, gone.signal), came, seen, way);
  } catch (error) {
    delete seen.answer;
    if (gone.signal.aborted) seen.failure = 'the client left before it had the whole answer';
    else fail(response, error, seen, way);
  } finally {
    response.off('close', left);
    // Who still sends would not see the answer otherwise.
    if (sent && !request.complete) request.unpipe(sent).resume();
    // What is judged keeps no client waiting: the answer is on its way before.
    setImmediate(() => {
      void way.watcher.see(seen).finally(() => {
        sent?.release();
        came.release();
      });
    });
  }
}

function fail(response: ServerResponse, error: unknown, seen: Seen, { target, timeoutMs }: Way): void {
  const isLate = error instanceof errors.HeadersTimeoutError;
  seen.failure = isLate ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error, timeoutMs);
  answerItself(response, isLate ? 504 : 502, `The proxy got no answer from ${target}: ${seen.failure}.`, 'no answer');
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** A client that leaves ends what is sent on. Not `pipeline`: that would cut the client off where the installation answers early. */
function tapped(body: Readable): Tap {
  const tap = new Tap(keptOfRequest);
  body.once('close', () => body.readableEnded || tap.destroy(new Error('the client left')));
  body.once('error', (error) => tap.destroy(error));
  // What undici does not see, since it has its answer already.
  tap.on('error', () => {});
  return body.pipe(tap);
}

async function send(
  request: IncomingMessage,
  { method, path }: Asked,
  body: Tap | undefined,
  way: Way,
  signal: AbortSignal,
): Promise<Answer> {
  const { origin, pathname } = new URL(way.target);
  const { via, rest } = withoutVia(endToEnd(request.rawHeaders, ['host', 'expect', ...Object.keys(way.headers)]));
  const headers = [...rest, ...Object.entries(way.headers), ['Via', [...via, `1.1 ${way.via}`].join(', ')]].flat();
  const mayRepeat = repeatable.includes(method) && !body;
  const attempt = () =>
    (mayRepeat ? way.network.dispatcher : way.network.unshared).request({
      origin,
      path: pathname.replace(/\/$/, '') + path,
      method: method as Dispatcher.HttpMethod,
      headers,
      body: body ?? null,
      signal,
      headersTimeout: way.timeoutMs,
      bodyTimeout: way.timeoutMs,
      responseHeaders: 'raw',
    }) as unknown as Promise<Answer>;
  return attempt().catch((error) => {
    const lost = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(error.code);
    if (mayRepeat && lost && !signal.aborted) return attempt();
    throw error;
  });
}

function withoutVia(pairs: [string, string][]) {
  const isVia = ([name]: [string, string]) => name.toLowerCase() === 'via';
  return { via: pairs.filter(isVia).map(([, value]) => value), rest: pairs.filter((one) => !isVia(one)) };
}

async function giveBack(response: ServerResponse, answer: Answer, tap: Tap, seen: Seen, way: Way): Promise<void> {
  const { statusCode: status, statusText, body } = answer;
  const pairs = endToEnd(answer.headers);
  seen.answer = { status, headers: headersOf(pairs), body: tap };
  const address = way.mend && !noBody(seen.method, status) ? addressOf(seen.method, seen.url) : undefined;
  response.sendDate = false;
  try {
    const held = address ? await hold(body, tap) : undefined;
    const mended = address && held?.whole ? await way.mend?.(seen, pairs, address) : undefined;
    if (mended) response.writeHead(mended.status, mended.pairs.flat()).end(mended.body);
    else {
      const isTooLarge = held?.whole === false;
      if (isTooLarge) way.tooLarge?.();
      const saying = isTooLarge ? [sayingHeader, 'passed on as it came: too large to be mended'] : [];
      response.writeHead(status, statusText, [...pairs.flat(), ...saying]);
      for (const part of held?.parts ?? []) response.write(part);
      if (held?.whole) response.end();
      else await pipeline(body, tap, response);
    }
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    // An installation is not to blame for an answer that nobody waited for.
    if (code === 'ERR_STREAM_PREMATURE_CLOSE' || name === 'AbortError') throw error;
    seen.answer.cut = `it broke off after ${tap.size} bytes (${reasonOf(error, way.timeoutMs)})`;
    response.destroy();
  }
}

/** Takes the beginning of an answer, or all of one that can be kept. */
async function hold(body: Readable, tap: Tap): Promise<{ parts: Buffer[]; whole: boolean }> {
  const parts: Buffer[] = [];
  for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    tap.see(part);
    parts.push(part);
    if (!tap.keeps) return { parts, whole: false };
  }
  tap.isWhole = true;
  return { parts, whole: true };
}
