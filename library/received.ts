/** What a test server received, and what it answered. */
import { keyHeader } from '../contract/keys.js';
import { type OperationId, operations } from '../contract/operations.js';
import type { FaultAnswer, FaultRequest } from '../server/faults/fault.js';

export interface ReceivedRequest {
  /** The operation of the contract; absent where the address and the method lead to none. */
  readonly operation?: OperationId;
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  /** Values of the path template's parameters, decoded: `{ number: '781259', format: 'json' }`. */
  readonly params: Readonly<Record<string, string>>;
  /** A parameter that was given more than once has its last value. */
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. The key is not among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The name of the key that came with it (`main` for `server.key`); absent for none or an unknown one. */
  readonly key?: string;
  /** JSON as its value, anything else as text; absent where there was no body. */
  readonly body?: unknown;
  /** The status code of the answer; absent while there is none, and where the connection was broken in its place. */
  readonly status?: number;
}

interface Received {
  /** For `startFront`. */
  observe(request: FaultRequest): (answer: FaultAnswer) => void;
  /** @throws RangeError for an operation that there is not */
  all(operation?: OperationId): ReceivedRequest[];
  last(operation: OperationId): ReceivedRequest;
  clear(): void;
}

/** @param keys names and values: in a request the value is replaced by the name */
export function receivedRequests(keys: Readonly<Record<string, string>>): Received {
  let list: { status?: number; readonly request: ReceivedRequest }[] = [];
  const redacted = (text: string) =>
    Object.entries(keys).reduce((rest, [name, value]) => rest.replaceAll(value, `[key ${name}]`), text);
  const all = (operation?: OperationId) => {
    requireOperation(operation);
    return list
      .map(({ request, status }) => ({ ...request, ...(status === undefined ? {} : { status }) }))
      .filter((one) => operation === undefined || one.operation === operation);
  };
  return {
    all,
    observe: (sent) => {
      const entry: (typeof list)[number] = { request: shown(sent, keys, redacted) };
      list.push(entry);
      return ({ status }) => {
        entry.status = status;
      };
    },
    last: (operation) => {
      const found = all(operation).at(-1);
      if (found) return found;
      const others = all().map((one) => one.operation ?? `${one.method} ${one.url}`);
      throw new Error(`No request of ${operation} was received, only: ${others.join(', ') || 'nothing'}.`);
    },
    clear: () => {
      list = [];
    },
  };
}

/** Of a mistyped name nothing would ever be received, and a test of that would always pass. */
function requireOperation(name: string | undefined): void {
  if (name === undefined || operations.some(({ id }) => id === name)) return;
  throw new RangeError(`There is no operation "${name}", only ${operations.map(({ id }) => id).join(', ')}.`);
}

function shown(
  { method, url, headers, operation, params, body }: FaultRequest,
  keys: Readonly<Record<string, string>>,
  redacted: (text: string) => string,
): ReceivedRequest {
  const { [keyHeader.toLowerCase()]: sentKey, ...others } = headers;
  const key = Object.keys(keys).find((name) => keys[name] === sentKey);
  return {
    ...(operation ? { operation } : {}),
    method,
    url: redacted(url),
    params: { ...params },
    query: Object.fromEntries(new URLSearchParams(redacted(url.split('?')[1] ?? ''))),
    headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, redacted(value)])),
    ...(key ? { key } : {}),
    ...(body ? { body: bodyValue(redacted(body.toString())) } : {}),
  };
}

function bodyValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
