/** Attachments of createTicket and updateTicket: dropped, damaged, renamed, and their limits off by one. */
import { attachmentLimits, fileTypes } from '../../../contract/attachments.js';
import { requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import type { Fault } from '../engine/fault.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { json, refusalStatus } from '../faults/answer.js';
import { itemsOf, nameOfFile, sizeOf, totalSize, withBytes, withItems } from '../faults/attachments.js';
import { brokenFiles } from '../faults/broken-files.js';
import { accepted, refusedButDone } from '../faults/effect.js';
import { changeField } from '../faults/field.js';
import { withoutField } from '../faults/repair.js';
import { body, type Json, passedOver, refusesBody, whereBody } from '../faults/request.js';

const { files, fileBytes, totalBytes } = attachmentLimits;
const existing = new Set<string>(requirements.map(({ id }) => id));

const allTypes = Object.entries(fileTypes).flatMap(([category, types]) =>
  Object.values(types).flatMap(({ extensions }) => extensions.map((extension) => ({ category, extension }))),
);

/** What a ticket lists of its files is changed, and what downloading says of them too. */
const listedAs = (field: string, value: unknown): Fault => {
  const listed = json('getTicket', (ticket) => changeField(ticket, `thread[].attachments[].${field}`, () => value));
  const downloaded = json('downloadAttachment', (file) => ({ ...file, [field]: value }));
  return (request, forward, around) => listed(request, (sent) => downloaded(sent, forward, around), around);
};

/** A name with a path in it is accepted, and listed as it was sent. */
const keepsPath = (operation: 'createTicket' | 'updateTicket'): Fault => {
  const listed = listedAs('filename', '../../etc/passwd.txt');
  const made = body(operation, (sent) =>
    withItems(sent, (all) =>
      all.map((item) =>
        Object.fromEntries(Object.entries(item).map(([name, uri]) => [name.replaceAll(/.*[\\/]/g, ''), uri])),
      ),
    ),
  );
  return (request, forward, around) => listed(request, (sent) => made(sent, forward, around), around);
};

const textLines = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');

function ofOperation(operation: 'createTicket' | 'updateTicket'): Mutant[] {
  const one = (rule: string, description: string, fault: Fault): Mutant[] => {
    const id = `${operation}/${rule}`;
    return existing.has(id) ? [mutant(id as RequirementId, description, fault)] : [];
  };
  /** Requests that must be refused. */
  const refusals = (rule: keyof typeof brokenFiles, what: string) => {
    const broken = (description: string, fault: Fault) =>
      one(rule, `${what} is ${description}`, whereBody(brokenFiles[rule], fault));
    return [
      ...broken('accepted, without its files', accepted(operation, withoutField('attachments'))),
      ...broken('refused but carried out', refusedButDone(operation, withoutField('attachments'))),
      ...broken('answered with 500', refusalStatus(operation, 500)),
    ];
  };
  /** Requests that must be accepted. */
  const refuses = (rule: string, description: string, fits: (body: Json) => boolean) =>
    one(rule, description, refusesBody(operation, fits));
  const items = (change: Parameters<typeof withItems>[1]) => body(operation, (sent) => withItems(sent, change));
  return [
    ...one('attachment-stored', 'files are dropped', passedOver(operation, 'attachments')),
    ...one(
      'attachment-stored',
      'the last byte is cut',
      items((all) => all.map((item) => withBytes(item, (bytes) => bytes.subarray(0, -1)))),
    ),
    ...one(
      'attachment-stored',
      'line ends are changed',
      items((all) => all.map((item) => withBytes(item, textLines))),
    ),
    ...one('attachment-name', 'files are renamed', listedAs('filename', 'file')),
    ...one('attachment-type', 'files get another type', listedAs('mime_type', 'application/octet-stream')),
    ...one(
      'attachments-several',
      'only the first file is stored',
      items((all) => all.slice(0, 1)),
    ),
    ...one(
      'attachments-several',
      'the first file is stored for all',
      items((all) => all.map((item) => ({ [nameOfFile(item)]: Object.values(all[0] ?? {})[0] }))),
    ),
    ...one(
      'attachments-same-name',
      'a name is kept once',
      items((all) => all.filter((item, at) => all.findIndex((other) => nameOfFile(other) === nameOfFile(item)) === at)),
    ),
    ...refuses('attachments-five-accepted', 'five files are refused', (sent) => itemsOf(sent).length >= files),
    ...one(
      'attachments-five-accepted',
      'the fifth file is dropped',
      items((all) => all.slice(0, files - 1)),
    ),
    ...one(
      'attachments-at-most-five',
      'the sixth file is dropped',
      items((all) => all.slice(0, files)),
    ),
    ...refusals('attachments-at-most-five', 'six files'),
    ...refuses('attachment-ten-mb-accepted', '10 MB are refused', (sent) =>
      itemsOf(sent).some((item) => sizeOf(item) >= fileBytes),
    ),
    ...refusals('attachment-at-most-ten-mb', 'a file over 10 MB'),
    ...refuses('attachments-fifty-mb-accepted', '50 MB together are refused', (sent) => totalSize(sent) >= totalBytes),
    ...refusals('attachments-at-most-fifty-mb', 'more than 50 MB'),
    ...allTypes.flatMap(({ category, extension }) =>
      refuses(`attachments-${category.toLowerCase()}`, `.${extension} files are refused`, (sent) =>
        itemsOf(sent).some((item) => nameOfFile(item).endsWith(`.${extension}`)),
      ),
    ),
    ...refusals('attachment-unsupported-type-400', 'an unsupported type'),
    ...refusals('attachment-not-a-data-uri-400', 'no data-URI'),
    ...refusals('attachment-broken-base64-400', 'broken Base64'),
    ...refusals('attachment-not-an-object-400', 'an item that is no object'),
    ...refusals('attachment-without-a-name-400', 'a file without a name'),
    ...one('attachment-name-is-no-path', 'a path is kept', keepsPath(operation)),
    ...refusals('attachments-need-a-note', 'files without a note'),
  ];
}

export const attachmentMutants: Mutant[] = [...ofOperation('createTicket'), ...ofOperation('updateTicket')];
