/** An entry of a HAR file (http://www.softwareishard.com/blog/har-12-spec/) as an exchange. */
import { type Exchange, keep } from '../conformance/client/exchange.js';
import { received } from '../conformance/client/received.js';
import type { KeysSeen } from './keys-seen.js';

interface Pair {
  name: string;
  value: string;
}

interface Content {
  text?: string;
  encoding?: string;
  size?: number;
}

/** What is read of an entry. Browsers and proxies leave much of it out. */
export interface HarEntry {
  startedDateTime?: string;
  time?: number;
  request: {
    method: string;
    url: string;
    headers?: Pair[];
    postData?: { text?: string; encoding?: string };
    bodySize?: number;
  };
  response: { status?: number; headers?: Pair[]; content?: Content };
}

/** @param value anything, of a file that says that it is HAR */
export function isHarEntry(value: unknown): value is HarEntry {
  const { request, response } = (value ?? {}) as Partial<HarEntry>;
  return typeof request?.method === 'string' && typeof request.url === 'string' && typeof response === 'object';
}

/** HTTP/2 has headers of its own, which begin with a colon, and recorders write the same header several times. */
function headersOf(pairs: Pair[] = []): Headers {
  const headers = new Headers();
  for (const { name, value } of pairs) {
    try {
      headers.append(name, value);
    } catch {
      // `:path` and the like.
    }
  }
  return headers;
}

const bytesOf = ({ text = '', encoding }: { text?: string; encoding?: string }) =>
  Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8');

/**
 * @param id counts from 1
 * @param keys takes keys, passwords and sessions out
 * @param scope who recorded it
 */
export function exchangeOf(entry: HarEntry, id: number, keys: KeysSeen, scope: string): Exchange {
  const { request, response, startedDateTime = new Date(0).toISOString(), time = 0 } = entry;
  const sent = headersOf(request.headers);
  const keyring = keys.of(sent, request.url);
  const posted = request.postData;
  const exchange: Exchange = {
    id,
    scope,
    at: startedDateTime,
    request: {
      method: request.method.toUpperCase(),
      url: keyring.redact(request.url),
      headers: keys.hidden(sent),
      ...(posted?.text === undefined
        ? (request.bodySize ?? 0) > 0 && { body: { bytes: request.bodySize ?? 0 } }
        : { body: keep(keyring.redact(bytesOf(posted).toString('utf8'))) }),
    },
  };
  const { status = 0, headers, content = {} } = response;
  // 0 is what browsers write where no answer came.
  if (status === 0) return { ...exchange, failure: 'no answer was recorded' };
  const isKept = content.text !== undefined || !content.size || content.size < 0;
  const body = bytesOf(content);
  const { response: kept } = received({ status, headers: headersOf(headers), body }, keyring);
  const known = isKept ? {} : { body: { bytes: content.size ?? 0 } };
  return { ...exchange, response: { ...kept, ...known, durationMs: Math.round(time) } };
}
