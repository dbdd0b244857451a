/** The requirements that give a field of an answer its shape, each judged on every success. */
import { resolve } from '../../contract/document.js';
import { fieldSteps, fieldValues } from '../../contract/fields.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import { requirements } from '../../contract/requirements.js';
import { type ErrorObject, validator } from '../../contract/validators.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer } from '../client/answer.js';
import { isSuccessCode } from './kinds.js';
import { type FieldFault, readField } from './read-field.js';
import type { Subject } from './subject.js';

export interface AnswerField {
  requirement: RequirementId;
  /** Path from the body: `thread[].id`. */
  field: string;
}

/** Whether a field is one of the operation's request and not of its answer. */
function isOfRequest(id: OperationId, field: string): boolean {
  const { requestSchema } = operation(id);
  const [first = ''] = fieldSteps(field);
  return requestSchema !== undefined && resolve(requestSchema).properties?.[first] !== undefined;
}

const byOperation = new Map(
  operations.map(({ id }): [OperationId, AnswerField[]] => [
    id,
    requirements.flatMap(({ id: requirement, operationId, field }) =>
      operationId === id && field !== undefined && !isOfRequest(id, field) ? [{ requirement, field }] : [],
    ),
  ]),
);

/** The fields in the answers of an operation that a requirement gives their shape. */
export const answerFields = (id: OperationId): readonly AnswerField[] => byOperation.get(id) ?? [];

const ids: ReadonlySet<string> = new Set(requirements.map(({ id }) => id));

/** The requirement that says whether an operation's success is an object or an array; nothing where none does. */
export const shapeRequirement = (id: OperationId): RequirementId | undefined =>
  ([`${id}/answers-an-array`, `${id}/answers-200`] as RequirementId[]).find((one) => ids.has(one));

/** Whether an answer is a success in JSON, so that its fields can be judged. */
export function hasFields(subject: Subject): boolean {
  const { text, answer, operation: id, addressed } = subject;
  if (text === undefined || !addressed || !isSuccessCode(subject) || answerFields(id).length === 0) return false;
  return answer.isSuccess && answer.json !== undefined;
}

/** Whether an answer has a field, in whatever shape. */
export const hasField = ({ answer }: Subject, { field }: AnswerField): boolean =>
  fieldValues(answer.content, field).some(({ value }) => value !== undefined);

/** The fields of an answer that have another shape, each blamed on the requirement that it breaks itself. */
export function fieldFaults({ answer, operation: id }: { answer: Answer; operation: OperationId }): FieldFault[] {
  const { answerSchema } = operation(id);
  if (!answerSchema) return [];
  const validate = validator(answerSchema);
  const { content: json } = answer;
  if (validate(json)) return [];
  const wrong = wrongPlaces(validate.errors ?? []);
  const faults = answerFields(id).flatMap(({ requirement, field }) =>
    leadsThrough(field, wrong) ? (readField(requirement, json).fault ?? []) : [],
  );
  return [...new Map(faults.map((fault) => [fault.requirement, fault])).values()];
}

/** Where a validator found something wrong, each place of lists once: `/thread/0/body` and `/thread/1/body` are one. */
function wrongPlaces(errors: readonly ErrorObject[]): ReadonlySet<string> {
  return new Set(
    errors.map(({ instancePath, keyword, params }) => {
      const missing = keyword === 'required' ? `/${params.missingProperty}` : '';
      return `${instancePath}${missing}`.replaceAll(/\/\d+(?=\/|$)/g, '/0');
    }),
  );
}

const ways = new Map<string, RegExp>();

/** Whether one of the places is on the way to a field, or is the field itself: no other field need be read. */
function leadsThrough(field: string, places: ReadonlySet<string>): boolean {
  const way = ways.get(field) ?? wayTo(field);
  ways.set(field, way);
  return [...places].some((place) => way.test(place));
}

/** `[].staff` as a pattern of `/0` and `/0/staff`. */
function wayTo(field: string): RegExp {
  const inside = fieldSteps(field).reduceRight((rest, step) => {
    const name = step === '[]' || step === '{}' ? '[^/]*' : step.replaceAll(/[^\w-]/g, '\\$&');
    return `/${name}${rest === '' ? '' : `(?:${rest})?`}`;
  }, '');
  return new RegExp(`^${inside}$`);
}
