/** Keys and permissions. */
import type { RefusalId } from '../generated/requirements.js';
import { type Found, isDone, type Rule, refusalLike } from './broken.js';

const keyName = (header: string | undefined) => header?.match(/^<key (.*)>$/)?.[1];

/** Requests without a valid key are served. */
export const keys: Rule = ({ id, answer }) =>
  id.startsWith('auth/') && answer && isDone(answer) ? { fault: 'key-not-required', parameters: {} } : undefined;

/** Keys with another permission open the operation: each that was seen to. */
export const permissions: Rule = ({ id, operation, answer }, { exchanges, keys: known }) => {
  if (!id.startsWith('permissions/') && !id.endsWith('/permission')) return undefined;
  if (!answer || !isDone(answer)) return undefined;
  const opening = exchanges.filter(({ operation: of, scope, response }) => {
    return of === operation.id && scope.includes('lack') && response && response.status < 300;
  });
  const theirs = opening.flatMap(({ request }) => known.get(keyName(request.headers['x-api-key']) ?? '') ?? []);
  return [...new Set(theirs)].map(
    (permission): Found => ({ fault: 'permission-not-required', parameters: { permission } }),
  );
};

/** The wrong order: other mistakes are found before the key or its permission is looked at. */
export const order: Rule = ({ id, answer, requirement: { status: [status = 401] = [] } }) => {
  if (!['auth/judged-before-the-request', 'permissions/judged-before-lookup'].includes(id) || !answer) return undefined;
  if (answer.status !== 401 && answer.status !== 403) return { fault: 'other-mistakes-first', parameters: { status } };
  const breaking: RefusalId = id.startsWith('auth/') ? 'auth/missing-key-401' : 'permissions/lacking-403';
  return { ...refusalLike(answer), breaking };
};
