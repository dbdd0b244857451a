/** What requests should do, and did not. */

import type { Exchange } from '../conformance/client/exchange.js';
import { resolve } from '../contract/document.js';
import type { Operation } from '../contract/operations.js';
import { requirements } from '../contract/requirements.js';
import type { RequirementId } from '../generated/requirements.js';
import { requestField } from '../server/faults/broken-fields.js';
import { answerOf, type Broken, type Found, isDone, jsonAnswer, type Rule, type Run, sentBody } from './broken.js';
import { causesOf } from './refusals.js';

/** A field of a request is ignored, or a valid value of it refused. */
export const ignoredFields: Rule = (broken, run) => {
  const {
    id,
    requirement: { status },
    operation,
  } = broken;
  const field = status ? undefined : fieldOf(id, operation);
  // A field that a request must have is stored in part where it is not stored as it was sent.
  if (!field || resolve(operation.requestSchema ?? {}).required?.includes(field)) return undefined;
  // One that is stored elsewhere is not ignored: something about its value differs.
  const stored = `${operation.id}/${field}-stored`;
  if (id !== stored && isRequirement(stored) && !run.broken.some((one) => one.id === stored)) return undefined;
  // Where the proof has the write, another one of its scope says nothing.
  const write = [...broken.exchanges, ...ofItsScopes(broken, run)].find(
    (one) => one.operation === operation.id && sentBody(one)?.[field] !== undefined,
  );
  const answer = write && answerOf(write);
  if (!write || !answer) return undefined;
  const value = sentBody(write)?.[field];
  if (!isDone(answer)) return { fault: 'value-refused', parameters: { field, values: [value], ...answer } };
  if (id.endsWith('-by-username')) return { fault: 'username-ignored', parameters: { field } };
  const type = typeof value;
  // Where another value of that type is taken, this one alone is ignored: no fault says that.
  if (takes(field, type, operation, run)) return undefined;
  return { fault: 'field-ignored', parameters: { field, ...(type === 'string' || type === 'number' ? { type } : {}) } };
};

/** Whether a check of the field that is in order sent a value of this type, which was taken. */
const takes = (field: string, type: string, operation: Operation, { exchanges, passed }: Run): boolean =>
  exchanges.some((one) => {
    const { scope } = one;
    const answer = answerOf(one);
    const isOwn = one.operation === operation.id && typeof sentBody(one)?.[field] === type;
    if (!isOwn || !answer || !isDone(answer) || !scope.startsWith(`${operation.id}/`)) return false;
    if (!passed.has(scope)) return false;
    return (
      !requirements.some(({ id, status }) => id === scope && status) &&
      fieldOf(scope as RequirementId, operation) === field
    );
  });

const ids: ReadonlySet<string> = new Set(requirements.map(({ id }) => id));
const isRequirement = (id: string): boolean => ids.has(id);

/** A reading proves it; the change stands in the same scope. */
function ofItsScopes({ exchanges }: Broken, run: Run): Exchange[] {
  const scopes = new Set(exchanges.map(({ scope }) => scope));
  return run.exchanges.filter(({ scope }) => scopes.has(scope));
}

/** The field that a requirement names, or the one that begins like its ID: `parent-by-id` is about `parentTicketId`. */
function fieldOf(id: RequirementId, { requestSchema }: Operation): string | undefined {
  const [, rule = ''] = id.split('/');
  const [beginning = ''] = rule.split('-');
  const names = Object.keys((requestSchema && resolve(requestSchema).properties) ?? {});
  return requestField(id)?.field ?? names.find((name) => name.startsWith(beginning));
}

/** A number in the query is cut. */
export const cutParameters: Rule = ({ id, operation }) => {
  const [, parameter] = id.match(/\/(\w+)-is-integer$/) ?? [];
  return parameter && operation.parameters.some(({ name, in: place }) => name === parameter && place === 'query')
    ? { fault: 'parameter-cut', parameters: { parameter } }
    : undefined;
};

/** A request is refused for one mistake, and the rest of it carried out. */
export const halfDone: Rule = ({ id, operation, exchanges }, run) => {
  if (!id.endsWith('/all-or-nothing')) return undefined;
  const causes = exchanges.flatMap((exchange) => causesOf(exchange, operation.id, run));
  return causes.slice(0, 1).map((breaking): Found => ({ fault: 'refused-but-done', parameters: {}, breaking }));
};

/** Characters of a text that were sent, and did not come back. */
export const droppedCharacters: Rule = (broken, run) => {
  if (broken.id !== 'formats/json-is-utf8') return undefined;
  // A search that does not find the text is broken by the same.
  const exchanges = run.broken.filter(({ id }) => id === broken.id).flatMap((one) => ofItsScopes(one, run));
  const subject = (body: unknown) => String((body as { subject?: unknown } | undefined)?.subject ?? '');
  const [sent = ''] = exchanges.map((one) => subject(sentBody(one))).filter(Boolean);
  const write = exchanges.find((one) => sentBody(one)?.['subject'] !== undefined);
  const read = exchanges.map((one) => subject(jsonAnswer(one))).find(Boolean);
  if (!write || read === undefined) return undefined;
  const characters = [...new Set(sent)].filter((one) => !read.includes(one)).join('');
  return characters === ''
    ? undefined
    : {
        fault: 'characters-dropped',
        parameters: { characters },
        operations: [write.operation as Operation['id']],
      };
};

/** Requirements with a fault of their own, which needs no parameters but these. */
const own: Partial<Record<RequirementId, Found>> = {
  'errors/wrong-method-405': {
    fault: 'refusal-header-missing',
    parameters: { header: 'allow' },
    breaking: 'errors/wrong-method-405',
  },
  'updateTicket/updated-moves': { fault: 'time-kept', parameters: {} },
  'deleteTicket/by-id-refused': { fault: 'id-taken-for-number', parameters: {} },
  'formats/xml-booleans': { fault: 'xml-text', parameters: { text: 'false', to: '' } },
};

export const ownFaults: Rule = ({ id, answer }) =>
  id === 'errors/wrong-method-405' && answer?.status !== 405 ? undefined : own[id];
