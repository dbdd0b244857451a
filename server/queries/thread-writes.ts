/** Writes thread entries with their attachments. */
import type { NewRow } from '../store/tables.js';
import { type AttachableFile, insertFile } from './file-writes.js';
import type { Db } from './prepared.js';

/** Makes the thread of a ticket. @returns its ID */
export async function insertThread(db: Db, ticket: number, time: string, lastmessage: string | null): Promise<number> {
  const made = await db
    .insertInto('thread')
    .values({ object_id: ticket, object_type: 'T', lastmessage, created: time })
    .executeTakeFirstOrThrow();
  return Number(made.insertId);
}

/** Adds an entry to a thread, and attaches files to it. */
export async function insertEntry(
  db: Db,
  entry: NewRow<'thread_entry'>,
  files: readonly AttachableFile[],
): Promise<void> {
  const made = await db.insertInto('thread_entry').values(entry).executeTakeFirstOrThrow();
  for (const file of files) {
    const id = 'id' in file ? file.id : await insertFile(db, file, entry.created);
    // The name is the file's own; osTicket keeps another one here only for a file that is shared.
    await db
      .insertInto('attachment')
      .values({
        object_id: Number(made.insertId),
        type: 'H',
        file_id: id,
        inline: file.inlineKey === undefined ? 0 : 1,
      })
      .execute();
  }
}
