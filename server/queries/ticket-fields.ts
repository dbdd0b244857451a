import type { components } from '../../generated/types.js';
import type { LookupTables } from './lookup-tables.js';
import { numberOf, pointedTo, type TicketRow } from './ticket-rows.js';

/** The fields that searchTickets and getTicket both give, under the same names. */
export function ticketFields(
  tables: LookupTables,
  row: TicketRow,
): Omit<components['schemas']['FoundTicket'], 'dueDate'> {
  const { status, priority, department, topic, agent, team, sla } = pointedTo(tables, row);
  return {
    id: row.ticket_id,
    number: numberOf(row),
    subject: row.subject ?? '',
    statusId: status.id,
    status: status.name,
    priorityId: priority.id,
    priority: priority.name,
    departmentId: department.id,
    department: department.name,
    topicId: topic?.id ?? null,
    topic: topic?.name ?? null,
    staffId: agent?.id ?? null,
    staff: agent?.name ?? null,
    teamId: team?.id ?? null,
    team: team?.name ?? null,
    slaId: sla?.id ?? null,
    sla: sla?.name ?? null,
    created: row.created,
    updated: row.updated,
    isOverdue: row.isoverdue === 1,
    isAnswered: row.isanswered === 1,
  };
}
