/** Holds every success against the contract before it leaves. */
import type { Operation } from '../../contract/operations.js';
import { requirements } from '../../contract/requirements.js';
import { type ErrorObject, validator } from '../../contract/validators.js';
import type { Stage } from './stage.js';

/** An answer of this server that breaks the contract: a fault of the server, never the caller's. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault';

  constructor(
    message: string,
    /** For the log: the schema's keyword that is broken, where, and the requirements that speak of that place. */
    readonly place: {
      readonly operationId: string;
      readonly schemaPath?: string;
      readonly pointer?: string;
      readonly requirements?: readonly string[];
    },
  ) {
    super(message);
  }
}

/** @throws AnswerFault (the stage) for a status or a body that the contract does not have for a success */
export function validateAnswer(operation: Operation): Stage {
  // All media types of an answer have the same schema.
  const [content] = Object.values(operation.responses[operation.successStatus] ?? {});
  return (_request, { locals }, next) => {
    const { status, body } = locals.answer;
    if (status !== operation.successStatus || content === undefined) {
      throw new AnswerFault(`The contract has no answer ${status} for a success`, { operationId: operation.id });
    }
    const validate = validator(content.schema);
    if (!validate(body)) throw fault(operation, validate.errors?.[0]);
    next();
  };
}

function fault(operation: Operation, error: ErrorObject | undefined): AnswerFault {
  const pointer = error?.instancePath ?? '';
  // `/0/status` and `/thread/3/body` are `[].status` and `thread[].body` in a requirement.
  const field = pointer
    .replaceAll(/\/\d+(?=\/|$)/g, '[]')
    .replaceAll('/', '.')
    .replace(/^\./, '');
  const own = requirements.filter(
    (one) => one.operationId === operation.id && one.field !== undefined && one.field === field,
  );
  return new AnswerFault(`${pointer || 'The answer'} ${error?.message ?? 'breaks its schema'}`, {
    operationId: operation.id,
    schemaPath: error?.schemaPath,
    pointer,
    requirements: own.map(({ id }) => id),
  });
}
