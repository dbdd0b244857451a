/** The bytes and the names of stored files, and whose fault it is where they are not those that were sent. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import {
  attachmentsIn,
  contentOf,
  download,
  fileField,
  fileIds,
  type KnownAttachment,
  listedFiles,
  needsThatFile,
  sharedDownload,
} from './attachments.js';
import { ownDownloadIfAny } from './large-file.js';
import { needsReading } from './only-in-xml.js';

/** By which operation a file came to its ticket. */
export type Way = 'createTicket' | 'updateTicket';
const ways: readonly Way[] = ['createTicket', 'updateTicket'];

/** The bytes of files that a ticket lists. @throws Untestable when they cannot be downloaded */
export async function storedFiles(t: Context, ticket: Answer, listed = attachmentsIn(ticket)): Promise<Buffer[]> {
  const files: Buffer[] = [];
  fileIds(t, ticket);
  needsOwnIds(listed);
  for (const file of listed) {
    const answer = t.needs(await download(t, file.fileId), 'downloadAttachment/answers-200');
    needsThatFile(answer, file);
    files.push(Buffer.from(contentOf(t, answer), 'base64'));
  }
  return files;
}

/** @throws Untestable when two files of other sizes are listed with one ID */
function needsOwnIds(listed: readonly KnownAttachment[]): void {
  const id = 'getTicket/attachment-file_id-downloads';
  const sizes = new Map<number, unknown>();
  for (const { fileId, metadata } of listed) {
    if (sizes.has(fileId) && sizes.get(fileId) !== metadata.size)
      throw new Untestable(id, `Needed ${id}, but ${fileId} stands for files of two sizes`);
    sizes.set(fileId, metadata.size);
  }
}

/**
 * Whether the file of the own rich ticket that came this way comes back as it was sent.
 *
 * @returns nothing where it is not listed, or cannot be downloaded
 */
async function comesBack(t: Context, way: Way): Promise<boolean | undefined> {
  const file = (await listedFiles(t))[ways.indexOf(way)];
  if (!file) return undefined;
  const answer = await sharedDownload(t, file.fileId);
  return answer.isSuccess ? Buffer.from(contentOf(t, answer), 'base64').equals(file.sent) : undefined;
}

/** Whether bytes come back changed the other way too: then it is the download that changes them. */
export const isChangedByDownloads = async (t: Context, way: Way): Promise<boolean> =>
  (await comesBack(t, way === 'createTicket' ? 'updateTicket' : 'createTicket')) === false;

/** Whether a file is listed with the size that was sent, and another size comes back: then it is the download that cuts. */
const isCutByDownload = (listed: KnownAttachment | undefined, sent: Uint8Array, got: Uint8Array | undefined): boolean =>
  listed?.metadata.size === sent.length && got?.length !== sent.length;

/** @throws Untestable when it is the download that changes bytes */
async function needsDownloads(t: Context, way: Way, isCut = false): Promise<void> {
  if (!isCut && !(await isChangedByDownloads(t, way))) return;
  const id = isCut ? 'downloadAttachment/size-in-bytes' : 'downloadAttachment/content-is-base64';
  throw new Untestable(id, `Needed ${id}, but files come back otherwise than they are listed`);
}

/** Bytes that come back changed only where they came with a creation are the creation's fault. @throws Untestable then */
export async function needsCreations(t: Context): Promise<void> {
  if ((await comesBack(t, 'createTicket')) !== false || (await comesBack(t, 'updateTicket')) !== true) return;
  const id = 'createTicket/attachment-stored';
  throw new Untestable(id, `Needed ${id}, but a file of a creation comes back changed, and one of an update does not`);
}

/** @throws Untestable when a ticket lists its files in XML: then it is the reading that lacks them */
const needsListing = (t: Context, ticket: Answer, count: number): Promise<void> =>
  needsReading(
    t,
    ticket,
    'getTicket/attachments-listed',
    'only the XML of a ticket lists its files',
    (asXml) => attachmentsIn(asXml).length === count,
  );

/**
 * Expects a ticket to have files with exactly these bytes, in any order and under any name.
 *
 * @param listed those of its files that are meant (default: all)
 */
export async function expectFiles(
  t: Context,
  way: Way,
  ticket: Answer,
  sent: readonly Uint8Array[],
  listed?: KnownAttachment[],
): Promise<void> {
  const stored = await storedFiles(t, ticket, listed);
  if (!listed && stored.length < sent.length) await needsListing(t, ticket, sent.length);
  const expected = sent.length === 1 ? 'one file' : `${sent.length} files`;
  t.that(stored.length === sent.length, expected, `${stored.length} of ${sent.length} stored`, ticket, '/thread');
  const left = [...stored];
  for (const bytes of sent) {
    const index = left.findIndex((one) => one.equals(bytes));
    if (index < 0) {
      const [only, ...others] = attachmentsIn(ticket);
      await needsDownloads(t, way, others.length === 0 && isCutByDownload(only, bytes, stored[0]));
    }
    t.that(index >= 0, `a file with the ${bytes.length} bytes that were sent`, described(left), ticket, '/thread');
    left.splice(index, 1);
  }
}

/** Expects a file that a ticket lists to be downloaded with exactly these bytes. */
export async function expectFile(
  t: Context,
  way: Way,
  ticket: Answer,
  file: KnownAttachment,
  sent: Buffer,
): Promise<void> {
  const answer = t.needs(await sharedDownload(t, file.fileId), 'downloadAttachment/answers-200');
  const got = Buffer.from(contentOf(t, answer), 'base64');
  if (!got.equals(sent)) await needsDownloads(t, way, isCutByDownload(file, sent, got));
  t.that(got.equals(sent), `the ${sent.length} bytes that were sent`, described([got]), [ticket, answer], '/content');
}

/** The names of the files that an own ticket lists. @throws as `Context.field` */
export const listedNames = (t: Context, ticket: Answer): string[] =>
  fileField(t, ticket, 'getTicket/attachment-filename-is-string').map(String);

/** Their sizes, in bytes. @throws as `Context.field` */
export const listedSizes = (t: Context, ticket: Answer): unknown[] =>
  fileField(t, ticket, 'getTicket/attachment-size-is-integer');

/** @throws Untestable when a ticket says another size of a large file that is whole */
export async function needsSizes(t: Context): Promise<void> {
  const { metadata, bytes } = (await ownDownloadIfAny(t)) ?? {};
  const id = 'getTicket/attachment-size-in-bytes';
  if (!bytes || !metadata || metadata.size === bytes.length) return;
  throw new Untestable(id, `Needed ${id}, but a file of ${bytes.length} bytes is listed with ${metadata.size}`);
}

/** Expects files to be listed with the names that were sent, in any order. @throws Untestable when it is the list that changes names */
export async function expectNames(
  t: Context,
  ticket: Answer,
  shown: readonly unknown[],
  sent: readonly string[],
): Promise<void> {
  const [listed, expected] = [shown, sent].map((names) => names.map((name) => String(name).normalize()).sort());
  if (!isDeepStrictEqual(listed, expected)) await needsListedNames(t);
  t.equal(ticket, '/thread', listed, expected);
}

/** @throws Untestable when a file is listed with another name than its download has, which is that which was sent */
export async function needsListedNames(t: Context): Promise<void> {
  const { metadata, name, answer } = (await ownDownloadIfAny(t)) ?? {};
  const { filename } = (answer?.meant ?? {}) as { filename?: unknown };
  if (name === undefined || String(filename).normalize() !== name.normalize() || metadata?.filename === filename)
    return;
  const id = 'downloadAttachment/agrees-with-metadata';
  throw new Untestable(id, `Needed ${id}, but a ticket lists ${name} as ${metadata?.filename}`);
}

/** Files for people: how long, and how they begin. */
const described = (files: readonly Buffer[]) =>
  files
    .map((one) => `${one.length} bytes beginning ${one.subarray(0, 16).toString('hex') || 'with nothing'}`)
    .join('; ');
