import type { OperationId } from '../contract/operations.js';

/** Every way in which a call can fail: a refusal, an answer that is no answer of the API, or none at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** The words of the API where there are any, such as `Ticket not found`. */
    message: string,
    /** Of the answer, or 0 where none came. A success code means that the body is not what the contract has. */
    readonly status: number,
    readonly operation: OperationId,
    /** The body as it came, which may hold what a ticket holds; empty where there was none. */
    readonly body = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
