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
  /** By what the text that it is embedded in refers to it (`cid:`). Default: it stands beside the text. */
  readonly inlineKey?: string;
}

/** A file that is stored already. */
interface StoredFile {
  readonly id: number;
  readonly inlineKey?: string;
}

/** A file that is stored together with what it is attached to, or before. */
export type AttachableFile = NewFile | StoredFile;

/** As long as osTicket's own. */
export const newFileKey = (): string => randomBytes(24).toString('base64url');

/** What is stored in one transaction. Others wait for it. */
const CHUNKS_AT_ONCE = 4;

/** After so long, in milliseconds, a file that nothing is attached to belongs to no request that is still carried out. */
const FORGOTTEN_MS = 60 * 60_000;

/** The uploads that are stored, for each store. */
const uploads = new WeakMap<Store, Promise<unknown>>();

/**
 * Does work with files. Large ones are stored before it, a part at a time, so that a transaction stays short and nobody
 * waits for a whole upload; osTicket, too, stores files before it attaches them. Where the work fails, they are removed.
 *
 * @param work may be called with stored files that nothing is attached to yet
 */
export async function withFiles<Result>(
  store: Store,
  files: readonly NewFile[],
  now: Date,
  work: (files: readonly AttachableFile[]) => Promise<Result>,
): Promise<Result> {
  if (files.reduce((sum, { content }) => sum + content.size, 0) <= CHUNKS_AT_ONCE * CHUNK_BYTES) return work(files);
  const stored: StoredFile[] = [];
  try {
    // One upload after the other: a small write then waits for a part of one of them, not for a part of each.
    await inLine(uploads, store, async () => {
      const time = await databaseTime(store, now);
      for (const file of files) await storeInParts(store, file, time, stored);
    });
    return await work(stored);
  } catch (error) {
    // What cannot be removed now is removed at a later start.
    for (const { id } of stored) await inTransaction(store, (db) => deleteUnattached(db, [id])).catch(() => {});
    throw error;
  }
}

/** @param stored gets the file before its content is stored */
async function storeInParts(store: Store, file: NewFile, time: string, stored: StoredFile[]): Promise<void> {
  const id = await inTransaction(store, (db) => insertRow(db, file, time));
  stored.push({ id, inlineKey: file.inlineKey });
  const memory = Buffer.allocUnsafe(CHUNK_BYTES);
  const end = chunksOf(file);
  for (let first = 0; first < end; first += CHUNKS_AT_ONCE) {
    const to = Math.min(first + CHUNKS_AT_ONCE, end);
    await inTransaction(store, (db) => insertChunks(db, id, file, first, to, memory));
  }
}

/** Stores a file with its content. @returns its ID */
export async function insertFile(db: Db, file: NewFile, time: string): Promise<number> {
  const id = await insertRow(db, file, time);
  const memory = Buffer.allocUnsafe(Math.min(file.content.size, CHUNK_BYTES));
  await insertChunks(db, id, file, 0, chunksOf(file), memory);
  return id;
}

/** Every file is stored as one of its own, whether or not the same content is there already. */
async function insertRow(db: Db, { name, mimeType, content, inlineKey }: NewFile, time: string): Promise<number> {
  const made = await db
    .insertInto('file')
    .values({
      ft: 'T',
      bk: 'D',
      type: mimeType,
      size: content.size,
      key: inlineKey ?? newFileKey(),
      signature: content.sha256().toString('base64url').slice(0, 32),
      name,
      created: time,
    })
    .executeTakeFirstOrThrow();
  return Number(made.insertId);
}

const chunksOf = ({ content }: NewFile): number => Math.ceil(content.size / CHUNK_BYTES);

/** @param memory for one chunk, used for each: new memory for all would make the garbage collector stop everybody */
async function insertChunks(
  db: Db,
  id: number,
  { content }: NewFile,
  first: number,
  to: number,
  memory: Buffer,
): Promise<void> {
  for (let chunk = first; chunk < to; chunk += 1) {
    const filedata = content.read(chunk * CHUNK_BYTES, memory);
    await db.insertInto('file_chunk').values({ file_id: id, chunk_id: chunk, filedata }).execute();
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
