/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/ */
import { milliseconds } from '../duration.js';
import type { Tags } from '../metrics/registry.js';
import { NotProvided } from '../not-provided.js';
import type { HttpReply } from './protocol.js';
import { errorCode, type HttpResponse, response } from './response.js';
import { record, type State } from './state.js';

/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/params/ */
interface Params {
  headers?: Record<string, string>;
  tags?: Tags;
  timeout?: string | number;
  redirects?: number;
  responseType?: 'text' | 'binary' | 'none';
  responseCallback?: Expected;
}

const knownParams = ['headers', 'tags', 'timeout', 'redirects', 'responseType', 'responseCallback'];

interface Expected {
  statuses: (number | { min: number; max: number })[];
}

type Body = string | ArrayBuffer | object | null | undefined;

const expects = ({ statuses }: Expected, status: number) =>
  statuses.some((one) => (typeof one === 'number' ? one === status : status >= one.min && status <= one.max));

/** What k6 expects where the script says nothing. */
const anySuccess: Expected = { statuses: [{ min: 200, max: 399 }] };

export function httpModule(state: State) {
  function request(method: string, url: string, body?: Body, given?: Params | null): HttpResponse {
    if (state.init) throw new Error('A request cannot be sent in the init context.');
    const params = given ?? {};
    const other = Object.keys(params).find((name) => !knownParams.includes(name));
    if (other !== undefined) throw new NotProvided(`k6/http: the parameter ${other}`);
    if (typeof url !== 'string') throw new NotProvided('k6/http: an address that is no text');
    const reply = state.send({
      method: method.toUpperCase(),
      url,
      headers: { 'User-Agent': 'osticket-contract-load-host', ...params.headers },
      body: sendable(body),
      timeout: milliseconds(params.timeout ?? '60s'),
    });
    const redirects = params.redirects ?? state.settings.maxRedirects;
    if (redirects > 0 && reply.status >= 300 && reply.status < 400 && reply.headers['Location'] !== undefined) {
      throw new NotProvided('k6/http: following a redirect');
    }
    measure(reply, { method: method.toUpperCase(), url, params });
    return response(reply, url, params.responseType ?? 'text');
  }

  function measure(reply: HttpReply, { method, url, params }: { method: string; url: string; params: Params }): void {
    const expected = reply.errorCode === 0 && expects(params.responseCallback ?? anySuccess, reply.status);
    const system: Tags = {
      method,
      url,
      name: url,
      status: String(reply.status),
      expected_response: String(expected),
      ...(reply.status > 0 ? { proto: 'HTTP/1.1' } : {}),
      ...(reply.error ? { error: reply.error } : {}),
      ...(errorCode(reply) > 0 ? { error_code: String(errorCode(reply)) } : {}),
    };
    const add = (metric: string, value: number) => record(state, metric, value, system, params.tags);
    add('http_reqs', 1);
    add('http_req_duration', reply.sending + reply.waiting + reply.receiving);
    add('http_req_sending', reply.sending);
    add('http_req_waiting', reply.waiting);
    add('http_req_receiving', reply.receiving);
    add('http_req_failed', expected ? 0 : 1);
    record(state, 'data_sent', reply.bytesSent, {});
    record(state, 'data_received', reply.bytesReceived, {});
  }

  const withBody = (method: string) => (url: string, body?: Body, params?: Params | null) =>
    request(method, url, body, params);
  return {
    request,
    get: (url: string, params?: Params | null) => request('GET', url, null, params),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    expectedStatuses: (...statuses: Expected['statuses']): Expected => ({ statuses }),
  };
}

function sendable(body: Body): string | Uint8Array | null {
  if (body === undefined || body === null || typeof body === 'string') return body ?? null;
  // A buffer of the script's context is no instance of this one's class.
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body as ArrayBuffer);
  throw new NotProvided('k6/http: a form as a body');
}
