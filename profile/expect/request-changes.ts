/** What faults in requests make of the parameters and fields that the contract lists. */
import { type ParameterObject, resolve, type Schema } from '../../contract/document.js';
import { type OperationId, operation } from '../../contract/operations.js';
import type { Draft } from './draft.js';
import { movedIn } from './field-changes.js';
import type { Path } from './overlay.js';
import { pathOf, schemaPath } from './schema-path.js';

/** Where the field stands; nothing where requests of the operation do not have it. */
function requestFieldPath(draft: Draft, id: OperationId, ids: readonly OperationId[], field: string): Path | undefined {
  if (!operation(id).requestSchema) return undefined;
  const body = [...pathOf(id), 'requestBody', 'content', 'application/json', 'schema'];
  const path = schemaPath(draft, body, field, ids);
  return draft.at(path) === undefined ? undefined : path;
}

/** Says something of a field of requests. */
export function describeField(draft: Draft, ids: readonly OperationId[], field: string, text: string): void {
  for (const id of ids) {
    const path = requestFieldPath(draft, id, ids, field);
    if (path) describe(draft, path, resolve(draft.at<Schema>(path) as Schema, draft.document).description, text);
  }
}

/** Says something of a parameter. */
export function describeParameter(draft: Draft, ids: readonly OperationId[], name: string, text: string): void {
  for (const id of ids) {
    const path = [...pathOf(id), 'parameters'];
    const parameters = draft.at<ParameterObject[]>(path) ?? [];
    const index = parameters.findIndex((one) => one.name === name);
    if (index >= 0) describe(draft, [...path, index], draft.at<Schema>([...path, index])?.description, text);
  }
}

function describe(draft: Draft, path: Path, old: unknown, text: string): void {
  if (String(old).includes(text)) return;
  draft.merge(path, { description: `${old === undefined ? '' : `${String(old).trim()} `}${text}` });
}

/** A field of requests that is refused wherever it stands. */
export function withoutRequestField(draft: Draft, ids: readonly OperationId[], field: string): void {
  for (const id of ids) {
    const path = requestFieldPath(draft, id, ids, field);
    if (path) movedIn(draft, path, field);
  }
}
