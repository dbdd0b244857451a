/** An entry of a HAR file (http://www.softwareishard.com/blog/har-12-spec/) as an exchange. */
import { type Exchange, keep } from '../conformance/client/exchange.js';
import { received } from '../conformance/client/received.js';
import type { KeysSeen } from './keys-seen.js';

interface Pair {
  name: string;
  value: string;
}

interface Content {
  text?: string | null;
  encoding?: string;
  size?: number;
}

/** What is read of an entry. Browsers and proxies leave much of it out, or write null. */
export interface HarEntry {
  startedDateTime?: string | null;
  time?: number | null;
  request: {
    method: string;
    url: string;
    headers?: Pair[] | null;
    postData?: { text?: string | null; encoding?: string } | null;
    bodySize?: number | null;
  };
  response?: { status?: number | string | null; headers?: Pair[] | null; content?: Content | null } | null;
}

/** @param value anything, of a file that says that it is HAR */
export function isHarEntry(value: unknown): value is HarEntry {
  const { request } = (value ?? {}) as Partial<HarEntry>;
  return typeof request?.method === 'string' && typeof request.url === 'string' && URL.canParse(request.url);
}

/** HTTP/2 has headers of its own, which begin with a colon, and recorders write the same header several times. */
function headersOf(pairs: Pair[] | null | undefined): Headers {
  const headers = new Headers();
  for (const { name, value } of pairs ?? []) {
    try {
      headers.append(name, value);
    } catch {
      // `:path` and the like.
    }
  }
  return headers;
}

/** Nothing where no body was recorded, or what is said to be Base64 is not. */
function bytesOf({ text, encoding }: { text?: string | null; encoding?: string }): Buffer<ArrayBuffer> | undefined {
  if (typeof text !== 'string') return undefined;
  if (encoding !== 'base64') return Buffer.from(text);
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(text.replaceAll(/\s/g, '')) ? Buffer.from(text, 'base64') : undefined;
}

/** Recorders write a size of 0, of -1 or none of a body that they left out, too. */
const isEmpty = (status: number, headers: Headers) =>
  status === 204 || status === 304 || headers.get('content-length') === '0';

/**
 * @param id counts from 1
 * @param keys takes keys, passwords and sessions out
 * @param scope who recorded it
 */
export function exchangeOf(
  { request, response, startedDateTime, time }: HarEntry,
  id: number,
  keys: KeysSeen,
  scope: string,
): Exchange {
  const sent = headersOf(request.headers);
  const keyring = keys.of(sent, request.url);
  const posted = bytesOf(request.postData ?? {});
  const postedSize = request.bodySize ?? 0;
  const exchange: Exchange = {
    id,
    scope,
    at: startedDateTime ?? new Date(0).toISOString(),
    request: {
      method: request.method.toUpperCase(),
      url: keyring.redact(request.url),
      headers: keys.hidden(sent),
      ...(posted === undefined
        ? (postedSize > 0 || request.postData) && { body: { bytes: Math.max(0, postedSize) } }
        : { body: keep(keyring.redact(posted.toString('utf8'))) }),
    },
  };
  const status = Number(response?.status ?? 0);
  // 0 is what browsers write where no answer came.
  if (!(status >= 100 && status < 600)) return { ...exchange, failure: 'no answer was recorded' };
  const headers = headersOf(response?.headers);
  const content = response?.content ?? {};
  const recorded = bytesOf(content) ?? (isEmpty(status, headers) ? Buffer.alloc(0) : undefined);
  const { response: kept } = received({ status, headers, body: recorded ?? Buffer.alloc(0) }, keyring);
  const unknown = recorded ? {} : { body: { bytes: Math.max(0, content.size ?? 0) }, unreadable: undefined };
  return { ...exchange, response: { ...kept, ...unknown, durationMs: Math.round(time ?? 0) } };
}
