/** Queries of searchTickets. */
import type { Expression, SqlBool } from 'kysely';
import { subjectContains } from '../store/sqlite/subject-search.js';
import type { Store } from '../store/store.js';
import { type Db, prepared } from './prepared.js';
import { selectTickets, type TicketRow } from './ticket-rows.js';

export type Sort = 'created' | 'updated' | 'number';

export interface Search {
  readonly statusId: number | undefined;
  readonly departmentId: number | undefined;
  /** Empty: any subject. */
  readonly text: string;
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
}

interface Values {
  readonly status: number;
  readonly department: number;
  readonly limit: number;
  readonly offset: number;
}

type Shape = Pick<Search, 'sort'> & { readonly byStatus: boolean; readonly byDepartment: boolean };

type Value = (name: keyof Values) => number;

/**
 * The IDs of the tickets that match, a page of them in order.
 *
 * @param value a value, or what stands for it in a compiled query
 */
function matchingIds(db: Db, shape: Shape, value: Value, condition?: Expression<SqlBool>) {
  // osTicket writes the subject's row with the ticket, but a ticket without one has been seen.
  let query = db.selectFrom('ticket').leftJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id');
  if (shape.byStatus) query = query.where('ticket.status_id', '=', value('status'));
  if (shape.byDepartment) query = query.where('ticket.dept_id', '=', value('department'));
  if (condition !== undefined) query = query.where(condition);
  const direction = directionOf(shape);
  return query
    .select('ticket.ticket_id')
    .orderBy(`ticket.${shape.sort}`, direction)
    .orderBy('ticket.ticket_id', direction)
    .limit(value('limit'))
    .offset(value('offset'));
}

/** Their rows. The page is found first, which an index alone can do; MariaDB would read and sort all rows for it. */
function matchingRows(db: Db, shape: Shape, value: Value, condition?: Expression<SqlBool>) {
  const direction = directionOf(shape);
  return selectTickets(db)
    .innerJoin(matchingIds(db, shape, value, condition).as('page'), 'page.ticket_id', 'ticket.ticket_id')
    .orderBy(`ticket.${shape.sort}`, direction)
    .orderBy('ticket.ticket_id', direction);
}

/** Also of the IDs, which decide between equal times, so that pages join without gap and overlap. */
function directionOf({ sort }: Shape): 'asc' | 'desc' {
  return sort === 'number' ? 'asc' : 'desc';
}

type Run<Row> = (store: Store, values: Values) => Promise<Row[]>;

/** A compiled query for each shape of a search. */
function perShape<Row>(make: (shape: Shape) => Run<Row>): (shape: Shape) => Run<Row> {
  const made = new Map<string, Run<Row>>();
  return (shape) => {
    const key = `${shape.sort} ${shape.byStatus} ${shape.byDepartment}`;
    const run = made.get(key) ?? make(shape);
    made.set(key, run);
    return run;
  };
}

const rowsOf = perShape((shape) => prepared<Values, TicketRow>((db, value) => matchingRows(db, shape, value)));
const idsOf = perShape((shape) =>
  prepared<Values, { ticket_id: number }>((db, value) => matchingIds(db, shape, value)),
);

/** The page of tickets that match everything given. */
export async function searchRows(store: Store, search: Search): Promise<TicketRow[]> {
  const { shape, values } = partsOf(search);
  if (search.text === '') return rowsOf(shape)(store, values);
  // The condition depends on how rare the text is: this query is built for each search.
  const condition = await subjectContains(store, search.text);
  return matchingRows(store.db, shape, (name) => values[name], condition).execute();
}

/** The IDs of the same tickets, for a search without a text. */
export async function searchIds(store: Store, search: Search): Promise<number[]> {
  const { shape, values } = partsOf(search);
  return (await idsOf(shape)(store, values)).map((row) => row.ticket_id);
}

function partsOf({ sort, limit, offset, statusId, departmentId }: Search): { shape: Shape; values: Values } {
  return {
    shape: { sort, byStatus: statusId !== undefined, byDepartment: departmentId !== undefined },
    values: { status: statusId ?? 0, department: departmentId ?? 0, limit, offset },
  };
}
