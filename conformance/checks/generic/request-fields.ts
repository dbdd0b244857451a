/**
 * Checks of the fields of a request, by the contract: a required one that is missing, an empty one, each wrong type.
 * The requirements say which field and which rule: `createTicket/name-required`, `-not-empty`, `-is-string`.
 */
import { resolve, type Schema } from '../../../contract/document.js';
import { fieldSchema, typesOf } from '../../../contract/fields.js';
import { meantValue } from '../../../contract/meant.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { type Requirement, requirements } from '../../../contract/requirements.js';
import { validator } from '../../../contract/validators.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import type { Change } from '../../steps/refused-creations.js';
import { png, pngUri } from '../../steps/sample-files.js';

/** Sends a valid request with each change, expects each to be refused, and that none had an effect. */
export type Refused = (t: Context, label: string, changes: readonly Change[]) => Promise<unknown>;

/**
 * A value of each JSON type. PHP reads all of them as false or 0 except one half, so that an installation that takes a
 * wrong type sends no e-mail for it and finds no ticket by it. Null and an empty text are not among them: many callers
 * send them for "not given".
 */
const oneOfEachType = { word: 'none', integer: 0, fraction: 0.5, boolean: false, array: [], object: {} };

/** To PHP an empty object is an empty list; false and 0 are none at all. */
const forLists = { word: 'none', integer: 1, object: { a: 1 } };

/** Of a boolean, a word and one half would be true. */
const forBooleans = { array: [], object: {} };

/** Values whose type the schema does not allow, and that can mean nothing that it allows. */
export function wrongTypes(schema: Schema): [type: string, value: unknown][] {
  const types = typesOf(schema);
  const fits = validator({ type: types });
  const values = types.includes('boolean') ? forBooleans : types.includes('array') ? forLists : oneOfEachType;
  return Object.entries(values).filter(([, value]) => !fits(meantValue(schema, value)));
}

const fieldsOf = (id: OperationId) => resolve(operation(id).requestSchema ?? {}).properties ?? {};

function requestFieldCheck({ id, operationId }: Requirement, field: string, refused: Refused): Check {
  if (id.endsWith('-required')) {
    // A file is no reason to do without it. Null means "not given" to many callers.
    const withFile = fieldsOf(operationId as OperationId).attachments !== undefined;
    return check(id, `Send a request without \`${field}\`, and with null`, async (t) => {
      await refused(t, `without ${field}`, [
        ({ [field]: _, ...others }) => others,
        (valid) => ({ ...valid, [field]: null }),
        ...(withFile
          ? [
              ({ [field]: _, ...others }: Record<string, unknown>) => ({
                ...others,
                attachments: [{ [png.name]: pngUri }],
              }),
            ]
          : []),
      ]);
    });
  }
  if (id.endsWith('-not-empty')) {
    return check(id, `Send a request with an empty \`${field}\``, async (t) => {
      await refused(t, `empty ${field}`, [(valid) => ({ ...valid, [field]: '' })]);
    });
  }
  const wrong = wrongTypes(fieldSchema(operation(operationId as OperationId).requestSchema ?? {}, field));
  const types = wrong.map(([type]) => type).join(', ');
  return check(id, `Send \`${field}\` as each other type: ${types}`, async (t) => {
    const changes = wrong.map(
      ([, value]): Change =>
        (valid) => ({ ...valid, [field]: value }),
    );
    await refused(t, `${field} of another type`, changes);
  });
}

/** Checks of all request fields of an operation that the contract has a requirement for. */
export function requestFieldChecks(id: OperationId, refused: Refused): Check[] {
  const properties = fieldsOf(id);
  return requirements
    .filter(({ operationId, field }) => operationId === id && field !== undefined && properties[field] !== undefined)
    .map((one) => requestFieldCheck(one, one.field as string, refused));
}
