/** What the scripts need of the contract: paths, permissions, codes and shapes, taken from generated/contract.json. */
import type { operations } from '../../generated/types.ts';
import { type Schema, unknownKeyword } from './shape.ts';

export type OperationId = keyof operations;

export interface Endpoint {
  id: OperationId;
  method: string;
  /** Path template below `/api`: `/tickets-get.php/{number}.{format}`. */
  path: string;
  permission: string;
  keyHeader: string;
  /** The documented code of a success. */
  status: number;
  /** Shape of a success; absent where the answer is plain text. */
  schema?: Schema;
  /** Allowed values of query parameters that have a list of them. */
  choices: Record<string, string[]>;
  /** Default value of query parameters that have one. */
  defaults: Record<string, unknown>;
  /** Highest value of query parameters that have one. */
  maxima: Record<string, number>;
}

// The contract as JSON has no types of its own; it is read here and nowhere else.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any;

/**
 * The endpoints with these IDs. To be called inside a SharedArray, so that the contract is read once and not once a VU.
 *
 * @throws Error when the contract lacks one, or has a shape that cannot be checked here
 */
export function endpoints(contractText: string, ids: readonly OperationId[]): Endpoint[] {
  const contract: Json = JSON.parse(contractText);
  const found: Endpoint[] = [];
  for (const [path, methods] of Object.entries<Json>(contract.paths)) {
    for (const [method, operation] of Object.entries<Json>(methods)) {
      if (ids.includes(operation?.operationId)) found.push(endpoint(contract, path, method, operation));
    }
  }
  const missing = ids.find((id) => !found.some((one) => one.id === id));
  if (missing !== undefined) throw new Error(`The contract has no operation ${missing}.`);
  return found;
}

function endpoint(contract: Json, path: string, method: string, operation: Json): Endpoint {
  const code = Object.keys(operation.responses).find((one) => one.startsWith('2')) ?? '200';
  const media = resolved(contract, operation.responses[code]).content?.['application/json'];
  const schema: Schema | undefined = media && resolved(contract, media.schema);
  const unknown = schema && unknownKeyword(schema);
  if (unknown !== undefined) throw new Error(`The keyword ${unknown} of ${operation.operationId} cannot be checked.`);
  const parameters: Json[] = resolved(contract, operation.parameters ?? []);
  const listed = parameters.filter(({ schema: { enum: values } }) => values);
  const preset = parameters.filter(({ schema: { default: value } }) => value !== undefined);
  const bounded = parameters.filter(({ schema: { maximum } }) => maximum !== undefined);
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    permission: operation.security[0].apiKey[0],
    keyHeader: contract.components.securitySchemes.apiKey.name,
    status: Number(code),
    schema,
    choices: Object.fromEntries(listed.map(({ name, schema: { enum: values } }) => [name, values])),
    defaults: Object.fromEntries(preset.map(({ name, schema: { default: value } }) => [name, value])),
    maxima: Object.fromEntries(bounded.map(({ name, schema: { maximum } }) => [name, maximum])),
  };
}

/** A part of the contract with all its references replaced by what they point to; answers have no recursive shape. */
function resolved(contract: Json, part: Json): Json {
  if (Array.isArray(part)) return part.map((one) => resolved(contract, one));
  if (part === null || typeof part !== 'object') return part;
  const { $ref, ...beside } = part;
  const target = typeof $ref === 'string' ? resolved(contract, lookUp(contract, $ref)) : {};
  const own = Object.entries(beside).map(([name, value]) => [name, resolved(contract, value)]);
  return { ...target, ...Object.fromEntries(own) };
}

function lookUp(contract: Json, reference: string): Json {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce((at, name) => at[name.replace(/~1/g, '/').replace(/~0/g, '~')], contract);
}
