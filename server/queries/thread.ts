/** A ticket's thread: its entries with their attachments. */
import type { Store } from '../store/store.js';
import { prepared } from './prepared.js';

export interface EntryRow {
  id: number;
  type: string;
  poster: string;
  created: string;
  body: string;
  user_id: number;
  staff_id: number;
}

export interface AttachmentRow {
  id: number;
  entry_id: number;
  file_id: number;
  name: string | null;
  file_name: string;
  size: number;
  type: string;
  inline: number;
}

/** Entries that the API knows, oldest first: M message, R response, N note. */
export const threadEntries = prepared<{ ticket: number }, EntryRow>((db, value) =>
  db
    .selectFrom('thread')
    .innerJoin('thread_entry', 'thread_entry.thread_id', 'thread.id')
    .select(['thread_entry.id', 'thread_entry.type', 'poster', 'thread_entry.created', 'body', 'user_id', 'staff_id'])
    .where('thread.object_type', '=', 'T')
    .where('thread.object_id', '=', value('ticket'))
    .where('thread_entry.type', 'in', ['M', 'R', 'N'])
    .orderBy('thread_entry.created')
    .orderBy('thread_entry.id'),
);

/** All attachments of a ticket's entries, in the order in which they were attached. */
export const threadAttachments = prepared<{ ticket: number }, AttachmentRow>((db, value) =>
  db
    .selectFrom('thread')
    .innerJoin('thread_entry', 'thread_entry.thread_id', 'thread.id')
    .innerJoin('attachment', (join) =>
      join.onRef('attachment.object_id', '=', 'thread_entry.id').on('attachment.type', '=', 'H'),
    )
    .innerJoin('file', 'file.id', 'attachment.file_id')
    .select([
      'attachment.id',
      'thread_entry.id as entry_id',
      'file_id',
      'attachment.name',
      'file.name as file_name',
      'file.size',
      'file.type',
      'inline',
    ])
    .where('thread.object_type', '=', 'T')
    .where('thread.object_id', '=', value('ticket'))
    .orderBy('attachment.id'),
);

/** The thread of a ticket; every ticket that osTicket made has one. */
const threads = prepared<{ ticket: number }, { id: number }>((db, value) =>
  db
    .selectFrom('thread')
    .select('id')
    .where('object_type', '=', 'T')
    .where('object_id', '=', value('ticket'))
    .orderBy('id')
    .limit(1),
);

export async function threadIdOf(
  store: Store,
  ticket: number,
  db: Parameters<typeof threads>[2],
): Promise<number | undefined> {
  return (await threads(store, { ticket }, db))[0]?.id;
}

/** A file's MIME type as it was stored; a text that is none is shown as the type for unknown bytes. */
export function mimeTypeOf(stored: string): string {
  const type = stored.split(';')[0]?.trim() ?? '';
  return /^[^\s/;]+\/[^\s/;]+$/.test(type) ? type : 'application/octet-stream';
}
