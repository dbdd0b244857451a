/** Queries of searchTickets. */
import type { Expression, SqlBool } from 'kysely';
import type { Store } from '../store/store.js';
import { subjectContains } from '../store/subject-search.js';
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

function build(
  db: Db,
  shape: Shape,
  value: <Name extends keyof Values>(name: Name) => number,
  condition?: Expression<SqlBool>,
) {
  let query = selectTickets(db);
  if (shape.byStatus) query = query.where('ticket.status_id', '=', value('status'));
  if (shape.byDepartment) query = query.where('ticket.dept_id', '=', value('department'));
  if (condition !== undefined) query = query.where(condition);
  // The ID decides between equal times, so that pages join without gap and overlap.
  const direction = shape.sort === 'number' ? 'asc' : 'desc';
  return query
    .orderBy(`ticket.${shape.sort}`, direction)
    .orderBy('ticket.ticket_id', direction)
    .limit(value('limit'))
    .offset(value('offset'));
}

const compiled = new Map<string, ReturnType<typeof prepared<Values, TicketRow>>>();

/** The page of tickets that match everything given. */
export async function searchTickets(store: Store, search: Search): Promise<TicketRow[]> {
  const { sort, limit, offset } = search;
  const shape = { sort, byStatus: search.statusId !== undefined, byDepartment: search.departmentId !== undefined };
  const values: Values = { status: search.statusId ?? 0, department: search.departmentId ?? 0, limit, offset };
  if (search.text !== '') {
    // The condition depends on how rare the text is: this query is built anew.
    const condition = await subjectContains(store, search.text);
    return build(store.db, shape, (name) => values[name], condition).execute();
  }
  const key = `${sort} ${shape.byStatus} ${shape.byDepartment}`;
  let run = compiled.get(key);
  if (run === undefined) {
    run = prepared<Values, TicketRow>((db, value) => build(db, shape, value));
    compiled.set(key, run);
  }
  return run(store, values);
}
