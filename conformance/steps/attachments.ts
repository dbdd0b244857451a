/** Attachments that tickets list, and their downloads. */
import { isDeepStrictEqual } from 'node:util';
import { fieldSteps } from '../../contract/fields.js';
import { requirement } from '../../contract/requirements.js';
import { unknownFileId } from '../../contract/sample-requests.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer, Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { richFiles, richReading, sampleTickets } from './existing-tickets.js';

import { isAnswer } from './help-desk.js';
import { ticketIn } from './own-tickets.js';
import { update } from './updates.js';

export interface KnownAttachment {
  fileId: number;
  /** The metadata as the ticket lists it. */
  metadata: Record<string, unknown>;
}

/** The files of each entry of a thread as it came, if it is one. */
function filesByEntry(answer: Answer): { entry: object; files: Record<string, unknown>[] }[] {
  const { thread } = ticketIn(answer);
  return (Array.isArray(thread) ? (thread as unknown[]) : []).map((one) => {
    const entry = Object(one) as { attachments?: unknown };
    return { entry, files: Array.isArray(entry.attachments) ? (entry.attachments as Record<string, unknown>[]) : [] };
  });
}

const known = (files: readonly Record<string, unknown>[]): KnownAttachment[] =>
  files
    .filter((metadata) => Number.isInteger(Number(metadata?.file_id)) && Number(metadata.file_id) > 0)
    .map((metadata) => ({ fileId: Number(metadata.file_id), metadata }));

const ownFiles = (answer: Answer) => filesByEntry(answer).map(({ entry, files }) => (isAnswer(entry) ? [] : files));

/** How many files each entry of an own ticket has, but for those of answers. */
export const fileCounts = (answer: Answer): number[] => ownFiles(answer).map(({ length }) => length);

/** The attachments that an own ticket lists, without those of answers. */
export const attachmentsIn = (answer: Answer): KnownAttachment[] => known(ownFiles(answer).flat());

/** A file that the own rich ticket lists, where it lists it, and what was sent. */
export interface ListedFile extends KnownAttachment {
  ticket: Answer;
  pointer: string;
  sent: Buffer;
}

/** The files of the own rich ticket that it lists, by their names, or their places: at 0 that of the creation, at 1 that of the note. */
export async function listedFiles(t: Context): Promise<(ListedFile | undefined)[]> {
  const ticket = await richReading(t);
  const thread = ticketIn(ticket).thread as { attachments?: Record<string, unknown>[] }[];
  const listed = (Array.isArray(thread) ? thread : []).flatMap(({ attachments: its }, entry) =>
    (Array.isArray(its) ? its : []).map((metadata, index) => ({
      metadata,
      fileId: Number(metadata.file_id),
      pointer: `/thread/${entry}/attachments/${index}`,
    })),
  );
  const isAll = listed.length === richFiles.length;
  return richFiles.map(({ name, content }, index) => {
    const file = listed.find(({ metadata }) => metadata.filename === name) ?? (isAll ? listed[index] : undefined);
    return file && { ...file, ticket, sent: content };
  });
}

/**
 * A file of the own rich ticket: that of the creation, or where that was dropped, that of the note.
 *
 * @param shape what is read of it
 * @throws Untestable when it lists none, or says that in a broken shape
 */
export async function listedFile(t: Context, shape: RequirementId): Promise<ListedFile> {
  const ticket = await richReading(t);
  const shown = t.field(ticket, shape);
  const file = (await listedFiles(t)).find((one) => one !== undefined);
  if (file) return file;
  const needed = shown.length === 0 ? 'getTicket/attachments-listed' : 'getTicket/attachment-filename-is-string';
  throw new Untestable(needed, `Needed a file that was sent, but the ticket lists ${shown.length} others`);
}

/** All attachments that the sampled tickets list. */
export const attachments = async (t: Context): Promise<KnownAttachment[]> =>
  (await sampleTickets(t)).flatMap((ticket) => known(filesByEntry(ticket).flatMap(({ files }) => files)));

/** The same, and at least one. @throws Skip when there is none, Untestable when that of an own ticket is not listed */
export async function someAttachments(t: Context): Promise<[KnownAttachment, ...KnownAttachment[]]> {
  const [first, ...others] = await attachments(t);
  if (first) return [first, ...others];
  if (t.session.run.mode === 'read') throw new Skip('no-data', 'No ticket that could be read has an attachment.');
  t.field(await richReading(t), 'getTicket/attachment-file_id-is-integer');
  const listed = 'getTicket/attachments-listed';
  throw new Untestable(listed, `Needed ${listed}, but a ticket that was created with a file lists none`);
}

/** One attachment to download. @throws Skip or Untestable when there is none */
export const anAttachment = async (t: Context): Promise<KnownAttachment> => (await someAttachments(t))[0];

/**
 * A field of the files that an own ticket lists, without those of answers.
 *
 * @param shape the requirement that gives the field its shape
 * @throws as `Context.field`
 * @example fileField(t, ticket, 'getTicket/attachment-filename-is-string') // ['scan.png']
 */
export function fileField(t: Context, ticket: Answer, shape: RequirementId): unknown[] {
  t.field(ticket, shape);
  const name = fieldSteps(requirement(shape).field ?? '').at(-1) ?? '';
  return ownFiles(ticket).flatMap((files) => files.map((file) => file[name]));
}

/** Their IDs. @throws Untestable when they are no IDs */
export const fileIds = (t: Context, ticket: Answer): number[] =>
  fileField(t, ticket, 'getTicket/attachment-file_id-is-integer').map(Number);

/** @throws Untestable when a ticket does not list this number of files */
export function needsFiles(t: Context, ticket: Answer, count: number, prerequisite: RequirementId): void {
  const listed = fileIds(t, ticket).length;
  if (listed !== count) throw new Untestable(prerequisite, `The ticket lists ${listed} files of ${count}`);
}

/** Adds files with a note, where a creation may have dropped them. Not judged. */
export const addFiles = (t: Context, number: string, files: Record<string, string>[]): Promise<Answer> =>
  update(t, number, { note: 'A note with a file.', attachments: files });

/** The answer to the download of a file. Not judged. */
export const download = (t: Context, file_id: number, format: 'json' | 'xml' = 'json'): Promise<Answer> =>
  t.call('downloadAttachment', { path: { file_id, format } });

/** The same as JSON, once for all checks. Not judged. */
export const sharedDownload = (t: Context, fileId: number): Promise<Answer> =>
  t.share(`download of file ${fileId}`, (own) => download(own, fileId));

/** Whether a download says that it is the file with this metadata; nothing where one of them has no name. */
export function isOf(answer: Answer, { filename }: Record<string, unknown>): boolean | undefined {
  const { filename: downloaded } = (answer.meant ?? {}) as { filename?: unknown };
  return [downloaded, filename].every((name) => typeof name === 'string') ? downloaded === filename : undefined;
}

/** @throws Untestable when the ID that a ticket lists for a file leads to another one */
export function needsThatFile(answer: Answer, { fileId, metadata }: KnownAttachment): void {
  const leads = 'getTicket/attachment-file_id-downloads';
  if (isOf(answer, metadata) !== false) return;
  throw new Untestable(leads, `Needed ${leads}, but ${fileId} leads to a file with another name`);
}

/** Whether a download shows a file of its own: the same for one that never was is none. */
export async function showsFile(t: Context, answer: Answer): Promise<boolean> {
  if (!answer.isSuccess) return false;
  const never = await download(t, unknownFileId);
  return !never.isSuccess || !isDeepStrictEqual(never.json, answer.json);
}

/** How many files of the tickets that were read are downloaded. */
const sampleSize = 4;
/** Larger existing files are not downloaded: they take time and show nothing more. */
const largestExisting = 2_000_000;

export interface Downloaded extends KnownAttachment {
  answer: Answer;
}

/** Some files of the tickets that were read. Not judged. @throws Skip or Untestable when there is none */
export async function sampleOfDownloads(t: Context): Promise<[Downloaded, ...Downloaded[]]> {
  const files = (await someAttachments(t)).filter(({ metadata }) => !(Number(metadata.size) > largestExisting));
  const distinct = [...new Map(files.map((file) => [file.fileId, file])).values()].slice(0, sampleSize);
  const found: Downloaded[] = [];
  for (const file of distinct) found.push({ ...file, answer: await sharedDownload(t, file.fileId) });
  const [first, ...others] = found;
  if (!first) throw new Skip('no-data', 'No ticket that could be read has an attachment.');
  return [first, ...others];
}

/** Those that succeeded: in a run that writes, its own come first. @throws Skip or Untestable when there is none */
export async function sampleDownloads(t: Context): Promise<Downloaded[]> {
  const found = await sampleOfDownloads(t);
  t.needs(found[0].answer, 'downloadAttachment/answers-200');
  // Others may be damaged, or gone with their ticket: the operation is not to blame for that.
  return found.filter(({ answer }) => answer.isSuccess);
}

/** The content as it came. @throws Untestable when it is no text */
export const contentOf = (t: Context, answer: Answer): string =>
  String(t.value(answer, 'downloadAttachment/content-is-string'));

/** Whether a text is Base64 as RFC 4648 has it: complete, padded, without line breaks. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** The bytes of a file. @throws Untestable when its content is no Base64 */
export function bytesOf(t: Context, answer: Answer): Buffer {
  const content = contentOf(t, answer);
  if (isBase64(content)) return Buffer.from(content, 'base64');
  const id = 'downloadAttachment/content-is-base64';
  throw new Untestable(id, `Needed ${id}, but the content was ${content.slice(0, 60)}`);
}
