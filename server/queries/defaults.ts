/** What an installation falls back on where a ticket names nothing, or something that is gone. */
import { DEFAULT_DEPARTMENT_ID, DEFAULT_PRIORITY_ID, DEFAULT_SLA_ID } from '../store/default-rows.js';
import type { Department, LookupTables, Priority, Sla, Status } from './lookup-tables.js';

function setting({ settings }: LookupTables, key: string, otherwise: number): number {
  return Number(settings.get(key)) || otherwise;
}

function first<Entry>(entries: ReadonlyMap<number, Entry>, what: string): Entry {
  for (const entry of entries.values()) return entry;
  throw new Error(`The database has no ${what}`);
}

export function defaultDepartment(tables: LookupTables): Department {
  return (
    tables.departments.get(setting(tables, 'default_dept_id', DEFAULT_DEPARTMENT_ID)) ??
    first(tables.departments, 'department')
  );
}

export function defaultPriority(tables: LookupTables): Priority {
  return (
    tables.priorities.get(setting(tables, 'default_priority_id', DEFAULT_PRIORITY_ID)) ??
    first(tables.priorities, 'ticket priority')
  );
}

export function defaultSla(tables: LookupTables): Sla | undefined {
  return tables.slas.get(setting(tables, 'default_sla_id', DEFAULT_SLA_ID));
}

/** The status of a new ticket: the one that the settings name if its state is open, else the first open one. */
export function openStatus(tables: LookupTables, wantedId = setting(tables, 'default_ticket_status_id', 0)): Status {
  const wanted = tables.statuses.get(wantedId);
  if (wanted?.state === 'open') return wanted;
  const open = [...tables.statuses.values()].find(({ state }) => state === 'open');
  if (open === undefined) throw new Error('The database has no ticket status whose state is open');
  return open;
}
