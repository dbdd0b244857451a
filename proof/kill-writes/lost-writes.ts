/** Looks for writes that were acknowledged and then lost. */
import { createHash } from 'node:crypto';
import type { Store } from '../../server/store/store.js';

/** A ticket that was acknowledged: what its file and its notes must be. */
export interface Written {
  readonly number: string;
  readonly sha256: string;
  readonly notes: string[];
  /** Asked for, at least: it may be there or not. */
  deleting: boolean;
  deleted: boolean;
}

/** What clients were told was written, and is not there; empty when nothing is lost. */
export async function lostWrites(store: Store, written: Iterable<Written>): Promise<string[]> {
  const found: string[] = [];
  for (const one of written) {
    const row = await store.db
      .selectFrom('ticket')
      .select('ticket_id')
      .where('number', '=', one.number)
      .executeTakeFirst();
    if (row === undefined && !one.deleting) found.push(`ticket ${one.number} was acknowledged and is gone`);
    if (row !== undefined && one.deleted) found.push(`ticket ${one.number} was deleted and is there`);
    if (row === undefined) continue;
    const entries = await store.db
      .selectFrom('thread_entry')
      .innerJoin('thread', 'thread.id', 'thread_entry.thread_id')
      .select(['thread_entry.id', 'thread_entry.body'])
      .where('thread.object_id', '=', row.ticket_id)
      .execute();
    for (const note of one.notes)
      if (!entries.some(({ body }) => body === note)) found.push(`${note} was acknowledged and is gone`);
    const chunks = await store.db
      .selectFrom('file_chunk')
      .innerJoin('attachment', 'attachment.file_id', 'file_chunk.file_id')
      .select('filedata')
      .where('attachment.object_id', 'in', [0, ...entries.map(({ id }) => id)])
      .orderBy('chunk_id')
      .execute();
    const hash = createHash('sha256');
    for (const { filedata } of chunks) hash.update(filedata as Buffer);
    if (hash.digest('hex') !== one.sha256) found.push(`the file of ticket ${one.number} is not what was sent`);
  }
  return found;
}
