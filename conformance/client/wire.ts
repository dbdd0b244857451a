/** How a request reaches the installation, or the evidence of an earlier run: one interface, a file for each way. */
import type { OperationId } from '../../contract/operations.js';
import type { Exchange } from './exchange.js';

/** A request as the checks describe it; keys stand in it by name (see redaction.ts). */
export interface OutgoingRequest {
  /** Requirement ID of the check, or name of what checks share, that sends it. */
  scope: string;
  operation?: OperationId;
  method: string;
  /** Absolute URL. */
  url: string;
  /** Header names in lower case. */
  headers: Record<string, string>;
  /** The body; bytes only where it is no text (invalid UTF-8). */
  body?: string | Uint8Array;
  /** It may change something: the wire never sends it again. */
  once?: boolean;
  /** It goes before all that wait: what was proven for it shall still be so. */
  urgent?: boolean;
}

export interface Wire {
  /**
   * Sends a request and waits for the whole answer. A request without an answer is an exchange with `failure`.
   *
   * @throws TargetGone, without having sent it, when the installation answers no more, the time for the run is used up, or it was stopped
   * @throws NoEvidence when the run is a judgement of kept evidence that lacks this request
   */
  send(request: OutgoingRequest): Promise<Exchange>;
  /**
   * Calls `attempt` again while its answer is 429 or 503, after waiting as the answer asks.
   *
   * @param exchangeOf the exchange in the result of an attempt
   * @returns the last result
   */
  retry<T>(attempt: () => Promise<T>, exchangeOf: (result: T) => Exchange): Promise<T>;
  /** Does something in a scope so that it can be done again, where kept evidence lacks a request of it. Absent where requests reach an installation. */
  attempt?<T>(scope: string, act: () => Promise<T>): Promise<T>;
  /** How many requests were sent. */
  readonly sent: number;
  /** Whether requests reach an installation, so that they can change something. */
  readonly live: boolean;
}

/** Why a run may end early. */
export type EarlyEnd = 'target-gone' | 'out-of-budget' | 'interrupted' | 'not-written';

/** The installation does not answer any more, the run has no time left, or it was stopped. */
export class TargetGone extends Error {
  constructor(
    message: string,
    readonly code: EarlyEnd,
  ) {
    super(message);
  }
}

/** The evidence that is judged has no such request. */
export class NoEvidence extends Error {}

/** A body as text, to be kept: bytes that are no text one character each. */
export const asText = (body: string | Uint8Array) =>
  typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
