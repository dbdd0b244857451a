/** Looks things up as a caller names them: by name in upper and lower case first, then by ID. */
import { ACTIVE_DEPARTMENT, ACTIVE_SLA, ACTIVE_TOPIC } from '../store/default-rows.js';
import { fold } from '../store/fold.js';
import type { Agent, Department, LookupTables, Priority, Sla, Status, Topic } from './lookup-tables.js';

type Wanted = string | number;

function byName<Entry extends { name: string }>(entries: readonly Entry[], wanted: Wanted): Entry | undefined {
  if (typeof wanted === 'number') return undefined;
  const name = fold(wanted);
  return entries.find((entry) => fold(entry.name) === name);
}

function byId<Entry extends { id: number }>(entries: readonly Entry[], wanted: Wanted): Entry | undefined {
  return entries.find((entry) => String(entry.id) === String(wanted));
}

/** A status, archived and deleted ones too. */
export function findStatus({ statuses }: LookupTables, wanted: Wanted): Status | undefined {
  const all = [...statuses.values()];
  return byName(all, wanted) ?? byId(all, wanted);
}

export function findPriority({ priorities }: LookupTables, wanted: Wanted): Priority | undefined {
  const all = [...priorities.values()];
  return byName(all, wanted) ?? byId(all, wanted);
}

/** An SLA plan that is in use. */
export function findSla({ slas }: LookupTables, wanted: Wanted): Sla | undefined {
  const active = [...slas.values()].filter(({ flags }) => flags & ACTIVE_SLA);
  return byName(active, wanted) ?? byId(active, wanted);
}

/** A help topic that is in use. */
export function findTopic({ topics }: LookupTables, id: number): Topic | undefined {
  const topic = topics.get(id);
  return topic !== undefined && topic.flags & ACTIVE_TOPIC ? topic : undefined;
}

/** An agent who may log in, by username. */
export function findAgent({ agents }: LookupTables, wanted: Wanted): Agent | undefined {
  const active = [...agents.values()].filter((agent) => agent.active);
  const named = byName(
    active.map((agent) => ({ name: agent.username, agent })),
    wanted,
  );
  return named?.agent ?? byId(active, wanted);
}

/** A department by its own name, its path `Parent / Child`, or its ID. @param which `active`: one that is in use */
export function findDepartment(
  { departments }: LookupTables,
  wanted: Wanted,
  which: 'active' | 'any',
): Department | undefined {
  const all = [...departments.values()];
  const candidates = which === 'any' ? all : all.filter(({ flags }) => flags & ACTIVE_DEPARTMENT);
  const path = typeof wanted === 'string' ? comparable(wanted) : undefined;
  return (
    byName(candidates, wanted) ??
    candidates.find((department) => comparable(pathOf(departments, department)) === path) ??
    byId(candidates, wanted)
  );
}

/** `Parent/Child`; a chain that comes back to itself ends there. */
function pathOf(departments: ReadonlyMap<number, Department>, department: Department): string {
  const chain = new Set<Department>();
  for (
    let at: Department | undefined = department;
    at !== undefined && !chain.has(at);
    at = departments.get(at.pid ?? 0)
  )
    chain.add(at);
  return [...chain]
    .reverse()
    .map(({ name }) => name)
    .join('/');
}

const comparable = (path: string) =>
  fold(path)
    .replaceAll(/\s*\/\s*/g, '/')
    .trim();
