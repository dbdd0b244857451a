/** Stores files, and removes them. */
import { randomBytes } from 'node:crypto';
import type { SentContent } from '../http/body/sent-files.js';
import type { Store } from '../store/store.js';
import { databaseTime } from './clock.js';
import { CHUNK_BYTES } from './file-content.js';
import type { Db } from './prepared.js';
import { inLine, inTransaction } from './transaction.js';

/** A file as it was sent. */
export interface NewFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: SentContent;
}

/** A file that is stored together with what it is attached to, or the ID of one that is stored already. */
export type AttachableFile = NewFile | number;

/** Bytes that are stored in one transaction. Others wait for it. */
const AT_ONCE = 4 * CHUNK_BYTES;

/** After so long, in milliseconds, a file that nothing is attached to belongs to no request that is still carried out. */
const FORGOTTEN_MS = 60 * 60_000;

/** The uploads that are stored, for each store. */
const uploads = new WeakMap<Store, Promise<unknown>>();

/**
 * Does work with files. Large ones are stored before it, a part at a time, so that a transaction stays short and nobody
 * waits for a whole upload; osTicket, too, stores files before it attaches them. Where the work fails, they are removed.
 *
 * @param work may be called with the IDs of files that nothing is attached to yet
 */
export async function withFiles<Result>(
  store: Store,
  files: readonly NewFile[],
  now: Date,
  work: (files: readonly AttachableFile[]) => Promise<Result>,
): Promise<Result> {
  if (files.reduce((sum, { content }) => sum + content.size, 0) <= AT_ONCE) return work(files);
  const stored: number[] = [];
  try {
    // One upload after the other: a small write then waits for a part of one of them, not for a part of each.
    await inLine(uploads, store, async () => {
      const time = await databaseTime(store, now);
      for (const file of files) await storeInParts(store, file, time, stored);
    });
    return await work(stored);
  } catch (error) {
    // What cannot be removed now is removed at a later start.
    for (const id of stored) await inTransaction(store, (db) => deleteUnattached(db, [id])).catch(() => {});
    throw error;
  }
}

/** @param stored gets the ID of the file before its content is stored */
async function storeInParts(store: Store, file: NewFile, time: string, stored: number[]): Promise<void> {
  const id = await inTransaction(store, (db) => insertRow(db, file, time));
  stored.push(id);
  let part: Buffer[] = [];
  let [kept, chunk] = [0, 0];
  const write = async () => {
    const [chunks, first] = [part, chunk];
    await inTransaction(store, (db) => insertChunks(db, id, chunks, first));
    chunk += chunks.length;
    [part, kept] = [[], 0];
  };
  for (const piece of file.content.pieces(CHUNK_BYTES)) {
    part.push(piece);
    kept += piece.length;
    if (kept >= AT_ONCE) await write();
  }
  await write();
}

/** Stores a file with its content. @returns its ID */
export async function insertFile(db: Db, file: NewFile, time: string): Promise<number> {
  const id = await insertRow(db, file, time);
  await insertChunks(db, id, file.content.pieces(CHUNK_BYTES), 0);
  return id;
}

/** Every file is stored as one of its own, whether or not the same content is there already. */
async function insertRow(db: Db, { name, mimeType, content }: NewFile, time: string): Promise<number> {
  const made = await db
    .insertInto('file')
    .values({
      ft: 'T',
      bk: 'D',
      type: mimeType,
      size: content.size,
      key: randomBytes(24).toString('base64url'),
      signature: content.sha256().toString('base64url').slice(0, 32),
      name,
      created: time,
    })
    .executeTakeFirstOrThrow();
  return Number(made.insertId);
}

async function insertChunks(db: Db, file: number, chunks: Iterable<Buffer>, first: number): Promise<void> {
  let chunk = first;
  for (const filedata of chunks) {
    await db.insertInto('file_chunk').values({ file_id: file, chunk_id: chunk, filedata }).execute();
    chunk += 1;
  }
}

/** Deletes those of the files that nothing is attached to. */
export async function deleteUnattached(db: Db, files: readonly number[]): Promise<void> {
  const attached = await db
    .selectFrom('attachment')
    .select('file_id')
    .where('file_id', 'in', [-1, ...files])
    .execute();
  const kept = new Set(attached.map(({ file_id }) => file_id));
  const gone = files.filter((file) => !kept.has(file));
  if (gone.length === 0) return;
  await db.deleteFrom('file_chunk').where('file_id', 'in', gone).execute();
  await db.deleteFrom('file').where('id', 'in', gone).execute();
}

/** Deletes files whose upload was cut short by the end of the process, as osTicket's cron job does. */
export async function deleteForgottenFiles(store: Store, now: Date): Promise<void> {
  const before = await databaseTime(store, new Date(now.getTime() - FORGOTTEN_MS));
  const forgotten = await store.db
    .selectFrom('file')
    .select('id')
    .where('ft', '=', 'T')
    .where('created', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('attachment').select('id').whereRef('attachment.file_id', '=', 'file.id'))),
    )
    .execute();
  for (const { id } of forgotten) await inTransaction(store, (db) => deleteUnattached(db, [id]));
}
