/** Parents and children: `ticket_pid` of the child is the ID of the parent; NULL or 0 is none. */
import type { components } from '../../generated/types.js';
import type { Store } from '../store/store.js';
import type { LookupTables } from './lookup-tables.js';
import { type Db, prepared } from './prepared.js';
import { numberOf, pointedTo, selectTickets, type TicketRow } from './ticket-rows.js';

export type TicketReference = components['schemas']['TicketReference'];

const references = prepared<{ ticket: number }, TicketRow>((db, value) =>
  selectTickets(db).where('ticket.ticket_id', '=', value('ticket')),
);
const childReferences = prepared<{ parent: number }, TicketRow>((db, value) =>
  selectTickets(db).where('ticket.ticket_pid', '=', value('parent')).orderBy('ticket.ticket_id'),
);
const parents = prepared<{ ticket: number }, { ticket_pid: number | null }>((db, value) =>
  db.selectFrom('ticket').select('ticket_pid').where('ticket_id', '=', value('ticket')),
);

function toReference(tables: LookupTables, row: TicketRow): TicketReference {
  return {
    ticket_id: row.ticket_id,
    number: numberOf(row),
    subject: row.subject ?? '',
    status: pointedTo(tables, row).status.name,
  };
}

/** The ticket as the subticket operations show it; undefined when there is none with this ID. */
export async function ticketReference(
  store: Store,
  tables: LookupTables,
  ticket: number,
  db?: Db,
): Promise<TicketReference | undefined> {
  const [row] = await references(store, { ticket }, db);
  return row && toReference(tables, row);
}

export async function childrenOf(store: Store, tables: LookupTables, parent: number): Promise<TicketReference[]> {
  return (await childReferences(store, { parent })).map((row) => toReference(tables, row));
}

/** The ID of a ticket's parent; undefined for none, and for a ticket that does not exist. */
export async function parentIdOf(store: Store, ticket: number, db?: Db): Promise<number | undefined> {
  return (await parents(store, { ticket }, db))[0]?.ticket_pid || undefined;
}

/**
 * Keeps other writers from these tickets until the transaction ends, and reads their parents as they are now, not as
 * they were when the transaction began. Always in the order of IDs, so that two transactions rarely wait for each
 * other. SQLite has one writer at a time anyway.
 *
 * @returns the parents' IDs (0 for none) by the tickets' IDs; a ticket that has been deleted is not among them
 */
export async function lockTickets(store: Store, db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  const query = db
    .selectFrom('ticket')
    .select(['ticket_id', 'ticket_pid'])
    .where('ticket_id', 'in', [...ids])
    .orderBy('ticket_id');
  const rows = await (store.kind === 'mysql' ? query.forUpdate() : query).execute();
  return new Map(rows.map((row) => [row.ticket_id, row.ticket_pid ?? 0]));
}

/**
 * Whether `ticket` is above `descendant` in the tree, or is it. Each ticket on the way is locked, so that no other
 * transaction makes the cycle that this one rules out; two that wait for each other end in a deadlock, and one of
 * them is done again.
 */
export async function isAncestor(store: Store, db: Db, ticket: number, descendant: number): Promise<boolean> {
  const seen = new Set<number>();
  for (let at = descendant; at !== 0 && !seen.has(at); at = (await lockTickets(store, db, [at])).get(at) ?? 0) {
    if (at === ticket) return true;
    seen.add(at);
  }
  return false;
}

/** Sets or removes a ticket's parent. @param time of the change, in the database's time zone */
export async function setParent(db: Db, child: number, parent: number | null, time: string): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ ticket_pid: parent, updated: time, lastupdate: time })
    .where('ticket_id', '=', child)
    .execute();
}
