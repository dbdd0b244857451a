import { type OperationId, operation } from '../contract/operations.js';

/** The contract's first example of a success in JSON. */
export function sampleOf(id: OperationId): unknown {
  const { responses, successStatus } = operation(id);
  return Object.values(responses[successStatus]?.['application/json']?.examples ?? {})[0]?.value;
}
