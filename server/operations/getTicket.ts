/**
 * GET /tickets-get.php/{number}.{format}: a ticket with all its thread entries, by number and then by ID
 * (getTicket/number-before-id).
 */
import type { components } from '../../generated/types.js';
import type { Handler } from '../http/operation.js';
import { refuse } from '../http/refusal.js';
import { type LookupTables, lookupTables } from '../queries/lookup-tables.js';
import { type AttachmentRow, type EntryRow, mimeTypeOf, threadAttachments, threadEntries } from '../queries/thread.js';
import { childIds, type TicketDetails, ticketDetails } from '../queries/ticket-details.js';
import { ticketFields } from '../queries/ticket-fields.js';
import { ticketIdByNumberOrId } from '../queries/ticket-lookup.js';
import { pointedTo, timeOrNull } from '../queries/ticket-rows.js';

type ThreadEntry = components['schemas']['ThreadEntry'];
type Attachment = components['schemas']['Attachment'];

export const getTicket: Handler<'getTicket'> = async ({ store, params }) => {
  const id = await ticketIdByNumberOrId(store, params.number);
  const row = id === undefined ? undefined : await ticketDetails(store, id);
  if (row === undefined)
    refuse({
      requirement: 'getTicket/unknown-404',
      message: `Ticket not found: no ticket has the number or the ID ${params.number}.`,
    });
  const ticket = row.ticket_id;
  const [tables, children, entries, attachments] = await Promise.all([
    lookupTables(store),
    childIds(store, ticket),
    threadEntries(store, { ticket }),
    threadAttachments(store, { ticket }),
  ]);
  const { status } = pointedTo(tables, row);
  return {
    status: 200,
    body: {
      ...ticketFields(tables, row),
      userId: row.user_id,
      user: { name: row.user_name ?? '', email: row.user_email ?? '' },
      duedate: timeOrNull(row.duedate),
      closed: closedTime(row, status.state),
      source: row.source,
      ip: row.ip_address || null,
      children,
      thread: entries.map((entry) => toEntry(entry, attachments, tables, row)),
    },
  };
};

/** getTicket/closed-only-when-closed: whatever the row says, an open ticket has no closing time and a closed one has. */
function closedTime(row: TicketDetails, state: string | null): string | null {
  if (state === 'open') return null;
  const closed = timeOrNull(row.closed);
  return state === 'closed' ? (closed ?? row.updated) : closed;
}

function toEntry(
  row: EntryRow,
  all: readonly AttachmentRow[],
  { agents }: LookupTables,
  ticket: TicketDetails,
): ThreadEntry {
  const attachments = all.filter((attachment) => attachment.entry_id === row.id).map(toAttachment);
  return {
    id: row.id,
    type: row.type === 'M' ? 'message' : row.type === 'R' ? 'response' : 'note',
    poster: row.poster,
    timestamp: row.created,
    body: row.body,
    // What an agent wrote for a user is the user's message.
    ...(row.type === 'M' && { userId: row.user_id || ticket.user_id }),
    // An agent who is gone is known by the name that the entry has.
    ...(row.type !== 'M' &&
      row.staff_id > 0 && { staffId: row.staff_id, staff: agents.get(row.staff_id)?.name ?? row.poster }),
    ...(attachments.length > 0 && { attachments, attachment_count: attachments.length }),
  };
}

function toAttachment(row: AttachmentRow): Attachment {
  return {
    id: row.id,
    file_id: row.file_id,
    filename: row.name || row.file_name,
    size: row.size,
    mime_type: mimeTypeOf(row.type),
    inline: row.inline === 1,
  };
}
