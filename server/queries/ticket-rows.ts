/** A ticket's own row with its subject and priority: what search and retrieval have in common. */

import { defaultDepartment, defaultPriority, openStatus } from './defaults.js';
import type { Agent, LookupTables } from './lookup-tables.js';
import type { Db } from './prepared.js';

/** What is selected of `ticket` and `ticket__cdata`. */
const ticketRow = [
  'ticket.ticket_id',
  'ticket.number',
  'ticket__cdata.subject',
  'ticket__cdata.priority',
  'ticket.status_id',
  'ticket.dept_id',
  'ticket.topic_id',
  'ticket.staff_id',
  'ticket.team_id',
  'ticket.sla_id',
  'ticket.created',
  'ticket.updated',
  'ticket.duedate',
  'ticket.isoverdue',
  'ticket.isanswered',
] as const;

/** The query for ticket rows, to be narrowed and sorted. */
export function selectTickets(db: Db) {
  return (
    db
      .selectFrom('ticket')
      // osTicket writes this row with the ticket, but a ticket without one has been seen.
      .leftJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
      .select(ticketRow)
  );
}

export interface TicketRow {
  ticket_id: number;
  number: string | null;
  subject: string | null;
  priority: string | null;
  status_id: number;
  dept_id: number;
  topic_id: number;
  staff_id: number;
  team_id: number;
  sla_id: number;
  created: string;
  updated: string;
  duedate: string | null;
  isoverdue: number;
  isanswered: number;
}

/**
 * What a row's IDs point to. A topic, agent, team or SLA plan that is gone is none; in place of a status,
 * department or priority that is gone stands the installation's default, because the contract has no null there.
 */
export function pointedTo(tables: LookupTables, row: TicketRow) {
  return {
    status: tables.statuses.get(row.status_id) ?? openStatus(tables),
    priority: tables.priorities.get(Number(row.priority)) ?? defaultPriority(tables),
    department: tables.departments.get(row.dept_id) ?? defaultDepartment(tables),
    topic: tables.topics.get(row.topic_id),
    agent: tables.agents.get(row.staff_id) as Agent | undefined,
    team: tables.teams.get(row.team_id),
    sla: tables.slas.get(row.sla_id),
  };
}

/** A time as the database has it; MySQL's date of zeros is none. */
export function timeOrNull(time: string | null): string | null {
  return time === null || time.startsWith('0000') ? null : time;
}

/** A ticket without a number is shown under its ID, since the contract asks for one. */
export function numberOf(row: { ticket_id: number; number: string | null }): string {
  return row.number || String(row.ticket_id);
}
