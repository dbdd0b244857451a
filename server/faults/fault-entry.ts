/** One fault as a file names it: what it is, its parameters, and which requests it hits. */
import type { Schema } from '../../contract/document.js';
import { mistakeIn } from '../../contract/mistakes.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import { demandsRefusal, requirements } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import { basePath } from '../http/paths.js';
import { breakingValue, breaks, isRefusedFor } from './broken-requests.js';
import { at, type Fault, type FaultRequest, when } from './fault.js';
import { keyRow } from './key.js';
import { type FaultName, namedFaults } from './named-faults.js';
import { type Occasions, onOccasions } from './occasions.js';
import type { NamedFault } from './parameters.js';
import { fits, notInPath, type Where, whereSchema } from './where.js';

/** Which requests a fault hits, and how often. */
interface Hits extends Occasions {
  /** Default: all. */
  readonly operations?: readonly OperationId[];
  /** Only requests about this ticket or file, or with this key. Default: all. */
  readonly where?: Where;
  /**
   * Only requests that break this requirement are hit. Default: all requests. Where that depends on what the installation
   * holds, the server behind must name its refusals (ServerOptions.namesRefusals), or no request is hit.
   */
  readonly breaking?: RequirementId;
  /** Only where what breaks it (a field, or the body as a whole) is of one of these types. Default: of any. */
  readonly types?: readonly JsonType[];
}

/** A fault as JSON brings it: whether the parameters fit, `faultOf` says. */
export interface AnyFaultEntry extends Hits {
  readonly fault: FaultName;
  /** As the fault asks for. Default: none. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

type ParametersOf<Name extends FaultName> = Parameters<(typeof namedFaults)[Name]['make']>[0];
type Given<Its> = Record<never, never> extends Its ? { readonly parameters?: Its } : { readonly parameters: Its };

/** A fault with the parameters that it asks for. */
export type FaultEntry = {
  [Name in FaultName]: Hits & { readonly fault: Name } & Given<ParametersOf<Name>>;
}[FaultName];

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
    where: whereSchema,
    breaking: { enum: requirements.map(({ id }) => id).filter(demandsRefusal) },
    types: { type: 'array', items: { enum: [...jsonTypes] }, minItems: 1 },
    times: { type: 'integer', minimum: 1 },
    share: { type: 'number', minimum: 0, maximum: 1 },
    seed: { type: 'integer' },
  },
  required: ['fault'],
  dependentRequired: { types: ['breaking'], seed: ['share'] },
  additionalProperties: false,
};

/** An entry that names no fault, or names it wrongly; the message says where and what. */
export class FaultEntryError extends Error {}

/**
 * @param usedUp is called when it has hit the last of the requests that it was for (`times`)
 * @throws FaultEntryError
 * @example faultOf({ fault: 'field-type', parameters: { field: 'number', type: 'number' }, operations: ['getTicket'] })
 */
export function faultOf(entry: unknown, usedUp?: () => void): Fault {
  check('A fault', faultEntrySchema, entry);
  const {
    fault: name,
    parameters = {},
    operations: hit,
    where,
    breaking,
    types,
    ...occasions
  } = entry as AnyFaultEntry;
  const fault = onOccasions(made(name, parameters), occasions, usedUp);
  const ofSome = breaking ? ofRequestsBreaking(breaking, fault, types) : fault;
  const limited = where ? when(fits(where), ofSome) : ofSome;
  if (!hit) return limited;
  for (const id of hit) {
    const name = where && notInPath(where, id);
    if (name) throw new FaultEntryError(`A fault: /where/${name} fits no request of ${id}, whose path has none`);
  }
  // A wrong method leads to no operation, and has the path of one.
  return breaking === 'errors/wrong-method-405' ? when((sent) => isAtPathOf(hit, sent), limited) : at(hit, limited);
}

function made(name: FaultName, parameters: Readonly<Record<string, unknown>>): Fault {
  const { make, parameters: schema } = namedFaults[name] as NamedFault;
  check(`The fault ${name}`, schema, parameters);
  try {
    return make(parameters);
  } catch (error) {
    throw error instanceof RangeError ? new FaultEntryError(`The fault ${name}: ${error.message}`) : error;
  }
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
  const mistake = mistakeIn(what, schema, value);
  if (mistake !== undefined) throw new FaultEntryError(mistake);
}
