/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/ */
import { milliseconds } from '../duration.js';
import type { Tags } from '../metrics/registry.js';
import { NotProvided } from '../not-provided.js';
import { errorCode, type HttpResponse, response } from './response.js';
import { record, type State } from './state.js';

/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/params/ */
interface Params {
  headers?: Record<string, string>;
  tags?: Tags;
  timeout?: string | number;
  redirects?: number;
  responseType?: string;
  responseCallback?: Expected;
}

const knownParams = ['headers', 'tags', 'timeout', 'redirects', 'responseType', 'responseCallback'];

/** Status codes that are no failure. */
interface Expected {
  statuses: number[];
}

export function httpModule(state: State) {
  function request(method: string, url: string, body?: unknown, params: Params = {}): HttpResponse {
    if (state.init) throw new Error('A request cannot be sent in the init context.');
    refuseOthers(url, body, params);
    const reply = state.send({
      method,
      url,
      headers: { 'User-Agent': 'osticket-contract-load-host', ...params.headers },
      body: (body as string | null | undefined) ?? null,
      timeout: milliseconds(params.timeout ?? '60s'),
    });
    const { status, duration, error } = reply;
    const expected = reply.errorCode === 0 && (params.responseCallback?.statuses.includes(status) ?? status < 400);
    const code = errorCode(reply);
    const system: Tags = {
      ...{ method, url, name: url, status: String(status), expected_response: String(expected) },
      ...(error ? { error } : {}),
      ...(code > 0 ? { error_code: String(code) } : {}),
    };
    const add = (metric: string, value: number) => record(state, metric, value, system, params.tags);
    add('http_reqs', 1);
    add('http_req_duration', duration);
    add('http_req_failed', expected ? 0 : 1);
    return response(reply);
  }

  return { request, expectedStatuses: (...statuses: number[]): Expected => ({ statuses }) };
}

/** @throws NotProvided */
function refuseOthers(url: string, body: unknown, params: Params): void {
  const other = Object.keys(params).find((name) => !knownParams.includes(name));
  if (other !== undefined) throw new NotProvided(`k6/http: the parameter ${other}`);
  if (typeof url !== 'string') throw new NotProvided('k6/http: an address that is no text');
  if (typeof (body ?? '') !== 'string') throw new NotProvided('k6/http: a body that is no text');
  if (params.redirects !== 0) throw new NotProvided('k6/http: following redirects');
  if ((params.responseType ?? 'text') !== 'text') throw new NotProvided(`k6/http: the type ${params.responseType}`);
  if (params.responseCallback?.statuses.some((one) => typeof one !== 'number')) {
    throw new NotProvided('k6/http: a range of expected statuses');
  }
}
