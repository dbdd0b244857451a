/** Faults in what else a success changes, made in the database, where there are no rules. */
import type { Environment, Fault, FaultRequest } from '../../../server/faults/fault.js';
import { isSuccess } from '../../../server/faults/fault.js';
import { bodyOf } from '../../../server/faults/request.js';

export type Database = Environment['store']['db'];
export interface Kin {
  /** IDs of the ticket in the path, its parent, siblings and children, as they were before the request. */
  own: number;
  parent: number;
  siblings: number[];
  children: number[];
}

export const nobody = -1;

export async function kinOf(db: Database, number: string): Promise<Kin> {
  const ids = async (pid: number | null | undefined) =>
    pid
      ? (await db.selectFrom('ticket').select('ticket_id').where('ticket_pid', '=', pid).execute()).map(
          (row) => row.ticket_id,
        )
      : [];
  const own = await db
    .selectFrom('ticket')
    .select(['ticket_id', 'ticket_pid'])
    .where('number', '=', number)
    .executeTakeFirst();
  const siblings = (await ids(own?.ticket_pid)).filter((id) => id !== own?.ticket_id);
  return {
    own: own?.ticket_id ?? nobody,
    parent: own?.ticket_pid ?? nobody,
    siblings,
    children: await ids(own?.ticket_id),
  };
}

/** After a success, the database is changed too. @param fits the requests that it happens for, by their fields */
export const also =
  (
    change: (db: Database, kin: Kin, sent: FaultRequest) => Promise<unknown>,
    fits: (body: Record<string, unknown>) => boolean = () => true,
  ): Fault =>
  async (sent, forward, { store: { db } }) => {
    const body = bodyOf(sent) ?? {};
    const named = sent.params.number ?? sent.params.parentNumber ?? String(body.parentTicketId);
    const kin = await kinOf(db, named);
    const answer = await forward(sent);
    if (isSuccess(answer) && fits(body)) await change(db, kin, sent);
    return answer;
  };

/** Columns of a ticket. */
export type Columns = Partial<
  Record<'staff_id' | 'topic_id' | 'status_id' | 'dept_id' | 'sla_id' | 'isanswered' | 'isoverdue', number>
> & {
  [name in 'closed' | 'duedate' | 'ticket_pid']?: null;
} & { ip_address?: string; source?: 'Email' };
export const set = (db: Database, ids: readonly number[], columns: Columns) =>
  db
    .updateTable('ticket')
    .set(columns)
    .where('ticket_id', 'in', [nobody, ...ids])
    .execute();
export const sets =
  (columns: Columns, whom: (kin: Kin) => number[] = ({ own }) => [own]) =>
  (db: Database, kin: Kin) =>
    set(db, whom(kin), columns);

export const threadsOf = (db: Database, ids: readonly number[]) =>
  db
    .selectFrom('thread')
    .select('id')
    .where('object_type', '=', 'T')
    .where('object_id', 'in', [nobody, ...ids]);

/** The newest entry of a ticket stands in the threads of others, or in its own, once more. @param others what is otherwise in the copy */
export const copiesNote =
  (whom: (kin: Kin) => number[], others: { poster?: string } = {}) =>
  async (db: Database, kin: Kin) => {
    const [newest] = await db
      .selectFrom('thread_entry')
      .selectAll()
      .where('thread_id', 'in', threadsOf(db, [kin.own]))
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    if (!newest) return;
    const { id: _, thread_id: __, ...entry } = newest;
    for (const { id } of await threadsOf(db, whom(kin)).execute())
      await db
        .insertInto('thread_entry')
        .values({ ...entry, ...others, thread_id: id })
        .execute();
  };

export const losesEntries = (whom: (kin: Kin) => number[]) => (db: Database, kin: Kin) =>
  db
    .deleteFrom('thread_entry')
    .where('thread_id', 'in', threadsOf(db, whom(kin)))
    .execute();
