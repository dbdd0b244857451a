/** Faults that show only after some requests, or in what tickets of the world have in them. */
import { json } from '../../../server/faults/answer.js';
import {
  at,
  both,
  type Environment,
  errorReply,
  type Fault,
  type FaultRequest,
  isSuccess,
  when,
} from '../../../server/faults/fault.js';
import { body, bodyOf, type Json } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { referenceTo } from '../faults/related-tickets.js';

export const ticketOf = async ({ store: { db } }: Environment, number: string) =>
  db.selectFrom('ticket').selectAll().where('number', '=', number).executeTakeFirst();

export const numberOf = async ({ store: { db } }: Environment, id: number) =>
  (await db.selectFrom('ticket').select('number').where('ticket_id', '=', id).executeTakeFirst())?.number ?? '';

/** The parent's parent instead of an answer, where there is one. */
export async function topmostParent<Answer>(answer: Answer, { params }: FaultRequest, environment: Environment) {
  const ticket = await ticketOf(environment, params.number ?? '');
  const parent = await ticketOf(environment, await numberOf(environment, ticket?.ticket_pid ?? 0));
  if (!parent?.ticket_pid) return answer;
  return { parent: await referenceTo(environment, await numberOf(environment, parent.ticket_pid)) };
}
export const topmost = json(topmostParent);

const grandchildrenToo = json(async (answer, _, environment) => {
  const children = answer.children as { ticket_id: number }[];
  const ids = children.map(({ ticket_id: id }) => id);
  const grandchildren = await environment.store.db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_pid', 'in', [-1, ...ids])
    .execute();
  const references = await Promise.all(grandchildren.map(({ number }) => referenceTo(environment, number ?? '')));
  return { children: [...children, ...references] };
});

/** A list of children that was once longer stays so. */
const neverShorter = json((answer, { url }, { memory }) => {
  const known = (memory.get(url) ?? []) as unknown[];
  const children = answer.children as unknown[];
  if (children.length >= known.length) memory.set(url, children);
  return { children: memory.get(url) };
});

/** A child whose parent was deleted cannot be deleted. */
const orphansStay: Fault = async (sent, forward, environment) => {
  const { memory } = environment;
  const ticket = await ticketOf(environment, sent.params.number ?? '');
  if (memory.has(`orphan ${ticket?.ticket_id}`)) return errorReply(500);
  const children = await environment.store.db
    .selectFrom('ticket')
    .select('ticket_id')
    .where('ticket_pid', '=', ticket?.ticket_id ?? -1)
    .execute();
  const answer = await forward(sent);
  if (isSuccess(answer)) for (const { ticket_id: id } of children) memory.set(`orphan ${id}`, true);
  return answer;
};

/** A status that the newest ticket has is not listed. */
const takenStatusHidden: Fault = async (sent, forward, environment) => {
  const newest = await environment.store.db
    .selectFrom('ticket')
    .select('status_id')
    .where('status_id', '!=', 1)
    .orderBy('ticket_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return json((list) => (list as unknown as { id: number }[]).filter(({ id }) => id !== newest?.status_id))(
    sent,
    forward,
    environment,
  );
};

type Figures = Record<string, unknown>;
interface Stats {
  by_department: Record<string, Figures>;
  by_staff: { departments: Record<string, Figures> }[];
}

/** Something of the statistics is as it was at first. */
const asAtFirst = (part: (stats: Stats) => unknown, put: (stats: Stats, part: never) => unknown) =>
  json((answer, _, { memory }) => {
    const stats = answer as unknown as Stats;
    if (!memory.has('part')) memory.set('part', part(stats));
    return put(stats, memory.get('part') as never);
  });

export const text = (field: string, change: (value: string) => string): Fault =>
  body((sent) => (typeof sent[field] === 'string' ? { ...sent, [field]: change(sent[field]) } : sent));

type Attachments = Record<string, string>[];
const attachments = (change: (files: Attachments) => Attachments): Fault =>
  body((sent: Json) => (Array.isArray(sent.attachments) ? { ...sent, attachments: change(sent.attachments) } : sent));

/** Of files of the same size, the first one's content is everybody's. */
const oneOfEachSize = attachments((files) => {
  const bySize = new Map<number, string>();
  return files.map((file) =>
    Object.fromEntries(
      Object.entries(file).map(([name, uri]) => {
        const content = uri.slice(uri.indexOf(','));
        const known = bySize.get(content.length) ?? content;
        bySize.set(content.length, known);
        return [name, uri.slice(0, uri.indexOf(',')) + known];
      }),
    ),
  );
});

const lowerExtensions = attachments((files) =>
  files.map((file) =>
    Object.fromEntries(
      Object.entries(file).map(([name, uri]) => [name.replace(/\.[A-Z]+$/, (end) => end.toLowerCase()), uri]),
    ),
  ),
);

/** A user of a known name keeps the address that came first with it. */
const usersByName: Fault = body((sent, { memory }) => {
  if (typeof sent.name !== 'string') return sent;
  if (!memory.has(sent.name)) memory.set(sent.name, sent.email);
  return { ...sent, email: memory.get(sent.name) };
});

const summerLosesAnHour = (field: string): Fault =>
  text(field, (date) =>
    date.replace(
      /^(\d{4}-0[4-9]-\d\d)T(\d\d)/,
      (_, day, hour) => `${day}T${String((Number(hour) + 23) % 24).padStart(2, '0')}`,
    ),
  );

const leapDayIsMarch = (field: string): Fault => text(field, (date) => date.replace(/-02-29/, '-03-01'));

/** A row of a search keeps the agent that it showed first. */
const agentsLate: Fault = json((found, _, { memory }) =>
  (found as unknown as Json[]).map((row) => {
    const key = `agent of ${row.number}`;
    if (!memory.has(key)) memory.set(key, { staffId: row.staffId, staff: row.staff });
    return { ...row, ...(memory.get(key) as object) };
  }),
);

const noteLost = when(
  (sent) => 'note' in (bodyOf(sent) ?? {}) && 'staffId' in (bodyOf(sent) ?? {}),
  body(({ note: _, noteFormat: __, noteTitle: ___, attachments: ____, ...others }) => others),
);

/** A child that is deleted stays in the list of its parent. */
const deletedStayListed: Fault = json((ticket, _, { memory }) => {
  const known = new Set([...((memory.get(`children ${ticket.id}`) ?? []) as number[]), ...ticket.children]);
  memory.set(`children ${ticket.id}`, [...known]);
  return { ...ticket, children: [...known].filter((id) => ticket.children.includes(id) || memory.has(`gone ${id}`)) };
});
const deletionsNoted: Fault = async (sent, forward, environment) => {
  const ticket = await ticketOf(environment, sent.params.number ?? '');
  const answer = await forward(sent);
  if (isSuccess(answer)) environment.memory.set(`gone ${ticket?.ticket_id}`, true);
  return answer;
};

export const sequences: Row[] = [
  [
    'getTicket/children-are-ids',
    'a child that was deleted stays listed',
    both(at('getTicket', deletedStayListed), at('deleteTicket', deletionsNoted)),
    { at: 'all' },
  ],
  ['getParentTicket/answers-the-parent', 'the lowest of three has the topmost as its parent', topmost],
  ['listChildTickets/answers-all-children', 'children of children are listed too', grandchildrenToo],
  ['listChildTickets/answers-all-children', 'a child stays listed after it was unlinked', neverShorter],
  ['deleteTicket/answers-200', 'a ticket whose parent is gone cannot be deleted', orphansStay],
  ['listTicketStatuses/complete', 'a status is not listed once a ticket has it', takenStatusHidden],
  [
    'getTicketStats/follows-changes',
    'departments stay as they were',
    asAtFirst(
      ({ by_department: part }) => part,
      (stats, by_department) => ({ ...stats, by_department }),
    ),
  ],
  [
    'getTicketStats/follows-changes',
    'agents stay as they were',
    asAtFirst(
      ({ by_staff: part }) => part,
      (stats, by_staff) => ({ ...stats, by_staff }),
    ),
  ],
  [
    'getTicketStats/follows-changes',
    'closed tickets stay as many',
    asAtFirst(
      (stats) => (stats as unknown as Figures).closed,
      (stats, closed) => ({ ...stats, closed }),
    ),
  ],
  ['createTicket/attachment-stored', 'files of the same size get the same bytes', oneOfEachSize],
  ['updateTicket/attachment-stored', 'files of the same size get the same bytes', oneOfEachSize],
  ['createTicket/attachment-name', 'an extension in capitals is made small', lowerExtensions],
  ['createTicket/email-stored', 'a user of a known name keeps the first address', usersByName],
  ['createTicket/duedate-with-time', 'an hour is lost in summer', summerLosesAnHour('duedate')],
  ['updateTicket/dueDate-with-time', 'an hour is lost in summer', summerLosesAnHour('dueDate')],
  ['createTicket/duedate-stored', 'a leap day becomes March 1', leapDayIsMarch('duedate')],
  [
    'formats/json-is-utf8',
    'a text is brought into one Unicode form',
    text('message', (one) => one.normalize()),
    { of: ['createTicket'] },
  ],
  ['createTicket/format-text', 'entities in a text are decoded', text('message', (one) => one.replaceAll('&lt;', '<'))],
  [
    'createTicket/format-text',
    'a text of digits loses its end',
    text('message', (one) => one.replace(/^(\d+)\d$/, '$1')),
  ],
  [
    'formats/json-is-utf8',
    'an emoji at the end of a long subject is lost',
    text('subject', (one) => (one.length > 150 ? one.replace(/\p{So}+$/u, '') : one)),
    { of: ['createTicket'] },
  ],
  [
    'createTicket/subject-stored',
    'a subject that ends in 0 loses it',
    text('subject', (one) => one.replace(/ 0$/, '')),
  ],
  [
    'updateTicket/note-format-text',
    'what looks like a tag in a note is lost',
    text('note', (one) => one.replaceAll(/<(?!b|\/b|\s)[^>]*>/g, '')),
  ],
  ['updateTicket/note-format-text', 'a note is lost where an agent is given too', noteLost],
  ['searchTickets/row-agrees-with-ticket', 'a row keeps the agent that it showed first', agentsLate],
];
