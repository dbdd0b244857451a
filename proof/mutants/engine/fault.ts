/**
 * A fault: a thin layer in front of the unbroken reference server, which may change a request on its way in, send it or
 * not, send others, and change the answer on its way out. One interface, so that faults can be put together.
 */
import type { OperationId } from '../../../contract/operations.js';
import type { Store } from '../../../server/store/store.js';

export interface FaultRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
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
}

/** Gets a request answered by the unbroken server. */
export type Forward = (request: FaultRequest) => Promise<FaultAnswer>;

/** What a fault can use beside the request. */
export interface Surroundings {
  /** A key with all permissions. */
  readonly fullKey: string;
  /** The unbroken server's database. */
  readonly store: Store;
  /** What the fault remembers from one request to the next; empty at the beginning of each mutant. */
  readonly memory: Map<string, unknown>;
  /** Asks the unbroken server for something else, with the full key. */
  ask(method: string, url: string, json?: unknown): Promise<FaultAnswer>;
}

export type Fault = (request: FaultRequest, forward: Forward, around: Surroundings) => Promise<FaultAnswer>;

/** No fault: everything passes as it is. */
export const transparent: Fault = (request, forward) => forward(request);

export const isSuccess = ({ status }: FaultAnswer) => status >= 200 && status < 300;
