/** What faults in codes, content types and bodies make of the answers that the contract lists. */
import { isDeepStrictEqual } from 'node:util';
import type { MediaType, ResponseObject, Schema } from '../../contract/document.js';
import { resolve } from '../../contract/document.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { validator } from '../../contract/validators.js';
import type { Draft } from './draft.js';
import { schemaOf } from './field-changes.js';
import type { Path } from './overlay.js';
import { ownResponse, pathOf } from './schema-path.js';

const responsesPath = (id: OperationId): Path => [...pathOf(id), 'responses'];

/** A content type without its parameters, as a contract lists it. */
const plainType = (type: string) => type.split(';')[0]?.trim() || 'application/octet-stream';

/** The code that successes have now. */
const successCode = (draft: Draft, id: OperationId) => {
  const documented = String(operation(id).successStatus);
  const codes = Object.keys(draft.at<object>(responsesPath(id)) ?? {});
  return codes.includes(documented) ? documented : (codes.find((code) => code.startsWith('2')) ?? documented);
};

/** Successes have another code. */
export function successStatus(draft: Draft, id: OperationId, status: number): void {
  const code = successCode(draft, id);
  const path = [...responsesPath(id), code];
  const response = draft.at(path);
  if (code === String(status)) return;
  draft.remove(path);
  draft.merge(responsesPath(id), { [status]: response });
}

/** Successes have another content type. */
export function successType(draft: Draft, id: OperationId, type: string): void {
  const path = [...ownResponse(draft, id, successCode(draft, id)), 'content'];
  const [media] = Object.values(draft.at<Record<string, MediaType>>(path) ?? {});
  draft.replace(path, { [plainType(type)]: media });
}

/** Successes have another body, which is no JSON. */
export function successBody(draft: Draft, id: OperationId, type: string, body: string): void {
  const path = [...ownResponse(draft, id, successCode(draft, id)), 'content'];
  draft.replace(path, { [plainType(type)]: textMedia(body) });
}

const textMedia = (body: string, name = 'seen'): MediaType => ({
  schema: { type: 'string' },
  examples: { [name]: { value: body } },
});

/** The documented error object. */
function errorSchema(id: OperationId): Schema {
  const { responses } = operation(id);
  const [code] = Object.keys(responses).filter((one) => Number(one) >= 400);
  return (code && responses[code]?.['application/json']?.schema) || { type: 'object' };
}

/**
 * Adds an answer to those that are listed.
 *
 * @param name of the example: what it was the answer to
 */
export function addAnswer(
  draft: Draft,
  id: OperationId,
  { status, type, body }: { status: number; type: string; body: string },
  name: string,
): void {
  const code = String(status);
  const media = plainType(type);
  const known = draft.at<ResponseObject>([...responsesPath(id), code]);
  const content = known && resolve(known, draft.document).content?.[media];
  const isJson = media === 'application/json';
  const added = isJson ? jsonMedia(id, { status, body }, content, name) : textMedia(body, name);
  if (!added) return;
  const description = 'Not in the contract; this installation answers it.';
  if (!known) draft.merge(responsesPath(id), { [code]: { description, content: { [media]: added } } });
  else {
    const path = [...ownResponse(draft, id, code), 'content'];
    if (content && isJson) draft.replace([...path, media], added);
    else draft.merge(path, { [media]: added });
  }
}

function schemaOfBody(id: OperationId, value: unknown): Schema {
  if (value === undefined) return {};
  return validator(errorSchema(id))(value) ? errorSchema(id) : schemaOf(value);
}

/** What is new in a body of JSON; nothing where the contract has it. */
function jsonMedia(
  id: OperationId,
  { status, body }: { status: number; body: string },
  known: MediaType | undefined,
  name: string,
): MediaType | undefined {
  const value = parsed(body);
  const documented = operation(id).responses[status]?.['application/json'];
  if (known && (value === undefined || (documented && validator(documented.schema)(value)))) return undefined;
  const schema = schemaOfBody(id, value);
  const examples = value === undefined ? {} : { [name]: { value } };
  if (!known) return { schema, examples };
  const options = known.schema.anyOf ?? [known.schema];
  const isKnown = (options as Schema[]).some((option) => isDeepStrictEqual(option, schema));
  return {
    schema: isKnown ? known.schema : { anyOf: [...(options as Schema[]), schema] },
    examples: { ...known.examples, ...examples },
  };
}

/** What was cut in a profile is no JSON any more. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const errorCodes = (draft: Draft, id: OperationId) =>
  Object.keys(draft.at<object>(responsesPath(id)) ?? {}).filter((code) => Number(code) >= 400);

/** All errors have another content type. */
export function errorType(draft: Draft, id: OperationId, type: string): void {
  for (const code of errorCodes(draft, id)) {
    const path = [...ownResponse(draft, id, code), 'content'];
    const [media] = Object.values(draft.at<Record<string, MediaType>>(path) ?? {});
    draft.replace(path, { [plainType(type)]: media });
  }
}

/** Errors have another code. @param from these; without it all */
export function errorStatus(draft: Draft, id: OperationId, status: number, from: readonly number[] | undefined): void {
  const codes = errorCodes(draft, id).filter((code) => from === undefined || from.includes(Number(code)));
  const [first] = codes;
  if (first === undefined) return;
  const response = draft.at([...responsesPath(id), first]);
  for (const code of codes) draft.remove([...responsesPath(id), code]);
  if (draft.at([...responsesPath(id), String(status)]) === undefined)
    draft.merge(responsesPath(id), { [status]: response });
}

/** Errors may lack a header. */
export function withoutHeader(draft: Draft, id: OperationId, header: string): void {
  for (const code of errorCodes(draft, id)) {
    const known = resolve(draft.at<ResponseObject>([...responsesPath(id), code]) as ResponseObject, draft.document);
    const headers = (known as { headers?: Record<string, unknown> }).headers ?? {};
    const name = Object.keys(headers).find((one) => one.toLowerCase() === header.toLowerCase());
    if (name === undefined) continue;
    const path = [...ownResponse(draft, id, code), 'headers'];
    draft.remove(Object.keys(headers).length > 1 ? [...path, name] : path);
  }
}
