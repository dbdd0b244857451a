/** What a fault is told by whoever names it, as JSON. */
import type { Schema } from '../../contract/document.js';
import type { Fault } from './fault.js';

/** A fault that can be named, in a file or on a command line. */
export interface NamedFault<Parameters extends object = Record<string, unknown>> {
  /** What the broken server does, in one sentence. */
  readonly description: string;
  /** The JSON schema of its parameters, an object. */
  readonly parameters: Schema;
  /** @param parameters must match the schema @throws RangeError for what the schema cannot say */
  make(parameters: Parameters): Fault;
}

type Property = {
  readonly type?: 'integer' | 'string' | 'array' | 'object';
  readonly enum?: readonly string[];
} & Schema;
type Value<P> = P extends { enum: readonly (infer Word)[] }
  ? Word
  : P extends { type: 'integer' }
    ? number
    : P extends { type: 'string' }
      ? string
      : P extends { type: 'array' }
        ? readonly (P extends { items: { type: 'integer' } } ? number : unknown)[]
        : P extends { type: 'object' }
          ? Readonly<Record<string, unknown>>
          : unknown;
type Values<Properties> = { [Name in keyof Properties]: Value<Properties[Name]> };
type Given<Required, Optional> = Values<Required> & Partial<Values<Optional>>;
type Properties = Readonly<Record<string, Property>>;

/**
 * @param required parameters and their schemas
 * @param optional the same of those that may be left out
 * @example named('Successes have another code.', { status: { type: 'integer' } }, {}, ({ status: code }) => status(code))
 */
export function named<const Required extends Properties, const Optional extends Properties>(
  description: string,
  required: Required,
  optional: Optional,
  make: (parameters: Given<Required, Optional>) => Fault,
): NamedFault<Given<Required, Optional>> {
  return {
    description,
    parameters: {
      type: 'object',
      properties: { ...required, ...optional },
      required: Object.keys(required),
      additionalProperties: false,
    },
    make,
  };
}
