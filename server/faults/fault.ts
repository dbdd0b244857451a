/**
 * A fault: a function that stands in front of the unbroken reference server. It may change a request on its way in,
 * send it or not, send others, and change the answer on its way out. It hits every operation unless `at` limits it.
 */
import type { OperationId } from '../../contract/operations.js';
import type { RefusalId } from '../../generated/requirements.js';
import type { Store } from '../store/store.js';

export interface FaultRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The names of the headers as they were written; absent where the request did not come over the wire. */
  readonly headerNames?: readonly string[];
  /** Absent where there is none. */
  readonly body?: Buffer;
  /** The operation that the URL and the method lead to; absent where they lead to none. */
  readonly operation?: OperationId;
  /** Values of the path template's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface FaultAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Why the unbroken server refused, where it says so (ServerOptions.namesRefusals); a client never sees it. */
  readonly refusedFor?: RefusalId;
  /** The connection breaks after that many bytes of the body. Default: the whole body is sent. */
  readonly cutAfter?: number;
  /** Default: all at once. */
  readonly bytesPerSecond?: number;
}

/** Gets a request answered by the unbroken server. */
export type Forward = (request: FaultRequest) => Promise<FaultAnswer>;

/** What a fault can use beside the request. */
export interface Environment {
  /** A key with all permissions. */
  readonly fullKey: string;
  /** The values of the keys that have names, by these. */
  readonly keys: Readonly<Record<string, string>>;
  /** The unbroken server's database. */
  readonly store: Store;
  /** What the fault remembers from one request to the next; empty when the fault begins. */
  readonly memory: Map<string, unknown>;
  /** Ends every wait: the fault is carried no more. */
  readonly signal: AbortSignal;
  /** Asks the unbroken server for something else, with the full key. */
  ask(method: string, url: string, json?: unknown): Promise<FaultAnswer>;
}

/** @throws ConnectionReset to send no answer at all */
export type Fault = (request: FaultRequest, forward: Forward, environment: Environment) => Promise<FaultAnswer>;

/** Thrown by a fault: the connection breaks instead of an answer. */
export class ConnectionReset extends Error {}

/** Everything passes as it is. */
export const noFault: Fault = (request, forward) => forward(request);

/** A fault of these operations alone. */
export const at =
  (operations: OperationId | readonly OperationId[], fault: Fault): Fault =>
  (request, forward, environment) =>
    request.operation && [operations].flat().includes(request.operation)
      ? fault(request, forward, environment)
      : forward(request);

/** Two faults at once: requests pass the first and then the second, answers the other way round. */
export const both =
  (first: Fault, second: Fault): Fault =>
  (request, forward, environment) =>
    first(request, (sent) => second(sent, forward, environment), environment);

export type Condition = (request: FaultRequest, environment: Environment) => boolean | Promise<boolean>;

/** A fault that hits the requests which meet a condition, and no others. */
export const when =
  (condition: Condition, fault: Fault): Fault =>
  async (request, forward, environment) =>
    (await condition(request, environment)) ? fault(request, forward, environment) : forward(request);

export const isSuccess = ({ status }: FaultAnswer): boolean => status >= 200 && status < 300;

/** An answer of the fault's own. */
export const reply = (status: number, type: string, body: string): FaultAnswer => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});

/** An answer of the fault's own, in JSON. */
export const jsonReply = (status: number, value: unknown): FaultAnswer =>
  reply(status, 'application/json; charset=utf-8', JSON.stringify(value));

/** An error as the contract has it. */
export const errorReply = (status: number): FaultAnswer =>
  jsonReply(status, { error: true, message: 'Refused by a fault' });
