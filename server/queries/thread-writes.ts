/** Writes thread entries with their attachments. */
import { randomBytes } from 'node:crypto';
import type { SentContent } from '../http/body/sent-files.js';
import type { NewRow } from '../store/tables.js';
import { CHUNK_BYTES } from './file-content.js';
import type { Db } from './prepared.js';

/** A file as it was sent. */
export interface NewFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: SentContent;
}

/** Makes the thread of a ticket. @returns its ID */
export async function insertThread(db: Db, ticket: number, time: string, lastmessage: string | null): Promise<number> {
  const made = await db
    .insertInto('thread')
    .values({ object_id: ticket, object_type: 'T', lastmessage, created: time })
    .executeTakeFirstOrThrow();
  return Number(made.insertId);
}

/** Adds an entry to a thread, and attaches files to it. */
export async function insertEntry(db: Db, entry: NewRow<'thread_entry'>, files: readonly NewFile[]): Promise<void> {
  const made = await db.insertInto('thread_entry').values(entry).executeTakeFirstOrThrow();
  for (const file of files) {
    const fileId = await insertFile(db, file, entry.created);
    // The name is the file's own; osTicket keeps another one here only for a file that is shared.
    await db
      .insertInto('attachment')
      .values({ object_id: Number(made.insertId), type: 'H', file_id: fileId, inline: 0 })
      .execute();
  }
}

/** Every file is stored as one of its own, whether or not the same content is there already. */
async function insertFile(db: Db, { name, mimeType, content }: NewFile, time: string): Promise<number> {
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
  const fileId = Number(made.insertId);
  let chunk = 0;
  for (const filedata of content.pieces(CHUNK_BYTES)) {
    await db.insertInto('file_chunk').values({ file_id: fileId, chunk_id: chunk, filedata }).execute();
    chunk += 1;
  }
  return fileId;
}
