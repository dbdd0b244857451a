/** A profile: how an installation deviates from the contract, as a file that a person can read and change. */
import { contract } from '../../contract/document.js';
import { type OperationId, operations } from '../../contract/operations.js';
import { requirements } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import { checked } from '../../installation/checked.js';
import { readJsonFile } from '../../installation/json-file.js';
import { UserError } from '../../installation/user-error.js';
import { both, type Fault, noFault } from './fault.js';
import { type AnyFaultEntry, FaultEntryError, faultOf } from './fault-entry.js';
import type { FaultName } from './named-faults.js';

/** One way in which the installation deviates. */
export interface Deviation extends AnyFaultEntry {
  /** The requirements that it breaks. */
  readonly requirements: readonly RequirementId[];
  /** What was seen, shortened. */
  readonly seen: string;
}

/** A broken requirement for which there is no fault. */
export interface NotExpressed {
  readonly requirement: RequirementId;
  readonly operation: OperationId;
  readonly seen: string;
}

export interface Profile {
  /** The version of the format. */
  readonly profile: 1;
  readonly name: string;
  /** The version of the contract. */
  readonly contract: string;
  /** The run that it was made from. */
  readonly madeFrom?: {
    readonly run: string;
    readonly startedAt: string;
    readonly server?: string;
    /** Checks that failed or warned. */
    readonly broken: number;
  };
  readonly deviations: readonly Deviation[];
  readonly notExpressed: readonly NotExpressed[];
}

const requirementId = { enum: requirements.map(({ id }) => id) };
const text = { type: 'string' };

const profileSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    madeFrom: { type: 'object' },
    deviations: {
      type: 'array',
      items: {
        type: 'object',
        properties: { requirements: { type: 'array', items: requirementId, minItems: 1 }, seen: text },
        required: ['requirements', 'seen'],
      },
    },
    notExpressed: {
      type: 'array',
      items: {
        type: 'object',
        properties: { requirement: requirementId, operation: { enum: operations.map(({ id }) => id) }, seen: text },
        required: ['requirement', 'operation', 'seen'],
      },
    },
  },
  required: ['name', 'deviations', 'notExpressed'],
};

/** @throws UserError that says where in the file the mistake is, and what should stand there */
export function readProfile(file: string): Profile {
  const content = readJsonFile('profile', file);
  try {
    return checkedProfile(content);
  } catch (error) {
    throw error instanceof UserError ? new UserError(`The profile ${file} cannot be used: ${error.message}`) : error;
  }
}

/** @throws UserError */
export function checkedProfile(content: unknown): Profile {
  const given = content as Partial<Profile> | null;
  if (given === null || typeof given !== 'object' || given.profile === undefined)
    throw new UserError('it is no profile. "osticket-contract profile" makes one from a conformance run.');
  if (given.profile !== 1)
    throw new UserError(`it is a profile of version ${JSON.stringify(given.profile)}, and this tool knows version 1.`);
  if (given.contract !== contract.info.version)
    throw new UserError(
      `it is about version ${JSON.stringify(given.contract)} of the contract, and this is ${contract.info.version}. Run the suite of this version and make the profile from that.`,
    );
  const profile = checked<Profile>('its content', profileSchema, given);
  faultOfProfile(profile);
  return profile;
}

/**
 * From the client inwards. A request is first given the rights that it would not have, answers last get the form that a
 * client sees; what the server behind ignores stands nearest to it, so that all others see the request as it was sent.
 */
const layers: readonly (readonly FaultName[])[] = [
  ['delay', 'connection-reset', 'cut-answer', 'stale-answers'],
  ['text-before-json', 'digits-are-numbers', 'booleans-are-numbers', 'refusal-header-missing', 'xml-text'],
  ['success-status', 'success-content-type', 'success-body', 'list-longer'],
  ['field-type', 'field-missing', 'field-value', 'field-renamed', 'field-words', 'field-wrapped'],
  ['key-not-required', 'permission-not-required', 'other-mistakes-first', 'ticket-looked-up-first'],
  ['value-refused', 'refusal-body', 'refusal-status', 'refusal-content-type', 'refusal-field'],
  ['invalid-accepted', 'refused-but-done', 'id-taken-for-number', 'time-kept'],
];

const layerOf = ({ fault }: Deviation) => {
  const layer = layers.findIndex((names) => names.includes(fault));
  return layer < 0 ? layers.length : layer;
};

/** All deviations at once. @throws UserError for one that names a fault or parameter that there is not */
export function faultOfProfile({ deviations }: Profile): Fault {
  const faults = deviations.map(({ requirements: _, seen: __, ...entry }, index) => {
    try {
      return faultOf(entry);
    } catch (error) {
      if (error instanceof FaultEntryError) throw new UserError(`/deviations/${index}: ${error.message}.`);
      throw error;
    }
  });
  return deviations
    .map((deviation, index) => ({ layer: layerOf(deviation), fault: faults[index] as Fault }))
    .sort((a, b) => a.layer - b.layer)
    .reduce<Fault>((outer, { fault }) => both(outer, fault), noFault);
}
