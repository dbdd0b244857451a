/** What an operation's requests and answers pass on their way. */
import { type Operation, type OperationId, operations } from '../../contract/operations.js';
import { answerFormat } from './answer-format.js';
import { answerValidator } from './answer-validator.js';
import { type RequestValidator, requestValidator } from './request-validator.js';

export interface Stages {
  readonly requests: RequestValidator;
  readonly validateAnswer: ReturnType<typeof answerValidator>;
  readonly send: ReturnType<typeof answerFormat>;
}

/** Made once, since they depend on the contract alone: every server of a process has the same. */
const made = new Map<OperationId, Stages>();

export function stagesOf(operation: Operation): Stages {
  const known = made.get(operation.id);
  if (known !== undefined) return known;
  const stages = {
    requests: requestValidator(operation),
    validateAnswer: answerValidator(operation),
    send: answerFormat(operation),
  };
  made.set(operation.id, stages);
  return stages;
}

/** Rejects when the contract has something that the request validator cannot compile. */
export function allStagesReady(): Promise<unknown> {
  return Promise.all(operations.map((operation) => stagesOf(operation).requests.ready));
}
