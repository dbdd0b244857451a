/** What an update's names and IDs stand for; one that stands for nothing is refused before anything is written. */

import type { RefusalId } from '../../generated/requirements.js';
import type { components } from '../../generated/types.js';
import { refuse } from '../http/refusal.js';
import type { LookupTables } from '../queries/lookup-tables.js';
import { findAgent, findDepartment, findPriority, findSla, findStatus, findTopic } from '../queries/names.js';

type Changes = components['schemas']['TicketChanges'];

export type NamedChanges = ReturnType<typeof namedChanges>;

/** Undefined for what was not sent. @throws Refusal 400 for a name or ID that is unknown or not in use */
export function namedChanges(tables: LookupTables, changes: Changes) {
  const { statusId, departmentId, topicId, slaId, staffId, priority } = changes;
  return {
    status: found(
      'statusId',
      statusId,
      (wanted) => findStatus(tables, wanted),
      'status has the name or the ID',
      'updateTicket/status-unknown-refused',
    ),
    department: found(
      'departmentId',
      departmentId,
      (wanted) => findDepartment(tables, wanted, 'active'),
      'active department has the name or the ID',
      'updateTicket/department-unknown-refused',
    ),
    topic: found(
      'topicId',
      topicId,
      (wanted) => findTopic(tables, wanted),
      'active help topic has the ID',
      'updateTicket/topic-unknown-refused',
    ),
    sla: found(
      'slaId',
      slaId,
      (wanted) => findSla(tables, wanted),
      'active SLA plan has the name or the ID',
      'updateTicket/sla-unknown-refused',
    ),
    agent: found(
      'staffId',
      staffId,
      (wanted) => findAgent(tables, wanted),
      'active agent has the username or the ID',
      'updateTicket/staff-unknown-refused',
    ),
    priority: found(
      'priority',
      priority,
      (wanted) => findPriority(tables, wanted),
      'priority has the name or the ID',
      'updateTicket/priority-unknown-refused',
    ),
  };
}

function found<Wanted, Entry>(
  field: keyof Changes,
  wanted: Wanted | undefined,
  find: (wanted: Wanted) => Entry | undefined,
  what: string,
  requirement: RefusalId,
): Entry | undefined {
  if (wanted === undefined) return undefined;
  const entry = find(wanted);
  if (entry === undefined) refuse({ requirement, message: `${field}: no ${what} "${wanted}".` });
  return entry;
}
