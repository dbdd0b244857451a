/** GET /tickets-search.php: tickets whose subject contains a text, by status and department, a page at a time. */
import type { components } from '../../generated/types.js';
import { keepJson } from '../http/kept-json.js';
import type { Handler } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { keptTickets } from '../queries/kept-tickets.js';
import { type LookupTables, lookupTables } from '../queries/lookup-tables.js';
import { findDepartment, findStatus } from '../queries/names.js';
import { type Search, searchIds, searchRows } from '../queries/search.js';
import { ticketFields } from '../queries/ticket-fields.js';
import { type TicketRow, timeOrNull } from '../queries/ticket-rows.js';
import type { Store } from '../store/store.js';

type FoundTicket = components['schemas']['FoundTicket'];

export const searchTickets: Handler<'searchTickets'> = async ({ store, query, changes }) => {
  const tables = await lookupTables(store, undefined, changes);
  const status = query.status === undefined ? undefined : findStatus(tables, query.status);
  if (query.status !== undefined && status === undefined) {
    refuse({
      requirement: 'searchTickets/status-unknown-not-everything',
      message: `status: no ticket status has the name or the ID "${query.status}".`,
    });
  }
  const department = query.department === undefined ? undefined : findDepartment(tables, query.department, 'any');
  if (query.department !== undefined && department === undefined) {
    refuse({
      requirement: 'searchTickets/department-unknown-not-everything',
      message: `department: no department has the name, the path or the ID "${query.department}".`,
    });
  }
  const { query: text = '', limit, offset, sort } = query as Required<typeof query>;
  const search = { statusId: status?.id, departmentId: department?.id, text, sort, limit, offset };
  return { status: 200, body: (await fromKept(store, search, tables)) ?? (await fromRows(store, search, tables)) };
};

const kept = keptTickets<FoundTicket>();

/** The fast way, where the database can tell whether what is kept is still right. */
async function fromKept(store: Store, search: Search, tables: LookupTables): Promise<FoundTicket[] | undefined> {
  if (tables.changes === undefined || search.text !== '') return undefined;
  return kept(store, await searchIds(store, search), tables.changes, (row) => keepJson(toFound(tables, row)));
}

async function fromRows(store: Store, search: Search, tables: LookupTables): Promise<FoundTicket[]> {
  return (await searchRows(store, search)).map((row) => toFound(tables, row));
}

function toFound(tables: LookupTables, row: TicketRow): FoundTicket {
  // Not spread into a new object: engines read such a one slowly, and the validator reads every field of it.
  return Object.assign(ticketFields(tables, row), { dueDate: timeOrNull(row.duedate) });
}
