/**
 * The small tables that a ticket's IDs point into: statuses, priorities, departments, help topics, agents, teams,
 * SLA plans, and the installation's default settings. They are read as a whole, because joining seven tables to each
 * row of a search costs more than everything else about it.
 */
import type { Store } from '../store/store.js';
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
  /** Of the department above it. */
  readonly pid: number | null;
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

const statuses = prepared<object, Status>((db) =>
  db.selectFrom('ticket_status').select(['id', 'name', 'state']).orderBy('id'),
);

const priorities = prepared<object, Priority>((db) =>
  db.selectFrom('ticket_priority').select(['priority_id as id', 'priority_desc as name']).orderBy('id'),
);

const departments = prepared<object, Department>((db) =>
  db.selectFrom('department').select(['id', 'name', 'pid', 'flags', 'sla_id as slaId']).orderBy('id'),
);

const topics = prepared<object, Topic>((db) =>
  db
    .selectFrom('help_topic')
    .select(['topic_id as id', 'topic as name', 'flags', 'dept_id as departmentId', 'priority_id as priorityId'])
    .select(['sla_id as slaId', 'staff_id as staffId', 'team_id as teamId', 'status_id as statusId'])
    .orderBy('id'),
);

const agents = prepared((db) =>
  db.selectFrom('staff').select(['staff_id as id', 'username', 'firstname', 'lastname', 'isactive']).orderBy('id'),
);

const teams = prepared<object, Team>((db) => db.selectFrom('team').select(['team_id as id', 'name']).orderBy('id'));

const slas = prepared<object, Sla>((db) =>
  db.selectFrom('sla').select(['id', 'name', 'flags', 'grace_period as graceHours']).orderBy('id'),
);

const settings = prepared((db) =>
  db
    .selectFrom('config')
    .select(['key', 'value'])
    .where('namespace', '=', 'core')
    .where('key', 'like', 'default%')
    .orderBy('id'),
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
  const tables = { changes, ...(await readTables(store, db)) };
  if (changes !== undefined) kept.set(store, tables);
  return tables;
}

async function readTables(store: Store, db?: Db): Promise<Omit<LookupTables, 'changes'>> {
  const read = <Row>(select: (store: Store, values: object, db?: Db) => Promise<Row[]>) => select(store, {}, db);
  const [status, priority, department, topic, staff, team, sla, setting] = await Promise.all([
    read(statuses),
    read(priorities),
    read(departments),
    read(topics),
    read(agents),
    read(teams),
    read(slas),
    read(settings),
  ]);
  return {
    statuses: byId(status),
    priorities: byId(priority),
    departments: byId(department),
    topics: byId(topic),
    agents: byId(
      staff.map(({ id, username, firstname, lastname, isactive }) => ({
        id,
        name: `${firstname ?? ''} ${lastname ?? ''}`.trim() || username,
        username,
        active: isactive === 1,
      })),
    ),
    teams: byId(team),
    slas: byId(sla),
    settings: new Map(setting.map(({ key, value }) => [key, value])),
  };
}

const byId = <Row extends { readonly id: number }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
