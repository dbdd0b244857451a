/** Which requests break a requirement: those that must be refused for it. */
import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { attachmentLimits, fileTypes } from '../../contract/attachments.js';
import { operation } from '../../contract/operations.js';
import { requirement, topicOf } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import {
  brokenField,
  hasTooLongText,
  hasUnknownField,
  hasUnknownParameter,
  hasWrongValue,
  repeatsParameter,
  requestField,
} from './broken-fields.js';
import type { Condition, FaultAnswer, FaultRequest } from './fault.js';
import { type Item, itemsOf, nameOfFile, sizeOf, totalSize } from './files.js';
import { keyOf, keyRow } from './key.js';
import { bodyOf, hasBody, type Json, parsed } from './request.js';

/**
 * Tells the requests that break a requirement.
 *
 * @returns nothing where a request does not say so by itself, but only with what the installation holds
 */
export function breaks(id: RequirementId): Condition | undefined {
  const [, rule = ''] = id.split('/');
  return requests[id] ?? (bodies[rule] ? hasBody(bodies[rule]) : brokenField(id));
}

const textOf = ({ body }: FaultRequest) => body?.toString() ?? '';

const { files, fileBytes, totalBytes } = attachmentLimits;
/** As long as the attachments of one request may be in Base64, and a little. */
const longest = totalBytes * 1.4;

const requests: Partial<Record<RequirementId, Condition>> = {
  'auth/missing-key-401': (sent) => keyOf(sent) === undefined,
  'auth/empty-key-401': (sent) => keyOf(sent) === '',
  'auth/unknown-key-401': async (sent, environment) => Boolean(keyOf(sent)) && !(await keyRow(sent, environment)),
  'auth/inactive-key-401': async (sent, environment) => (await keyRow(sent, environment))?.isactive === 0,
  'permissions/lacking-403': async (sent, environment) => {
    const key = await keyRow(sent, environment);
    return key?.isactive === 1 && sent.operation !== undefined && key[operation(sent.operation).permission] !== 1;
  },
  'errors/broken-json-400': (sent) => textOf(sent) !== '' && parsed(sent) === undefined,
  'errors/body-not-an-object-400': (sent) => parsed(sent) !== undefined && bodyOf(sent) === undefined,
  'errors/missing-body-400': (sent) => textOf(sent) === '',
  'errors/wrong-content-type-415': ({ headers: { 'content-type': type } }) =>
    type !== undefined && type !== 'application/json',
  'errors/invalid-utf8-400': ({ body }) => body !== undefined && !isUtf8(body),
  'errors/nul-character-400': (sent) => textOf(sent).includes('\\u0000'),
  'createTicket/too-long-refused': hasTooLongText,
  'updateTicket/note-title-too-long-refused': hasTooLongText,
  'updateTicket/unknown-field-refused': hasUnknownField,
  'updateTicketByPut/unknown-field-refused': hasUnknownField,
  'searchTickets/repeated-parameter-refused': repeatsParameter,
  'searchTickets/unknown-parameter-refused': (sent) => !repeatsParameter(sent) && hasUnknownParameter(sent),
  'errors/body-too-large-413': ({ body }) => (body?.length ?? 0) > longest,
  'errors/unsupported-extension': ({ url }) => !/\.(json|xml)$/.test(url.split('?')[0] ?? ''),
};

const dataUri = /^data:[^;,]+;base64,/;
const isBase64 = (text: string) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
const supported = new Set(
  Object.values(fileTypes).flatMap((types) => Object.values(types).flatMap(({ extensions }) => extensions)),
);
const isItem = (item: unknown): item is Item => item !== null && typeof item === 'object' && !Array.isArray(item);

/** Whether one of the files is so; what has not one name is none. */
const someFile =
  (fits: (name: string, uri: string) => boolean) =>
  (sent: Json): boolean =>
    itemsOf(sent).some(
      (item) =>
        isItem(item) && Object.keys(item).length === 1 && fits(nameOfFile(item), String(Object.values(item)[0])),
    );

/** By the last part of the requirement's ID. */
const bodies: Record<string, (sent: Json) => boolean> = {
  'attachments-at-most-five': (sent) => itemsOf(sent).length > files,
  'attachment-at-most-ten-mb': (sent) => itemsOf(sent).some((item) => sizeOf(item) > fileBytes),
  'attachments-at-most-fifty-mb': (sent) => totalSize(sent) > totalBytes,
  'attachment-unsupported-type-400': someFile((name) => !supported.has(extname(name).slice(1).toLowerCase())),
  'attachment-not-a-data-uri-400': someFile((_, uri) => !dataUri.test(uri)),
  'attachment-broken-base64-400': someFile((_, uri) => dataUri.test(uri) && !isBase64(uri.replace(dataUri, ''))),
  'attachment-not-an-object-400': (sent) => itemsOf(sent).some((item) => !isItem(item)),
  'attachment-without-a-name-400': (sent) =>
    itemsOf(sent).some((item) => isItem(item) && (Object.keys(item).length !== 1 || nameOfFile(item) === '')),
  'attachments-need-a-note': (sent) => 'attachments' in sent && !sent.note,
};

/**
 * Whether the unbroken server refused a request for this requirement. What its validator finds in a field, it puts under
 * one requirement of that field, whatever is wrong there.
 */
export function isRefusedFor(id: RequirementId, sent: FaultRequest, { refusedFor }: FaultAnswer): boolean {
  if (refusedFor === undefined || refusedFor === id) return refusedFor === id;
  const field = requestField(id)?.field;
  return (
    field !== undefined &&
    requirement(refusedFor).field === field &&
    topicOf(refusedFor) === topicOf(id) &&
    hasBody((body) => hasWrongValue(body[field], id))(sent)
  );
}

/** What breaks the requirement in a request: the value of its field, or the body as a whole. */
export function breakingValue(id: RequirementId, sent: FaultRequest): unknown {
  const field = requestField(id)?.field;
  return field === undefined ? parsed(sent) : bodyOf(sent)?.[field];
}
