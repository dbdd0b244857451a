/** Attachments of createTicket and updateTicket: dropped, damaged, renamed, and their limits off by one. */
import { extname } from 'node:path';
import { attachmentLimits, fileTypes, surelyAllowedBytes } from '../../../contract/attachments.js';
import { requirements } from '../../../contract/requirements.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { at, both, type Fault } from '../../../server/faults/fault.js';
import { field } from '../../../server/faults/field.js';
import { type Item, itemsOf, nameOfFile, sizeOf, totalSize } from '../../../server/faults/files.js';
import { body, ignores, refusesBody } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

const { files } = attachmentLimits;

const extensions = Object.entries(fileTypes).flatMap(([category, types]) =>
  Object.values(types).flatMap((type) => type.extensions.map((extension) => ({ category, extension }))),
);

/** The files that are stored are not those that were sent. */
export const stored = (change: (items: Item[]) => Item[]): Fault =>
  body((sent) => (Array.isArray(sent.attachments) ? { ...sent, attachments: change(itemsOf(sent)) } : sent));

const eachItem = (change: (name: string, uri: string) => [name: string, uri: string]): Fault =>
  stored((all) =>
    all.map((item) => Object.fromEntries(Object.entries(item).map(([name, uri]) => change(name, String(uri))))),
  );

/** The bytes of each file that is stored are changed. */
export const eachContent = (change: (bytes: Buffer) => Buffer): Fault =>
  eachItem((name, uri) => {
    const [start, base64 = ''] = uri.split(';base64,');
    return [name, `${start};base64,${change(Buffer.from(base64, 'base64')).toString('base64')}`];
  });

const unixLines = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');

const withoutMark = (bytes: Buffer) => (bytes.indexOf('\ufeff') === 0 ? bytes.subarray(3) : bytes);

/** By the last part of the requirement's ID. */
const rules: [rule: string, description: string, fault: Fault, options?: Row[3]][] = [
  ['attachment-stored', 'files are dropped', ignores('attachments')],
  ['attachment-stored', 'the last byte is cut', eachContent((bytes) => bytes.subarray(0, -1))],
  ['attachment-stored', 'line ends are changed', eachContent(unixLines)],
  ['attachment-stored', 'a mark of the encoding is dropped', eachContent(withoutMark)],
  ['attachment-name', '%20 is taken for a blank', eachItem((name, uri) => [name.replaceAll('%20', ' '), uri])],
  ['attachment-name', 'files are renamed', eachItem((name, uri) => [`file${extname(name)}`, uri])],
  ['attachment-name', 'an & is escaped', eachItem((name, uri) => [name.replaceAll('&', '&amp;'), uri])],
  ['attachment-name', 'names are cut at 100 characters', eachItem((name, uri) => [name.slice(0, 100), uri])],
  [
    'attachment-type',
    'files get another type',
    eachItem((name, uri) => [name, uri.replace(/^data:[^;]*/, 'data:application/pdf')]),
  ],
  ['attachments-several', 'only the first file is stored', stored((all) => all.slice(0, 1))],
  [
    'attachments-several',
    'the first file is stored for all',
    stored((all) => all.map((item) => ({ [nameOfFile(item)]: Object.values(all[0] ?? {})[0] }))),
  ],
  [
    'attachments-same-name',
    'a name is kept once',
    stored((all) =>
      all.filter((item, place) => all.findIndex((other) => nameOfFile(other) === nameOfFile(item)) === place),
    ),
  ],
  ['attachments-five-accepted', 'five files are refused', refusesBody((sent) => itemsOf(sent).length >= files)],
  ['attachments-five-accepted', 'the fifth file is dropped', stored((all) => all.slice(0, files - 1))],
  ['attachments-at-most-five', 'the sixth file is dropped', stored((all) => all.slice(0, files))],
  [
    'attachment-ten-mb-accepted',
    'files just under 10 MB are refused',
    refusesBody((sent) => itemsOf(sent).some((item) => sizeOf(item) >= surelyAllowedBytes)),
  ],
  [
    'attachments-fifty-mb-accepted',
    'files just under 50 MB together are refused',
    refusesBody((sent) => totalSize(sent) >= files * surelyAllowedBytes),
  ],
  ...extensions.map(({ category, extension }): [string, string, Fault] => [
    `attachments-${category.toLowerCase()}`,
    `.${extension} files are refused`,
    refusesBody((sent) => itemsOf(sent).some((item) => nameOfFile(item).endsWith(`.${extension}`))),
  ]),
];

const existing = new Set<string>(requirements.map(({ id }) => id));

/** The server takes no path, so one is stored with another character in place of each slash, and shown with them. */
const slash = '\u2215';
const withSlashes = (name: unknown) => String(name).replaceAll(slash, '/');
const keepsPath = both(
  at(
    'createTicket',
    eachItem((name, uri) => [name.replaceAll(/[\\/]/g, slash), uri]),
  ),
  both(
    at('getTicket', field('thread[].attachments[].filename', withSlashes)),
    at('downloadAttachment', field('filename', withSlashes)),
  ),
);

export const attachments: Row[] = [
  ...(['createTicket', 'updateTicket'] as const).flatMap((operation) =>
    rules
      .map(([rule, ...row]): Row => [`${operation}/${rule}` as RequirementId, ...row])
      .filter(([id]) => existing.has(id)),
  ),
  ['createTicket/attachment-name-is-no-path', 'a path is kept', keepsPath, { at: 'all' }],
];
