/**
 * The small tables that a ticket's IDs point into: statuses, priorities, departments, help topics, agents, teams,
 * SLA plans, and the installation's default settings. They are read as a whole, in one query, because joining seven
 * tables to each row of a search costs more than everything else about it.
 */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Store } from '../store/store.js';
import type { Database } from '../store/tables.js';
import { type Db, prepared } from './prepared.js';

export interface Status {
  readonly id: number;
  readonly name: string;
  readonly state: string | null;
}
export interface Priority {
  readonly id: number;
  readonly name: string;
}
export interface Department {
  readonly id: number;
  readonly name: string;
  readonly pid: number;
  readonly flags: number;
  readonly slaId: number;
}
export interface Topic {
  readonly id: number;
  readonly name: string;
  readonly flags: number;
  readonly departmentId: number;
  readonly priorityId: number;
  readonly slaId: number;
  readonly staffId: number;
  readonly teamId: number;
  readonly statusId: number;
}
/** `name` is "firstname lastname" as osTicket shows an agent; `username` is what the agent logs in with. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly active: boolean;
}
export interface Team {
  readonly id: number;
  readonly name: string;
}
export interface Sla {
  readonly id: number;
  readonly name: string;
  readonly flags: number;
  readonly graceHours: number;
}

/** Each table by ID, in the order of IDs. */
export interface LookupTables {
  /** The state of the database that they were read in (see Store.changes). */
  readonly changes: string | undefined;
  readonly statuses: ReadonlyMap<number, Status>;
  readonly priorities: ReadonlyMap<number, Priority>;
  readonly departments: ReadonlyMap<number, Department>;
  readonly topics: ReadonlyMap<number, Topic>;
  readonly agents: ReadonlyMap<number, Agent>;
  readonly teams: ReadonlyMap<number, Team>;
  readonly slas: ReadonlyMap<number, Sla>;
  /** Settings of the namespace `core`: `default_dept_id`, `default_sla_id`, `default_priority_id`. */
  readonly settings: ReadonlyMap<string, string>;
}

/** One row of any of the tables. `numbers` differ by kind; see `lookupRows`. */
interface Row {
  kind: 'status' | 'priority' | 'department' | 'topic' | 'agent' | 'team' | 'sla' | 'setting';
  id: number;
  name: string;
  text: string | null;
  text2: string | null;
  flags: number | null;
  a: number | null;
  b: number | null;
  c: number | null;
  d: number | null;
  e: number | null;
  f: number | null;
}

/** @param columns what stands in `id`, `name`, `text`, `text2`, `flags`, `a` to `f`, as far as the table has it */
function part<Table extends keyof Database>(
  db: Db,
  kind: Row['kind'],
  table: Table,
  columns: { readonly [Name in keyof Row]?: keyof Database[Table] & string },
) {
  const names = ['id', 'name', 'text', 'text2', 'flags', 'a', 'b', 'c', 'd', 'e', 'f'] as const;
  const column = (name: keyof Row) => (columns[name] === undefined ? sql`null` : sql.ref(columns[name])).as(name);
  const query = db.selectFrom(table as 'sla') as unknown as SelectQueryBuilder<Database, keyof Database, object>;
  return query.select([sql.lit(kind).as('kind'), ...names.map(column)]) as SelectQueryBuilder<
    Database,
    keyof Database,
    Row
  >;
}

const lookupRows = prepared<object, Row>((db) =>
  part(db, 'status', 'ticket_status', { id: 'id', name: 'name', text: 'state' })
    .unionAll(part(db, 'priority', 'ticket_priority', { id: 'priority_id', name: 'priority_desc' }))
    .unionAll(part(db, 'department', 'department', { id: 'id', name: 'name', flags: 'flags', a: 'pid', b: 'sla_id' }))
    .unionAll(
      part(db, 'topic', 'help_topic', {
        id: 'topic_id',
        name: 'topic',
        flags: 'flags',
        a: 'dept_id',
        b: 'priority_id',
        c: 'sla_id',
        d: 'staff_id',
        e: 'team_id',
        f: 'status_id',
      }),
    )
    .unionAll(
      part(db, 'agent', 'staff', {
        id: 'staff_id',
        name: 'username',
        text: 'firstname',
        text2: 'lastname',
        a: 'isactive',
      }),
    )
    .unionAll(part(db, 'team', 'team', { id: 'team_id', name: 'name' }))
    .unionAll(part(db, 'sla', 'sla', { id: 'id', name: 'name', flags: 'flags', a: 'grace_period' }))
    .unionAll(
      part(db, 'setting', 'config', { id: 'id', name: 'key', text: 'value' })
        .where('config.namespace', '=', 'core')
        .where('config.key', 'like', 'default%'),
    ),
);

const kept = new WeakMap<Store, LookupTables>();

/**
 * The tables as they are now. They are kept only as long as the database can say that nothing was written to it
 * (SQLite); osTicket's own database cannot, so there they are read each time.
 *
 * @param changes the state of the store (see Store.changes), where it was asked for already
 */
export async function lookupTables(store: Store, db?: Db, changes = store.changes()): Promise<LookupTables> {
  const known = kept.get(store);
  if (known !== undefined && known.changes === changes) return known;
  const tables = { changes, ...arranged(await lookupRows(store, {}, db)) };
  if (changes !== undefined) kept.set(store, tables);
  return tables;
}

function arranged(unsorted: readonly Row[]): Omit<LookupTables, 'changes'> {
  // Not by the database: it would make a table of the whole union for it.
  const rows = [...unsorted].sort((a, b) => a.id - b.id);
  const of = <Entry>(kind: Row['kind'], entry: (row: Row) => Entry) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.id, entry(row)]));
  const named = ({ id, name }: Row) => ({ id, name });
  return {
    statuses: of('status', (row) => ({ ...named(row), state: row.text })),
    priorities: of('priority', named),
    departments: of('department', (row) => ({
      ...named(row),
      flags: row.flags ?? 0,
      pid: row.a ?? 0,
      slaId: row.b ?? 0,
    })),
    topics: of('topic', (row) => ({
      ...named(row),
      flags: row.flags ?? 0,
      departmentId: row.a ?? 0,
      priorityId: row.b ?? 0,
      slaId: row.c ?? 0,
      staffId: row.d ?? 0,
      teamId: row.e ?? 0,
      statusId: row.f ?? 0,
    })),
    agents: of('agent', (row) => ({
      id: row.id,
      name: `${row.text ?? ''} ${row.text2 ?? ''}`.trim() || row.name,
      username: row.name,
      active: row.a === 1,
    })),
    teams: of('team', named),
    slas: of('sla', (row) => ({ ...named(row), flags: row.flags ?? 0, graceHours: row.a ?? 0 })),
    settings: new Map(rows.filter((row) => row.kind === 'setting').map((row) => [row.name, row.text ?? ''])),
  };
}
