/** Where in the contract something of an operation stands. */
import { methods, type ResponseObject, resolve, type Schema } from '../../contract/document.js';
import { fieldSteps } from '../../contract/fields.js';
import { type OperationId, operation, operations } from '../../contract/operations.js';
import type { Draft } from './draft.js';
import type { Path } from './overlay.js';

export const pathOf = (id: OperationId): Path => ['paths', operation(id).path, operation(id).method];

/** The path of an answer that is no reference any more, so that it can be changed for this operation alone. */
export function ownResponse(draft: Draft, id: OperationId, code: string): Path {
  const path = [...pathOf(id), 'responses', code];
  const response = draft.at<ResponseObject>(path);
  if (response?.$ref) draft.replace(path, resolve(response, draft.document));
  return path;
}

const schemas: Path = ['components', 'schemas'];

/**
 * The path of the schema of a field. Components on the way that other operations use, too, are copied first: they get a
 * name of their own.
 *
 * @param start path of the schema of the body
 * @param ids the operations that the change is for
 */
export function schemaPath(draft: Draft, start: Path, field: string, ids: readonly OperationId[]): Path {
  let path = start;
  for (const step of fieldSteps(field)) {
    path = objectAt(draft, ofTheirOwn(draft, path, ids), ids);
    if (step === '[]') path = [...path, 'items'];
    else if (step === '{}') path = [...path, 'additionalProperties'];
    else path = [...path, 'properties', step];
  }
  return path;
}

/** Of alternatives, the one that is an object. */
function objectAt(draft: Draft, path: Path, ids: readonly OperationId[]): Path {
  const options = draft.at<Schema>(path)?.oneOf;
  const index = options?.findIndex((option) => option.type !== 'null') ?? -1;
  return index < 0 ? path : ofTheirOwn(draft, [...path, 'oneOf', index], ids);
}

/** Follows a reference to a component that no other operations use. */
function ofTheirOwn(draft: Draft, path: Path, ids: readonly OperationId[]): Path {
  const $ref = draft.at<Schema>(path)?.$ref;
  if ($ref === undefined) return path;
  const name = $ref.split('/').at(-1) ?? '';
  const [first = ''] = ids;
  if (isSharedWithOthers(draft, $ref, ids)) {
    const copy = `${name}Of${first.slice(0, 1).toUpperCase()}${first.slice(1)}`;
    const isNew = draft.at([...schemas, copy]) === undefined;
    if (isNew) draft.merge(schemas, { [copy]: draft.at([...schemas, name]) });
    draft.merge(path, { $ref: `#/components/schemas/${copy}` });
    return ofTheirOwn(draft, [...schemas, copy], ids);
  }
  return ofTheirOwn(draft, [...schemas, name], ids);
}

function isSharedWithOthers(draft: Draft, $ref: string, ids: readonly OperationId[]): boolean {
  // What is another method of an operation does the same.
  const theirs = new Set(operations.filter(({ id, sameAs }) => ids.includes(sameAs ?? id)).map(({ id }) => id));
  for (const id of ids) theirs.add(id);
  return Object.values(draft.document.paths)
    .flatMap((item) => methods.flatMap((method) => item[method] ?? []))
    .filter(({ operationId }) => !theirs.has(operationId as OperationId))
    .some((other) => refersTo(draft, other, $ref));
}

/** Whether a part of the contract refers to a component, directly or through others. */
function refersTo(draft: Draft, part: unknown, $ref: string, seen = new Set<string>()): boolean {
  if (part === null || typeof part !== 'object') return false;
  const its = (part as Schema).$ref;
  if (its === $ref) return true;
  if (typeof its === 'string' && !seen.has(its)) {
    seen.add(its);
    if (refersTo(draft, draft.at(its.replace('#/', '').split('/')), $ref, seen)) return true;
  }
  return Object.values(part).some((value) => refersTo(draft, value, $ref, seen));
}
