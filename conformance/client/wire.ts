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
}

export interface Wire {
  /**
   * Sends a request and waits for the whole answer. A request without an answer is an exchange with `failure`.
   *
   * @throws TargetGone when the installation answers no more, or the time for the run is used up
   * @throws NoEvidence when the run is a judgement of kept evidence that lacks this request
   */
  send(request: OutgoingRequest): Promise<Exchange>;
  /** How many requests were sent. */
  readonly sent: number;
  /** Whether requests reach an installation, so that they can change something. */
  readonly live: boolean;
  /** Requests that wait for their turn under the rate limit. */
  readonly waiting: number;
}

/** The installation does not answer any more, or the run has no time left. */
export class TargetGone extends Error {
  constructor(
    message: string,
    readonly code: 'target-gone' | 'out-of-budget',
  ) {
    super(message);
  }
}

/** The evidence that is judged has no such request. */
export class NoEvidence extends Error {}

/** A body as text, to be kept: bytes that are no text one character each. */
export const asText = (body: string | Uint8Array) =>
  typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
