/** What each fault makes of the contract. What no schema expresses is in words only. */
import type { OperationId } from '../../contract/operations.js';
import { operation } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { WrongType } from '../../server/faults/field.js';
import type { FaultName } from '../../server/faults/named-faults.js';
import type { Draft } from './draft.js';
import {
  anotherType,
  changeField,
  fieldsOfType,
  fixedField,
  longerList,
  movedField,
  otherWords,
  wrappedField,
} from './field-changes.js';
import { describeField, describeParameter, withoutRequestField } from './request-changes.js';
import {
  addAnswer,
  errorStatus,
  errorType,
  successBody,
  successStatus,
  successType,
  withoutHeader,
} from './response-changes.js';
import { pathOf } from './schema-path.js';

/** The parameters of all faults; which of them a fault has, its schema says (`namedFaults`). */
export interface Parameters {
  readonly status: number;
  readonly from?: readonly number[];
  readonly type: string;
  readonly body: string;
  readonly field: string;
  readonly value?: unknown;
  readonly values: readonly unknown[];
  readonly to: string;
  readonly text: string;
  readonly words: Readonly<Record<string, unknown>>;
  readonly as: string;
  readonly others?: object;
  readonly item: Readonly<Record<string, unknown>>;
  readonly header: string;
  readonly element: string;
  readonly characters: string;
  readonly parameter: string;
  readonly permission?: string;
  readonly milliseconds: number;
  readonly after: string;
  readonly bytes: number;
  readonly bytesPerSecond: number;
}

/** What a deviation changes: where, and with which parameters. */
export interface Change {
  readonly draft: Draft;
  readonly ids: readonly OperationId[];
  readonly parameters: Parameters;
  /** Only requests that break it get the answer. */
  readonly breaking?: RequirementId;
}

type Changes = (change: Change) => void;

/** One after the other, for each operation. */
const each =
  (changes: (draft: Draft, id: OperationId, parameters: Parameters, breaking?: RequirementId) => void): Changes =>
  ({ draft, ids, parameters, breaking }) => {
    for (const id of ids) changes(draft, id, parameters, breaking);
  };

/** All fields of successes that have this type have another one. */
const allOfType =
  (type: string, change: (draft: Draft, ids: readonly OperationId[], field: string) => void): Changes =>
  ({ draft, ids }) => {
    for (const id of ids)
      for (const field of fieldsOfType(operation(id).answerSchema ?? {}, [type])) change(draft, [id], field);
  };

const nameOf = (breaking: RequirementId | undefined) => breaking?.split('/')[1] ?? 'seen';

const inWordsOnly: Changes = () => undefined;

/** Faults in fields come first: what follows moves whole answers. */
export const contractChanges: Readonly<Record<FaultName, Changes>> = {
  'field-type': ({ draft, ids, parameters: { field, type } }) => anotherType(draft, ids, field, type as WrongType),
  'field-missing': ({ draft, ids, parameters: { field } }) => movedField(draft, ids, field),
  'field-value': ({ draft, ids, parameters: { field, value } }) => fixedField(draft, ids, field, value),
  'field-renamed': ({ draft, ids, parameters: { field, to } }) => movedField(draft, ids, field, to),
  'field-words': ({ draft, ids, parameters: { field, words } }) => otherWords(draft, ids, field, words),
  'field-wrapped': ({ draft, ids, parameters: { field, as, others } }) => wrappedField(draft, ids, field, as, others),
  'list-longer': ({ draft, ids, parameters: { item } }) => longerList(draft, ids, item),
  'booleans-are-numbers': allOfType('boolean', (draft, ids, field) => anotherType(draft, ids, field, 'number')),
  'digits-are-numbers': allOfType('string', (draft, ids, field) =>
    changeField(draft, ids, field, (path, schema) => draft.replace(path, { anyOf: [schema, { type: 'integer' }] })),
  ),

  'field-ignored': ({ draft, ids, parameters: { field } }) =>
    describeField(draft, ids, field, 'This installation accepts it and ignores it.'),
  'username-ignored': ({ draft, ids, parameters: { field } }) =>
    describeField(draft, ids, field, 'This installation ignores a username.'),
  'value-refused': ({ draft, ids, parameters: { field, values, status, type, body } }) => {
    const list = values.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
    describeField(draft, ids, field, `This installation refuses ${list}.`);
    for (const id of ids) addAnswer(draft, id, { status, type, body }, `${field}-refused`);
  },
  'field-refused': ({ draft, ids, parameters: { field } }) => withoutRequestField(draft, ids, field),
  'parameter-ignored': ({ draft, ids, parameters: { parameter } }) =>
    describeParameter(draft, ids, parameter, 'This installation ignores it.'),
  'parameter-cut': ({ draft, ids, parameters: { parameter } }) =>
    describeParameter(draft, ids, parameter, 'This installation cuts a number with a fraction to a whole one.'),
  'parameter-refused': ({ draft, ids, parameters: { parameter, status } }) =>
    describeParameter(draft, ids, parameter, `This installation refuses it with ${status}.`),

  'success-body': each((draft, id, { type = 'text/html', body = '', status }) => {
    successBody(draft, id, type, body);
    if (status) successStatus(draft, id, status);
  }),
  'success-content-type': each((draft, id, { type }) => successType(draft, id, type)),
  'success-status': each((draft, id, { status }) => successStatus(draft, id, status)),

  'refusal-body': each((draft, id, { status, type, body, from }, breaking) => {
    for (const code of status ? [status] : (from ?? []))
      addAnswer(draft, id, { status: code, type, body }, nameOf(breaking));
  }),
  'refusal-status': each((draft, id, { status, from }, breaking) => {
    if (breaking) addAnswer(draft, id, { status, type: 'application/json', body: '' }, nameOf(breaking));
    else errorStatus(draft, id, status, from);
  }),
  'refusal-content-type': each((draft, id, { type }, breaking) => {
    if (!breaking) errorType(draft, id, type);
  }),
  'refusal-header-missing': each((draft, id, { header }) => withoutHeader(draft, id, header)),
  'key-not-required': each((draft, id) => draft.merge(pathOf(id), { security: [{ apiKey: [] }, {}] })),

  'refusal-field': inWordsOnly,
  'text-before-json': inWordsOnly,
  'xml-text': inWordsOnly,
  'xml-is-json': inWordsOnly,
  'xml-element-renamed': inWordsOnly,
  'characters-dropped': inWordsOnly,
  'invalid-accepted': inWordsOnly,
  'refused-but-done': inWordsOnly,
  'nothing-done': inWordsOnly,
  'stale-answers': inWordsOnly,
  'permission-not-required': inWordsOnly,
  'other-mistakes-first': inWordsOnly,
  'ticket-looked-up-first': inWordsOnly,
  'id-taken-for-number': inWordsOnly,
  'time-kept': inWordsOnly,
  delay: inWordsOnly,
  'too-many-requests': inWordsOnly,
  'error-page': inWordsOnly,
  'slow-body': inWordsOnly,
  'connection-reset': inWordsOnly,
  'cut-answer': inWordsOnly,
};
