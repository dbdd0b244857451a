/** The operations of the contract, by operationId. */
import type { operations as OperationTypes } from '../generated/types.js';
import {
  contract,
  type MediaType,
  type Method,
  methods,
  type OperationObject,
  type ParameterObject,
  resolve,
  type Schema,
} from './document.js';

export type OperationId = keyof OperationTypes;
export type { OperationTypes };

export interface Operation {
  id: OperationId;
  method: Method;
  /** Path template below `/api`, as the contract has it: `/tickets-get.php/{number}.{format}`. */
  path: string;
  /** Other path templates that answer the same. */
  alsoAt: string[];
  summary: string;
  tag: string;
  /** The permission that a key needs, as osTicket's table of API keys names it. */
  permission: string;
  /** What the installation must be able to do, if anything (`subtickets`). */
  capability?: string;
  /** The operation that this one is another method of. */
  sameAs?: OperationId;
  parameters: ParameterObject[];
  /** Schema of the JSON body; absent where the operation takes none. */
  requestSchema?: Schema;
  /** Schema of the JSON that a success has; absent where it is no JSON. */
  answerSchema?: Schema;
  /** Media types by status code: `responses[200]['application/json']`. */
  responses: Record<string, Record<string, MediaType>>;
  /** The code of a success: the first that the contract has. Others of `responses` below 300 are accepted. */
  successStatus: number;
}

function toOperation(path: string, method: Method, operation: OperationObject, shared: ParameterObject[]): Operation {
  const responses = Object.fromEntries(
    Object.entries(operation.responses).map(([code, response]) => [code, resolve(response).content ?? {}]),
  );
  const successStatus = Number(Object.keys(responses).find((code) => code.startsWith('2')));
  return {
    id: operation.operationId as OperationId,
    method,
    path,
    alsoAt: operation['x-also-at'] ?? [],
    summary: operation.summary,
    tag: operation.tags[0] ?? '',
    permission: operation.security[0].apiKey[0],
    capability: operation['x-capability'],
    sameAs: operation['x-same-as'] as OperationId | undefined,
    parameters: [...shared, ...(operation.parameters ?? [])].map((parameter) => resolve(parameter)),
    requestSchema: operation.requestBody?.content['application/json']?.schema,
    answerSchema: responses[successStatus]?.['application/json']?.schema,
    responses,
    successStatus,
  };
}

/** All operations, in the order of the contract. */
export const operations: readonly Operation[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    return operation ? [toOperation(path, method, operation, item.parameters ?? [])] : [];
  }),
);

const byId = new Map(operations.map((operation) => [operation.id, operation]));

/** The operation with this ID. */
export function operation(id: OperationId): Operation {
  const found = byId.get(id);
  if (!found) throw new Error(`The contract has no operation ${id}`);
  return found;
}
