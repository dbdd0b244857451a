/** Requests that show why the action of a check failed. They are sent once a run. Implemented by steps/probes.ts. */
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';

export interface Probes {
  /** The requirement that an operation breaks when it does not serve its simplest request. */
  readonly requirements: Readonly<Record<OperationId, RequirementId>>;
  /** The answer to the simplest valid request of an operation. Not judged. */
  simplest(id: OperationId): Promise<Answer>;
  /** The answers to ordinary mistakes in requests of an operation. Not judged. */
  mistakes(id: OperationId): Promise<Answer[]>;
  /** The requirement that reading breaks where a ticket shows late what was done to it: then it proves nothing of a write. */
  lateReading(): Promise<RequirementId | undefined>;
}
