/** The files of a ticket, as they can be had back. */

import type { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';
import { told } from './created.js';

/** The IDs of all files that a ticket lists. @throws Untestable when they are no IDs */
export const fileIds = (t: Context, ticket: Answer): number[] =>
  t.field(ticket, 'getTicket/attachment-file_id-is-integer').map(Number);

/** The bytes of all files that a ticket lists. @throws Untestable when they cannot be downloaded */
export async function storedFiles(t: Context, ticket: Answer): Promise<Buffer[]> {
  const files: Buffer[] = [];
  for (const file_id of fileIds(t, ticket)) {
    const download = await t.call('downloadAttachment', { path: { file_id, format: 'json' } });
    t.needs(download, 'downloadAttachment/answers-200');
    files.push(Buffer.from(String(told(t, download, 'downloadAttachment/content-is-string')), 'base64'));
  }
  return files;
}

/** Expects a ticket to have files with exactly these bytes, in any order and under any name. */
export async function expectFiles(t: Context, ticket: Answer, sent: readonly Uint8Array[]): Promise<void> {
  const stored = await storedFiles(t, ticket);
  const count = `${stored.length} of ${sent.length}`;
  t.that(stored.length === sent.length, `${sent.length} files`, `${count} files were stored`, ticket, '/thread');
  for (const bytes of sent) {
    const index = stored.findIndex((one) => one.equals(bytes));
    t.that(index >= 0, `a file with the ${bytes.length} bytes that were sent`, described(stored), ticket, '/thread');
    stored.splice(index, 1);
  }
}

/** Files for people: how long, and how they begin. */
const described = (files: readonly Buffer[]) =>
  files
    .map((one) => `${one.length} bytes beginning ${one.subarray(0, 16).toString('hex') || 'with nothing'}`)
    .join('; ');
