/** Files and their content, which osTicket keeps in pieces. */
import type { Store } from '../store/store.js';
import { prepared } from './prepared.js';

/** osTicket cuts a file's content into pieces of this many bytes. */
export const CHUNK_BYTES = 512_000;

/**
 * Bytes that are read at a time, a multiple of three. A chunk at a time would be half a megabyte for each download
 * that waits for its client, and takes longer: memory of that size is new each time.
 */
const SLICE_BYTES = 98_304;

export interface FileRow {
  id: number;
  name: string;
  type: string;
  size: number;
  /** Where the content is: `D` in `file_chunk`; anything else is outside the database. */
  bk: string;
}

/** The content of a file that was found whole; it is read a slice of a chunk at a time. */
export interface StoredContent {
  readonly size: number;
  slices(): AsyncIterable<Buffer>;
}

const files = prepared<{ file: number }, FileRow>((db, value) =>
  db.selectFrom('file').select(['id', 'name', 'type', 'size', 'bk']).where('id', '=', value('file')),
);
const links = prepared<{ file: number }, { name: string | null }>((db, value) =>
  db
    .selectFrom('attachment')
    .innerJoin('thread_entry', 'thread_entry.id', 'attachment.object_id')
    .innerJoin('thread', 'thread.id', 'thread_entry.thread_id')
    .innerJoin('ticket', 'ticket.ticket_id', 'thread.object_id')
    .select('attachment.name')
    .where('attachment.type', '=', 'H')
    .where('thread.object_type', '=', 'T')
    .where('attachment.file_id', '=', value('file'))
    .orderBy('attachment.id')
    .limit(1),
);
const chunkSizes = prepared<{ file: number }, { chunk_id: number; bytes: number }>((db, value) =>
  db
    .selectFrom('file_chunk')
    .select((eb) => ['chunk_id', eb.fn<number>('length', ['filedata']).as('bytes')])
    .where('file_id', '=', value('file'))
    .orderBy('chunk_id'),
);
const slices = prepared<{ file: number; chunk: number; from: number; length: number }, { bytes: Buffer }>((db, value) =>
  db
    .selectFrom('file_chunk')
    .select((eb) => eb.fn<Buffer>('substr', ['filedata', eb.val(value('from')), eb.val(value('length'))]).as('bytes'))
    .where('file_id', '=', value('file'))
    .where('chunk_id', '=', value('chunk')),
);

export async function findFile(store: Store, file: number): Promise<FileRow | undefined> {
  return (await files(store, { file }))[0];
}

/** How a file is attached to a ticket's thread entry; undefined when it is not. `name` is null for the file's own. */
export async function ticketAttachment(store: Store, file: number): Promise<{ name: string | null } | undefined> {
  return (await links(store, { file }))[0];
}

/** The content of a file, or undefined when a piece is missing or the pieces are not as long as the file. */
export async function storedContent(store: Store, file: FileRow): Promise<StoredContent | undefined> {
  if (file.bk !== 'D') return undefined;
  const pieces = await chunkSizes(store, { file: file.id });
  const whole =
    pieces.every(({ chunk_id }, index) => chunk_id === index) &&
    pieces.reduce((sum, { bytes }) => sum + bytes, 0) === file.size;
  if (!whole) return undefined;
  return {
    size: file.size,
    async *slices() {
      for (const { chunk_id, bytes } of pieces) {
        for (let from = 0; from < bytes; from += SLICE_BYTES) {
          const length = Math.min(SLICE_BYTES, bytes - from);
          // SQL counts from one.
          const [slice] = await slices(store, { file: file.id, chunk: chunk_id, from: from + 1, length });
          if (slice?.bytes.length !== length)
            throw new Error(`Chunk ${chunk_id} of file ${file.id} changed while it was read`);
          yield slice.bytes;
        }
      }
    },
  };
}
