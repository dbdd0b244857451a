/** What the answers of a run show of how the installation is set up: statuses, departments, agents, topics and tickets. */
import type { OperationId } from '../../../contract/operations.js';
import { Answer } from '../../client/answer.js';
import type { EvidenceHeader, Exchange } from '../../client/exchange.js';
import { mark } from '../../client/mark.js';
import type { SeenHelpDesk, SeenTicket } from '../reference-target.js';

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const rowsIn = (value: unknown): Row[] => [value].flat().filter(isRow);
const textIn = (row: Row, name: string): string => (typeof row[name] === 'string' ? row[name] : '');
const idIn = (row: Row, name: string): number => (Number.isSafeInteger(row[name]) ? Number(row[name]) : 0);

/** Tickets are not needed by the thousand to be set up alike. */
const mostTickets = 500;

/** IDs and names, each ID once. */
class Names extends Map<number, string> {
  /** Where both are there, and nothing else has the ID. */
  note(row: Row, id: string, name: string): void {
    if (idIn(row, id) > 0 && textIn(row, name) !== '' && !this.has(idIn(row, id)))
      this.set(idIn(row, id), textIn(row, name));
  }

  /** A name that nothing has an ID of. */
  noteName(name: string): void {
    if (![...this.values()].includes(name)) this.set(Math.max(1000, ...this.keys()) + 1, name);
  }

  get list(): { id: number; name: string }[] {
    return [...this].map(([id, name]) => ({ id, name }));
  }
}

/** @param exchanges of a run, in the order in which they were sent */
export function seenIn({ runId, known }: EvidenceHeader, exchanges: Iterable<Exchange>): SeenHelpDesk {
  const names = () => new Names();
  const [priorities, departments, topics, agents, teams, slaPlans] = [
    names(),
    names(),
    names(),
    names(),
    names(),
    names(),
  ];
  const statuses = new Map<number, { id: number; name: string; state: string }>();
  const tickets = new Map<string, SeenTicket>();
  const byName = new Set<string>();
  let fresh: Row | undefined;

  const noteTicket = (row: Row): void => {
    const number = textIn(row, 'number');
    if (number === '' || idIn(row, 'id') === 0) return;
    priorities.note(row, 'priorityId', 'priority');
    departments.note(row, 'departmentId', 'department');
    topics.note(row, 'topicId', 'topic');
    agents.note(row, 'staffId', 'staff');
    teams.note(row, 'teamId', 'team');
    slaPlans.note(row, 'slaId', 'sla');
    if (textIn(row, 'subject').startsWith(mark(runId))) fresh ??= row;
    else if (tickets.has(number) ? Array.isArray(row.thread) : tickets.size < mostTickets)
      tickets.set(number, ticketOf(row, number));
  };
  for (const { operation, value } of answersOf(exchanges)) {
    if (operation === 'listTicketStatuses')
      for (const row of rowsIn(value)) {
        const [id, name, state] = [idIn(row, 'id'), textIn(row, 'name'), textIn(row, 'state')];
        if (id > 0 && name !== '' && state !== '') statuses.set(id, { id, name, state });
      }
    else if (operation === 'getTicketStats' && isRow(value)) {
      if (isRow(value.by_department)) for (const name of Object.keys(value.by_department)) byName.add(name);
      for (const row of rowsIn(value.by_staff)) agents.note(row, 'staff_id', 'staff_name');
    } else for (const row of rowsIn(value)) noteTicket(row);
  }
  for (const name of byName) departments.noteName(name);
  const { staffId, staffUsername, topicId, departmentPath } = known;
  if (staffId !== undefined) agents.note({ staffId, name: 'Known Agent' }, 'staffId', 'name');
  if (topicId !== undefined) topics.note({ topicId, name: 'Known topic' }, 'topicId', 'name');
  const [parent, child] = departmentPath?.split('/').map((part) => part.trim()) ?? [];
  for (const name of [parent, child]) if (name) departments.noteName(name);
  return {
    statuses: [...statuses.values()],
    priorities: priorities.list,
    departments: departments.list.map((one) => (parent && one.name === child ? { ...one, parent } : one)),
    topics: topics.list,
    agents: agents.list.map((one) => (one.id === staffId ? { ...one, username: staffUsername } : one)),
    teams: teams.list,
    slaPlans: slaPlans.list,
    defaults: fresh
      ? {
          departmentId: idIn(fresh, 'departmentId') || undefined,
          slaId: idIn(fresh, 'slaId') || undefined,
          priorityId: idIn(fresh, 'priorityId') || undefined,
        }
      : {},
    tickets: [...tickets.values()],
  };
}

/** The values of successes, as they are meant; nothing of answers that cannot be read. */
function* answersOf(exchanges: Iterable<Exchange>): Generator<{ operation: OperationId; value: unknown }> {
  for (const exchange of exchanges) {
    const operation = exchange.operation as OperationId | undefined;
    if (!operation || !exchange.response) continue;
    try {
      const answer = new Answer(exchange, operation);
      if (answer.isSuccess) yield { operation, value: answer.meant };
    } catch {
      // An answer that cannot be read, or is not kept, shows nothing.
    }
  }
}

const types = { message: 'M', response: 'R', note: 'N' } as const;

function ticketOf(row: Row, number: string): SeenTicket {
  const user = isRow(row.user) ? row.user : {};
  const due = textIn(row, 'dueDate') || textIn(row, 'duedate');
  return {
    id: idIn(row, 'id'),
    number,
    subject: textIn(row, 'subject'),
    statusId: idIn(row, 'statusId'),
    priorityId: idIn(row, 'priorityId'),
    departmentId: idIn(row, 'departmentId'),
    topicId: idIn(row, 'topicId'),
    staffId: idIn(row, 'staffId'),
    teamId: idIn(row, 'teamId'),
    slaId: idIn(row, 'slaId'),
    created: textIn(row, 'created'),
    updated: textIn(row, 'updated'),
    due: due || null,
    closed: textIn(row, 'closed') || null,
    overdue: row.isOverdue === true,
    answered: row.isAnswered === true,
    user: textIn(user, 'email') ? { name: textIn(user, 'name'), email: textIn(user, 'email') } : undefined,
    thread: rowsIn(row.thread).map((entry) => ({
      type: types[textIn(entry, 'type') as keyof typeof types] ?? 'M',
      poster: textIn(entry, 'poster'),
      staffId: idIn(entry, 'staffId'),
      body: textIn(entry, 'body'),
      created: textIn(entry, 'timestamp'),
    })),
  };
}
