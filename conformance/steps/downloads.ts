/** Downloads of files, asked for once for all checks. */

import type { Answer } from '../client/answer.js';
import { isSuccess } from '../client/success.js';
import type { Context } from '../kernel/context.js';
import { Skip, Untestable } from '../kernel/outcome.js';
import { told } from './created.js';
import { type KnownAttachment, someAttachments } from './existing.js';
import { type OwnFile, ownFile } from './own-file.js';

/** How many files of the tickets that were read are downloaded. */
const sampleSize = 4;
/** Existing files that are larger are left alone: they would take their time and say nothing more. */
const largestExisting = 2_000_000;

/** The answer to the download of a file as JSON. Not judged. */
export const download = (t: Context, fileId: number): Promise<Answer> =>
  t.share(`download of file ${fileId}`, (own) =>
    own.call('downloadAttachment', { path: { file_id: fileId, format: 'json' } }),
  );

export interface Downloaded extends KnownAttachment {
  answer: Answer;
}

/** Some files of the tickets that were read. Not judged. @throws Skip or Untestable when there is none */
async function sample(t: Context): Promise<[Downloaded, ...Downloaded[]]> {
  const files = (await someAttachments(t)).filter(({ metadata }) => !(Number(metadata.size) > largestExisting));
  const distinct = [...new Map(files.map((file) => [file.fileId, file])).values()].slice(0, sampleSize);
  const found: Downloaded[] = [];
  for (const file of distinct) found.push({ ...file, answer: await download(t, file.fileId) });
  const [first, ...others] = found;
  if (!first) throw new Skip('no-data', 'No ticket that could be read has an attachment.');
  return [first, ...others];
}

/** The answers to their downloads. Not judged. @throws Skip or Untestable when there is none */
export const sampleAnswers = async (t: Context): Promise<Answer[]> => (await sample(t)).map(({ answer }) => answer);

/** Files that were downloaded: in a run that writes, its own come first. @throws Skip or Untestable when there is none */
export async function sampleDownloads(t: Context): Promise<Downloaded[]> {
  const found = await sample(t);
  t.needs(found[0].answer, 'downloadAttachment/answers-200');
  // Others may be damaged, or gone with their ticket: that is no fault of the operation.
  return found.filter(({ answer }) => isSuccess(answer));
}

/** The own large file. @throws Untestable when it was not stored as it was sent */
export async function ownDownload(t: Context): Promise<Downloaded & OwnFile> {
  const file = await ownFile(t);
  const { size } = file.metadata;
  const stored = 'createTicket/attachment-stored';
  if (Number.isInteger(size) && size !== file.bytes.length) {
    throw new Untestable(stored, `Needed ${stored}, but the ticket lists ${size} of ${file.bytes.length} bytes`);
  }
  const answer = t.needs(await download(t, file.fileId), 'downloadAttachment/answers-200');
  return { ...file, answer };
}

/** All of them, in a run that only reads without the own one. */
export async function allDownloads(t: Context): Promise<Downloaded[]> {
  const existing = await sampleDownloads(t);
  return t.session.run.mode === 'write' ? [...existing, await ownDownload(t)] : existing;
}

/** The content as it came. @throws Untestable when it is no text */
export const contentOf = (t: Context, answer: Answer): string =>
  String(told(t, answer, 'downloadAttachment/content-is-string'));

/** Whether a text is Base64 as RFC 4648 has it: complete, padded, without line breaks. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** The bytes of a file. @throws Untestable when its content is no Base64 */
export function bytesOf(t: Context, answer: Answer): Buffer {
  const content = contentOf(t, answer);
  if (isBase64(content)) return Buffer.from(content, 'base64');
  const id = 'downloadAttachment/content-is-base64';
  throw new Untestable(id, `Needed ${id}, but the content was ${content.slice(0, 60)}`);
}
