/** One fault as a file names it: what it is, its parameters, and which requests it hits. */
import type { Schema } from '../../contract/document.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import { demandsRefusal, requirements } from '../../contract/requirements.js';
import { shapeFaults } from '../../contract/validators.js';
import type { RequirementId } from '../../generated/requirements.js';
import { basePath } from '../http/paths.js';
import { breakingValue, breaks, isRefusedFor } from './broken-requests.js';
import { at, type Fault, type FaultRequest, when } from './fault.js';
import { keyRow } from './key.js';
import { type FaultName, namedFaults } from './named-faults.js';
import { type Occasions, onOccasions } from './occasions.js';
import type { NamedFault } from './parameters.js';

export interface FaultEntry extends Occasions {
  readonly fault: FaultName;
  /** As the fault asks for. Default: none. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Default: all. */
  readonly operations?: readonly OperationId[];
  /**
   * Only requests that break this requirement are hit. Default: all requests. Where that depends on what the installation
   * holds, the server behind must name its refusals (ServerOptions.namesRefusals), or no request is hit.
   */
  readonly breaking?: RequirementId;
  /** Only where what breaks it (a field, or the body as a whole) is of one of these types. Default: of any. */
  readonly types?: readonly JsonType[];
}

const jsonTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof jsonTypes)[number];

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}

/** The form of an entry: the fault's parameters follow from its name. */
const faultEntrySchema: Schema = {
  type: 'object',
  properties: {
    fault: { enum: Object.keys(namedFaults) },
    parameters: { type: 'object' },
    operations: { type: 'array', items: { enum: operations.map(({ id }) => id) }, minItems: 1 },
    breaking: { enum: requirements.map(({ id }) => id).filter(demandsRefusal) },
    types: { type: 'array', items: { enum: [...jsonTypes] }, minItems: 1 },
    times: { type: 'integer', minimum: 1 },
    share: { type: 'number', minimum: 0, maximum: 1 },
    seed: { type: 'integer' },
  },
  required: ['fault'],
  dependentRequired: { types: ['breaking'] },
  additionalProperties: false,
};

/** An entry that names no fault, or names it wrongly; the message says where and what. */
export class FaultEntryError extends Error {}

/**
 * @throws FaultEntryError
 * @example faultOf({ fault: 'field-type', parameters: { field: 'number', type: 'number' }, operations: ['getTicket'] })
 */
export function faultOf(entry: unknown): Fault {
  check('A fault', faultEntrySchema, entry);
  const { fault: name, parameters = {}, operations: hit, breaking, types, ...occasions } = entry as FaultEntry;
  const { make, parameters: schema }: NamedFault = namedFaults[name];
  check(`The fault ${name}`, schema, parameters);
  const fault = onOccasions(make(parameters), occasions);
  const limited = breaking ? ofRequestsBreaking(breaking, fault, types) : fault;
  if (!hit) return limited;
  // A wrong method leads to no operation, and has the path of one.
  return breaking === 'errors/wrong-method-405' ? when((sent) => isAtPathOf(hit, sent), limited) : at(hit, limited);
}

/** A fault of the requests that say themselves that they break a requirement, or that are refused for it. */
function ofRequestsBreaking(id: RequirementId, fault: Fault, types?: readonly JsonType[]): Fault {
  const condition = breaks(id);
  const fits = (sent: FaultRequest) => types === undefined || types.includes(jsonTypeOf(breakingValue(id, sent)));
  // What is wrong with a request is looked at after its key, unless the fault is about the key.
  const aboutKeys = /^(auth|permissions)\//.test(id);
  if (condition) {
    return when(
      async (sent, environment) =>
        fits(sent) &&
        (await condition(sent, environment)) &&
        (aboutKeys || (await keyRow(sent, environment))?.['isactive'] === 1),
      fault,
    );
  }
  return async (sent, forward, environment) => {
    const answer = await forward(sent);
    if (!isRefusedFor(id, sent, answer) || !fits(sent)) return answer;
    // Done once: what the fault sends again as it is, has its answer already.
    return fault(sent, async (again) => (again === sent ? answer : forward(again)), environment);
  };
}

function isAtPathOf(ids: readonly OperationId[], { url }: FaultRequest): boolean {
  return ids.some((id) => url.startsWith(`${basePath}${operation(id).path.split('{')[0]}`));
}

function check(what: string, schema: Schema, value: unknown): void {
  const names = Object.keys(schema.properties ?? {});
  const strange = jsonTypeOf(value) === 'object' && Object.keys(value as object).find((name) => !names.includes(name));
  if (strange)
    throw new FaultEntryError(
      `${what} has no "${strange}", ${names.length === 0 ? 'and no parameters' : `only ${names.join(', ')}`}`,
    );
  const [first] = shapeFaults(schema, value);
  if (!first) return;
  const { pointer, expected, actual } = first;
  throw new FaultEntryError(`${what}: ${pointer || 'it'} should be ${expected}, and is ${JSON.stringify(actual)}`);
}
