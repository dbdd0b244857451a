/** Writes the ticket's own row. Times are in the database's time zone. */
import type { Insertable, Updateable } from 'kysely';
import type { Store } from '../store/store.js';
import type { Database } from '../store/tables.js';
import type { Sla } from './lookup-tables.js';
import { type Db, prepared } from './prepared.js';

/** Adds a ticket. @returns its ID */
export async function insertTicket(db: Db, ticket: Insertable<Database['ticket']>): Promise<number> {
  return Number((await db.insertInto('ticket').values(ticket).executeTakeFirstOrThrow()).insertId);
}

/** Changes a ticket's row. @param time of the change */
export async function changeTicket(
  db: Db,
  ticket: number,
  changes: Updateable<Database['ticket']>,
  time: string,
): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ ...changes, updated: time, lastupdate: time })
    .where('ticket_id', '=', ticket)
    .execute();
}

/** When the SLA plan wants the ticket to be done: its hours after the creation; schedules are left to osTicket. */
export function estimatedDueDate(created: string, sla: Sla | undefined): string | null {
  if (sla === undefined || sla.graceHours === 0) return null;
  const due = Date.parse(`${created.replace(' ', 'T')}Z`) + sla.graceHours * 3_600_000;
  return new Date(due).toISOString().slice(0, 19).replace('T', ' ');
}

/** What a change depends on. `state` is that of the ticket's status. */
export interface ChangingTicket {
  readonly created: string;
  readonly closed: string | null;
  readonly state: string | null;
}

const changing = prepared<{ ticket: number }, ChangingTicket>((db, value) =>
  db
    .selectFrom('ticket')
    .leftJoin('ticket_status', 'ticket_status.id', 'ticket.status_id')
    .select(['ticket.created', 'ticket.closed', 'ticket_status.state'])
    .where('ticket_id', '=', value('ticket')),
);

export async function readChangingTicket(store: Store, db: Db, ticket: number): Promise<ChangingTicket | undefined> {
  return (await changing(store, { ticket }, db))[0];
}
