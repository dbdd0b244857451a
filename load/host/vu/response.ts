/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/response/ */
import { NotProvided, only } from '../not-provided.js';
import type { HttpReply } from './protocol.js';

export interface HttpResponse {
  status: number;
  body: string | ArrayBuffer | null;
  headers: Record<string, string>;
  error: string;
  error_code: number;
  url: string;
  timings: { duration: number; sending: number; waiting: number; receiving: number };
  json(selector?: string): unknown;
}

/** k6's code: 1404 for a 404, and its own for what went wrong below HTTP. */
export const errorCode = ({ errorCode: code, status }: HttpReply) => code || (status >= 400 ? 1000 + status : 0);

export function response(reply: HttpReply, url: string, type: 'text' | 'binary' | 'none'): HttpResponse {
  const { status, headers, error, sending, waiting, receiving } = reply;
  const body = bodyOf(reply, type);
  return only('k6/http.Response', {
    status,
    body,
    headers,
    error,
    error_code: errorCode(reply),
    url,
    timings: only('k6/http.Response.timings', { duration: sending + waiting + receiving, sending, waiting, receiving }),
    json(selector?: string): unknown {
      if (selector !== undefined) throw new NotProvided('k6/http: a selector of Response.json');
      if (body === null) throw new Error('the body is null so we cannot transform it to JSON');
      return JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
    },
  });
}

function bodyOf({ status, body }: HttpReply, type: 'text' | 'binary' | 'none'): string | ArrayBuffer | null {
  if (type === 'none' || status === 0) return null;
  if (type === 'binary') return new Uint8Array(body).buffer;
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}
