/** Rows that lack what belongs to them. */
import { sql } from 'kysely';
import type { Store } from '../../server/store/store.js';
import type { TableName } from '../../server/store/tables.js';

/** @returns a sentence for each kind of half-written thing in the store */
export async function halfWritten(store: Store): Promise<string[]> {
  const found: string[] = [];
  const check = async (what: string, table: TableName, missing: string) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} as t
      where ${sql.raw(missing)}`.execute(store.db);
    const count = Number(rows[0]?.count);
    if (count > 0) found.push(`${count} ${what}`);
  };
  // Tables inside of a condition are written out: the prefix is put before names that Kysely knows only.
  const prefix = store.kind === 'mysql' ? 'ost_' : '';
  const none = (table: string, condition: string) =>
    `not exists (select 1 from ${prefix}${table} as o where ${condition})`;
  await check('tickets without a subject', 'ticket', none('ticket__cdata', 'o.ticket_id = t.ticket_id'));
  await check(
    'tickets without a thread',
    'ticket',
    none('thread', "o.object_id = t.ticket_id and o.object_type = 'T'"),
  );
  await check('subjects without a ticket', 'ticket__cdata', none('ticket', 'o.ticket_id = t.ticket_id'));
  await check('threads without a ticket', 'thread', none('ticket', 'o.ticket_id = t.object_id'));
  await check('threads without a message', 'thread', none('thread_entry', "o.thread_id = t.id and o.type = 'M'"));
  await check('entries without a thread', 'thread_entry', none('thread', 'o.id = t.thread_id'));
  await check('attachments without an entry', 'attachment', none('thread_entry', 'o.id = t.object_id'));
  await check('attachments without a file', 'attachment', none('file', 'o.id = t.file_id'));
  await check('files without an attachment', 'file', none('attachment', 'o.file_id = t.id'));
  await check('pieces without a file', 'file_chunk', none('file', 'o.id = t.file_id'));
  await check(
    'files that lack a piece',
    'file',
    `t.size <> (select coalesce(sum(length(o.filedata)), 0) from ${prefix}file_chunk as o where o.file_id = t.id)`,
  );
  return found;
}
