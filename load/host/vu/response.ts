/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/response/ */
import { only } from '../not-provided.js';
import type { HttpReply } from './protocol.js';

export interface HttpResponse {
  status: number;
  body: string | null;
  error: string;
  error_code: number;
  timings: { duration: number };
}

export function response(reply: HttpReply): HttpResponse {
  const { status, body, error, duration } = reply;
  return only('k6/http.Response', {
    status,
    body: status === 0 ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
    error,
    error_code: errorCode(reply),
    timings: only('k6/http.Response.timings', { duration }),
  });
}

/** k6's code: 1404 for a 404, and its own for what went wrong below HTTP. */
export const errorCode = ({ errorCode: code, status }: HttpReply) => code || (status >= 400 ? 1000 + status : 0);
