/** `exchanges.har`: every exchange as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), for browsers' tools. */
import { STATUS_CODES } from 'node:http';
import { type Exchange, type KeptBody, unkept } from '../client/exchange.js';
import type { PiecewiseReport } from './report.js';

const pairs = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => ({ name, value }));

function queryOf(url: string): { name: string; value: string }[] {
  const query = url.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

const sizeOf = (body: KeptBody | undefined): number =>
  body === undefined ? 0 : 'text' in body ? Buffer.byteLength(body.text) : body.bytes;

/** The text, or why it is not there: HAR has no other place for a body of which only the hash is known. */
const textOf = (body: KeptBody): { text: string; comment?: string } =>
  'text' in body ? body : { text: '', comment: unkept(body) };

function entry(exchange: Exchange) {
  const { id, scope, operation, at, request, response, failure } = exchange;
  const headers = response?.headers ?? {};
  const time = response?.durationMs ?? 0;
  return {
    startedDateTime: at,
    time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      // As in the evidence: a key's name stands where the key was.
      headers: pairs(request.headers),
      queryString: queryOf(request.url),
      ...(request.body
        ? { postData: { mimeType: request.headers['content-type'] ?? '', ...textOf(request.body) } }
        : {}),
      headersSize: -1,
      bodySize: sizeOf(request.body),
    },
    response: {
      // 0 is what browsers write for a request without an answer.
      status: response?.status ?? 0,
      statusText: STATUS_CODES[response?.status ?? 0] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(headers),
      content: {
        size: sizeOf(response?.body),
        mimeType: headers['content-type'] ?? '',
        ...(response ? textOf(response.body) : {}),
      },
      redirectURL: headers.location ?? '',
      headersSize: -1,
      bodySize: sizeOf(response?.body),
      ...(failure === undefined ? {} : { comment: failure }),
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: `Exchange ${id}, sent by ${scope}${operation ? ` as ${operation}` : ''}`,
  };
}

export const har: PiecewiseReport = {
  file: 'exchanges.har',
  *pieces({ suite }, { exchanges }) {
    const creator = { name: 'osticket-contract', version: suite.version };
    yield `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`;
    let between = '\n';
    for (const exchange of exchanges) {
      yield between + JSON.stringify(entry(exchange));
      between = ',\n';
    }
    yield '\n]}}\n';
  },
};
