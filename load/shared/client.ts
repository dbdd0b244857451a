/** Sends requests of the contract to the installation that was named, and to nowhere else. */
import { sleep } from 'k6';
import http from 'k6/http';
import type { Endpoint, OperationId } from './contract.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { Settings } from './settings.ts';
import { type Schema, shapeFault } from './shape.ts';

export interface Call {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Whether the answer's shape is checked. */
  checked?: boolean;
  /** The shape to check. Default: the contract's. */
  schema?: Schema;
}

export interface Answer {
  operation: OperationId;
  status: number;
  body: string;
  /** The parsed body of a success whose shape was checked, or that `parsed` was called for. */
  json?: unknown;
  milliseconds: number;
  /** Whether a limit of the web server turned the request away: the API itself has neither 429 nor 503. */
  turnedAway: boolean;
  /** What went wrong; absent when nothing did. */
  error?: ErrorKind;
  /** The same for people. */
  fault?: string;
}

/** Attempts for a request of setup or teardown that was turned away, a second apart. */
export const mostTries = 15;

/** k6's code for a request that took too long. */
const timeoutCode = 1050;

export class Client {
  private readonly settings: Settings;
  private readonly known: readonly Endpoint[];

  constructor(settings: Settings, known: readonly Endpoint[]) {
    this.settings = settings;
    this.known = known;
  }

  endpoint(id: OperationId): Endpoint {
    const found = this.known.find((one) => one.id === id);
    if (!found) throw new Error(`The script did not take ${id} from the contract.`);
    return found;
  }

  call(id: OperationId, { path = {}, query = {}, body, checked = false, schema }: Call): Answer {
    const endpoint = this.endpoint(id);
    const headers: Record<string, string> = { [endpoint.keyHeader]: this.settings.key };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = http.request(
      endpoint.method,
      `${this.settings.url}/api${filled(endpoint.path, path)}${queryText(query)}`,
      body === undefined ? null : JSON.stringify(body),
      {
        headers,
        // The URL has what people search for in it; without `name` each would be a time series of its own, too.
        tags: { name: id, operation: id },
        timeout: `${this.settings.timeoutSeconds}s`,
        // Nothing goes to a host that was not named.
        redirects: 0,
        responseType: 'text',
        responseCallback: http.expectedStatuses(endpoint.status),
      },
    );
    const answer: Answer = {
      operation: id,
      status: response.status,
      body: response.body ?? '',
      milliseconds: response.timings.duration,
      turnedAway: response.status === 429 || response.status === 503,
    };
    if (response.status === 0) {
      answer.error = response.error_code === timeoutCode ? 'timeout' : 'connection';
      answer.fault = response.error;
    } else if (response.status !== endpoint.status && !answer.turnedAway) {
      answer.error = 'status';
      answer.fault = `${id} was answered with ${response.status} instead of ${endpoint.status}`;
    } else if (checked && !answer.turnedAway) {
      judgeShape(answer, schema ?? endpoint.schema);
    }
    return answer;
  }

  /** For setup and teardown: waits where a limit of the web server turns the request away. */
  patiently(id: OperationId, call: Call): Answer {
    let answer = this.call(id, call);
    for (let tries = 1; answer.turnedAway && tries < mostTries; tries += 1) {
      sleep(1);
      answer = this.call(id, call);
    }
    return answer;
  }
}

function judgeShape(answer: Answer, schema: Schema | undefined): void {
  if (!schema) return;
  const fault = parsed(answer) ? shapeFault(schema, answer.json) : 'the answer is no JSON';
  if (fault === undefined) return;
  answer.error = 'shape';
  answer.fault = fault;
}

/** Parses the body. @returns whether it is JSON */
export function parsed(answer: Answer): boolean {
  try {
    answer.json = JSON.parse(answer.body);
    return true;
  } catch (_) {
    return false;
  }
}

function filled(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'format' ? 'json' : encodeURIComponent(String(values[name])),
  );
}

function queryText(query: Record<string, string | number | undefined>): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
