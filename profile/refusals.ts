/** Requests that must be refused, and what they got instead. */

import type { Exchange } from '../conformance/client/exchange.js';
import { demandsRefusal, requirements } from '../contract/requirements.js';
import type { RefusalId, RequirementId } from '../generated/requirements.js';
import { requestField } from '../server/faults/broken-fields.js';
import { breaks } from '../server/faults/broken-requests.js';
import type { Environment, FaultRequest } from '../server/faults/fault.js';
import { type Broken, isDone, type Rule, type Run, refusalLike, sentBody } from './broken.js';

/** Another refusal than the contract's, an error page with 200, or a success. */
export const refused: Rule = (broken, run) => {
  const { id, answer, operation, exchange } = broken;
  if (!demandsRefusal(id) || id === 'errors/no-500-for-input' || !answer || !exchange) return undefined;
  if (!isDone(answer) || !(operation.requestSchema || exchange.request.url.includes('?')))
    return { ...refusalLike(answer), breaking: id, ...(id === 'errors/unknown-path-404' ? { operations: [] } : {}) };
  return { fault: 'invalid-accepted', parameters: acceptedValues(broken, run), breaking: id };
};

/** Where some of the wrong values were refused, those that were accepted. */
function acceptedValues({ id, operation }: Broken, { exchanges }: Run): Record<string, unknown> {
  const field = requestField(id)?.field;
  if (!field || !operation.requestSchema || !id.endsWith('-invalid-400')) return {};
  const tried = exchanges.filter(
    (exchange) => exchange.operation === operation.id && exchange.response && asRequest(exchange, operation.id),
  );
  const theirs = tried.flatMap((exchange) => {
    const value = sentBody(exchange)?.[field];
    const condition = breaks(id);
    const request = asRequest(exchange, operation.id);
    return condition && value !== undefined && condition(request, unknown) === true
      ? [{ value, done: (exchange.response?.status ?? 500) < 300 }]
      : [];
  });
  const values = [...new Set(theirs.filter(({ done }) => done).map(({ value }) => value))];
  return theirs.some(({ done }) => !done) && values.length > 0 ? { field, values } : {};
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
export const formOfErrors: Rule = ({ id, answer, operation, exchange }) => {
  if (!id.startsWith('errors/') || !answer || !exchange) return undefined;
  const cause = causeOf(exchange, operation.id);
  return cause && { ...refusalLike(answer), breaking: cause };
};

/** These look at the database, or at what every request without a body is like. */
const byRequestAlone = (id: RequirementId): id is RefusalId =>
  demandsRefusal(id) && !id.startsWith('auth/') && !id.startsWith('permissions/');

function causeOf(exchange: Exchange, id: Broken['operation']['id']): RefusalId | undefined {
  if (exchange.request.headers['x-api-key'] === undefined) return 'auth/missing-key-401';
  const request = asRequest(exchange, id);
  const hasBody = request.method !== 'GET' && request.method !== 'DELETE';
  return [
    ...requirements.filter(({ operationId }) => operationId === id),
    ...requirements.filter(({ operationId }) => operationId === undefined),
  ]
    .map(({ id: one }) => one)
    .filter(byRequestAlone)
    .filter((one) => hasBody || one !== 'errors/missing-body-400')
    .find((one) => breaks(one)?.(request, unknown) === true);
}
