/** Requests that must be refused, and what they got instead. */

import type { Exchange } from '../conformance/client/exchange.js';
import { operation } from '../contract/operations.js';
import { demandsRefusal, refusalCodes, requirements } from '../contract/requirements.js';
import type { RefusalId, RequirementId } from '../generated/requirements.js';
import { requestField } from '../server/faults/broken-fields.js';
import { breakingValue, breaks } from '../server/faults/broken-requests.js';
import type { Environment, FaultRequest } from '../server/faults/fault.js';
import { type JsonType, jsonTypeOf } from '../server/faults/fault-entry.js';
import {
  answerOf,
  type Broken,
  type Found,
  isDone,
  type Rule,
  type Run,
  refusalLike,
  type SeenAnswer,
  sentBody,
} from './broken.js';

/** Another refusal than the contract's, an error page with 200, or a success. */
export const refused: Rule = (broken, run) => {
  const { id, answer, exchange } = broken;
  if (!demandsRefusal(id) || id === 'errors/no-500-for-input' || !answer || !exchange) return undefined;
  if (id === 'errors/unknown-path-404') return { ...refusalLike(answer), breaking: id, operations: [] };
  if (/-is-(string|integer|number|boolean|array|object)|body-not-an-object/.test(id)) return byType(broken, run, id);
  return { ...inPlaceOf(answer, broken, acceptedValues(broken, run)), breaking: id };
};

function inPlaceOf(answer: SeenAnswer, { operation, exchange }: Broken, parameters = {}): Found {
  const canBeRepaired = operation.requestSchema !== undefined || exchange?.request.url.includes('?');
  return isDone(answer) && canBeRepaired ? { fault: 'invalid-accepted', parameters } : refusalLike(answer);
}

/** A wrong type is answered by the type: PHP takes a number for a text, and fails at an object. */
function byType(broken: Broken, { exchanges }: Run, id: RefusalId): Found[] {
  const { operation } = broken;
  const condition = breaks(id);
  // Where one type was answered in two ways, what its check accuses counts.
  const isInOrder = (exchange: Exchange) => {
    const answer = answerOf(exchange);
    return answer !== undefined && refusalCodes(id).includes(answer.status) && answer.type.includes('json');
  };
  const own = exchanges.filter(({ scope }) => scope.includes(id));
  const ordered = [...broken.exchanges, ...own.filter((one) => !isInOrder(one)), ...own, ...exchanges];
  const found = new Map<string, { entry: Found; types: Set<JsonType> }>();
  const seen = new Set<JsonType>();
  for (const exchange of ordered) {
    const answer = answerOf(exchange);
    const request = asRequest(exchange, operation.id);
    if (exchange.operation !== operation.id || !answer || condition?.(request, unknown) !== true) continue;
    const type = jsonTypeOf(breakingValue(id, request));
    if (seen.has(type)) continue;
    seen.add(type);
    if (isInOrder(exchange)) continue;
    const entry = inPlaceOf(answer, broken);
    const key = JSON.stringify(entry);
    found.set(key, { entry, types: new Set([...(found.get(key)?.types ?? []), type]) });
  }
  const entries = [...found.values()].map(({ entry, types }) => ({ ...entry, breaking: id, types: [...types] }));
  const lookedUpFirst = exchanges.some(
    (exchange) =>
      exchange.operation === operation.id &&
      exchange.response?.status === 404 &&
      condition?.(asRequest(exchange, operation.id), unknown) === true,
  );
  return lookedUpFirst ? [...entries, { fault: 'ticket-looked-up-first', parameters: {} }] : entries;
}

/** Where some of the wrong values were refused, those that were accepted. */
function acceptedValues({ id, operation }: Broken, { exchanges }: Run): Record<string, unknown> {
  const field = requestField(id)?.field;
  if (!field || !operation.requestSchema || !id.endsWith('-invalid-400')) return {};
  const condition = breaks(id);
  const tried = exchanges
    .filter((exchange) => exchange.operation === operation.id && exchange.response)
    .filter((exchange) => condition?.(asRequest(exchange, operation.id), unknown) === true)
    .map((exchange) => ({ value: sentBody(exchange)?.[field], done: (exchange.response?.status ?? 500) < 300 }));
  const values = [...new Set(tried.filter(({ done }) => done).map(({ value }) => value))];
  return tried.some(({ done }) => !done) && values.length > 0 ? { field, values } : {};
}

/** Only what a request says by itself is asked here. */
const unknown = {} as Environment;

const asRequest = ({ request }: Exchange, id: Broken['operation']['id']): FaultRequest => ({
  method: request.method,
  url: request.url.replace(/^https?:\/\/[^/]+/, ''),
  headers: request.headers,
  operation: id,
  params: {},
  ...(request.body && 'text' in request.body ? { body: Buffer.from(request.body.text) } : {}),
});

/** What has no refusal of its own, such as the form of errors: the mistake in the request tells which refusal it was. */
export const formOfErrors: Rule = ({ id, operation, exchanges }, run) => {
  if (!id.startsWith('errors/')) return undefined;
  const found = new Map<RefusalId, readonly Found[]>();
  for (const exchange of exchanges) {
    const answer = answerOf(exchange);
    if (!answer || isDone(answer)) continue;
    const causes = causesOf(exchange, operation.id, run);
    const isInOrder = ([cause]: readonly RefusalId[]) =>
      cause !== undefined && refusalCodes(cause).includes(answer.status) && answer.type.includes('json');
    if (isInOrder(causes)) continue;
    const [first] = causes.flatMap((cause) => {
      const its = faultsOfCause(cause, answer, operation, run);
      return its ? [{ cause, its }] : [];
    });
    // The first answer counts where there are several.
    if (first && !found.has(first.cause)) found.set(first.cause, first.its);
  }
  return found.size > 0 ? [...found.values()].flat() : undefined;
};

/** What was found by the check of the refusal itself, where that failed alike; nothing where it failed in another way. */
function faultsOfCause(
  cause: RefusalId,
  answer: SeenAnswer,
  { id }: Broken['operation'],
  run: Run,
): readonly Found[] | undefined {
  const own = run.broken.find((one) => one.id === cause && one.operation.id === id);
  if (!own) return [{ ...refusalLike(answer), breaking: cause }];
  const alike = [refused(own, run) ?? []]
    .flat()
    .filter(({ parameters = {} }) => parameters.status === answer.status && parameters.type === answer.type);
  return alike.length > 0 ? alike : undefined;
}

/** These look at the database, or at what every request without a body is like. */
const byRequestAlone = (id: RequirementId): id is RefusalId =>
  demandsRefusal(id) && !id.startsWith('auth/') && !id.startsWith('permissions/');

function keyCause(key: string | undefined, { keys }: Run): RefusalId | undefined {
  if (key === undefined) return 'auth/missing-key-401';
  if (key === '') return 'auth/empty-key-401';
  const [, name] = key.match(/^<key (.*)>$/) ?? [];
  if (name === undefined) return 'auth/unknown-key-401';
  return keys.has(name) && keys.get(name) === undefined ? 'auth/inactive-key-401' : undefined;
}

/** Which refusals a request asks for, as far as it says so itself; the first of them first. */
export function causesOf(exchange: Exchange, id: Broken['operation']['id'], run: Run): readonly RefusalId[] {
  const wrongKey = keyCause(exchange.request.headers['x-api-key'], run);
  const asksForKey = !run.broken.some(
    (one) => one.id === 'auth/missing-key-401' && one.operation.id === id && one.answer && isDone(one.answer),
  );
  if (wrongKey && asksForKey) return [wrongKey];
  // A body that was too large for the evidence is not known.
  const { body } = exchange.request;
  if (body && !('text' in body)) return [];
  const request = asRequest(exchange, id);
  const hasExtension = operation(id).path.includes('{format}');
  const hasBody = request.method !== 'GET' && request.method !== 'DELETE';
  return [
    ...requirements.filter(({ operationId }) => operationId === id),
    ...requirements.filter(({ operationId }) => operationId === undefined),
  ]
    .map(({ id: one }) => one)
    .filter(byRequestAlone)
    .filter((one) => hasExtension || one !== 'errors/unsupported-extension')
    .filter((one) => hasBody || one !== 'errors/missing-body-400')
    .filter((one) => breaks(one)?.(request, unknown) === true);
}
