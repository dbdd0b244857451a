/**
 * Validators compiled from the contract: the one judge of shapes for the server's answers and for the suite.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { contract, type Schema } from './document.js';
import { formats } from './formats.js';

export type { ErrorObject };

const documentId = 'contract';

// The document is no schema itself, only the place that `$ref`s point into: hence no validation of it as a schema,
// and no strictness about its other keywords. Redocly's lint is strict about both.
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  validateSchema: false,
  // Nor for the schemas of schemas.
  meta: false,
  formats,
  verbose: true,
  // What many schemas refer to is compiled once, and not as a part of each.
  inlineRefs: false,
  // Half the time of compiling goes there, and the code is not quicker by it.
  code: { optimize: false },
});
// All references point to the components: Ajv looks through all that it is given.
ajv.addSchema({ components: contract.components }, documentId);

const compiled = new WeakMap<Schema, ValidateFunction>();
/** By the text of the schema: many a one is made anew each time, such as that of a type. */
const compiledTexts = new Map<string, ValidateFunction>();

/** Rewrites `#/...` to point into the contract, so that a part of it can be compiled on its own. */
function anchored(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(anchored);
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' ? [key, `${documentId}${value}`] : [key, anchored(value)],
    ),
  );
}

/** The validator of a schema of the contract; compiled once. */
export function validator(schema: Schema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const text = JSON.stringify(schema);
  const made = compiledTexts.get(text) ?? ajv.compile(anchored(schema) as Schema);
  compiledTexts.set(text, made);
  compiled.set(schema, made);
  return made;
}

/** One way in which a value breaks its schema, in words. */
export interface ShapeFault {
  /** Where in the value, as a JSON pointer; empty for the value itself. */
  pointer: string;
  expected: string;
  actual: unknown;
}

/** Everything in which `value` breaks `schema`; an empty list when nothing does. */
export function shapeFaults(schema: Schema, value: unknown): ShapeFault[] {
  const validate = validator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(describe);
}

function describe(error: ErrorObject): ShapeFault {
  const { keyword, params, instancePath, message, data } = error;
  switch (keyword) {
    case 'required':
      return { pointer: `${instancePath}/${params.missingProperty}`, expected: 'to be there', actual: undefined };
    case 'additionalProperties':
      return { pointer: `${instancePath}/${params.additionalProperty}`, expected: 'not to be there', actual: data };
    case 'type':
      return { pointer: instancePath, expected: [params.type].flat().join(' or '), actual: data };
    case 'enum':
      return { pointer: instancePath, expected: `one of ${params.allowedValues.map(String).join(', ')}`, actual: data };
    default:
      return { pointer: instancePath, expected: message ?? keyword, actual: data };
  }
}
