/** What an action of an exploration sends, and what its ticket must show of it. */
import { html, isNamed, isRenderedOrKept } from '../steps/creations.js';
import type { ticketIn } from '../steps/own-tickets.js';
import {
  type Chosen,
  type Comparison,
  chosenFields,
  dueShown,
  type Entry,
  entriesOf,
  idsShown,
  type Named,
  namesShown,
  textShown,
} from '../steps/set-fields.js';
import { anIp, aPhone } from '../steps/several-fields.js';
import type { TicketChanges } from '../steps/updates.js';
import type { Creation, Update } from './actions.js';
import { attached, file, pastDay, type SentFile } from './texts.js';
import type { Values } from './values.js';

type Ids = Partial<Record<Chosen, number>>;

/** A file that a ticket must have, and the requirement of the request that it was sent with. */
export interface KeptFile extends SentFile {
  operation: 'createTicket' | 'updateTicket' | 'updateTicketByPut';
}

/** The IDs that are sent for the fields that an action chooses. */
function chosen(action: Creation | Update, values: Values): Ids {
  const entries = chosenFields.flatMap((field) => {
    const choice = (action as Ids)[field];
    const known = values[field];
    return choice === undefined || known.length === 0 ? [] : [[field, known[choice % known.length]] as const];
  });
  return Object.fromEntries(entries);
}

/** The names of those values that have one. */
function namesOf(ids: Ids, { names }: Values): Partial<Record<Named, string>> {
  const found = (Object.keys(names) as Named[]).map((field) => [field, names[field].get(Number(ids[field]))]);
  return Object.fromEntries(found.filter(([, name]) => name !== undefined));
}

const filesOf = (kinds: readonly number[], salt: number, operation: KeptFile['operation']): KeptFile[] =>
  kinds.map((kind) => ({ ...file(kind, salt), operation }));

const attachmentsOf = (files: readonly KeptFile[]) => (files.length > 0 ? { attachments: files.map(attached) } : {});

const originOf = (source: NonNullable<Creation['origin']>) => ({ source, ip: anIp });

/** @param salt makes the bytes of the files other ones than those of other tickets */
export function creationOf(action: Creation, values: Values, email: string, salt: number, parent?: string) {
  const ids = chosen(action, values);
  const files = filesOf(action.files, salt, 'createTicket');
  const fields = {
    name: action.name,
    email,
    ...(action.html
      ? { message: html, format: 'html' as const }
      : { message: action.message, format: 'text' as const }),
    ...(action.origin ? originOf(action.origin) : {}),
    ...(action.phone ? aPhone : {}),
    ...ids,
    ...(action.due ? { duedate: action.due } : {}),
    ...attachmentsOf(files),
    ...(parent === undefined ? {} : { parentTicketId: parent }),
  };
  return { fields, ids, files };
}

/** @param before stands before the subject that the action has */
export function creationShown(
  action: Creation,
  ticket: ReturnType<typeof ticketIn>,
  { ids, email, isNew, before }: { ids: Ids; email: string; isNew: boolean; before: string },
): Comparison[] {
  const { subject, message, name, due, html: isHtml } = action;
  const entries = entriesOf(ticket);
  // A note of the installation itself may stand before the message: about a file that it could not keep, for example.
  const entry = entries.find(({ type }) => type === 'message') ?? entries[0];
  const user = (ticket.user ?? {}) as { name?: unknown; email?: unknown };
  return [
    textShown('createTicket/subject-stored', 'subject', subject, String(ticket.subject).split(before)[1]),
    isHtml
      ? ['createTicket/format-html', 'thread', isRenderedOrKept(String(entry?.body), html), html, entry?.body]
      : textShown('createTicket/format-text', 'thread', message, entry?.body),
    ...(action.origin ? originShown(ticket, originOf(action.origin)) : []),
    // An installation keeps the name of a user whom it knows.
    ...(isNew
      ? [textShown('createTicket/name-stored', 'user/name', name, isNamed(user.name, name) ? name : user.name)]
      : []),
    ['createTicket/email-stored', 'user/email', user.email === email, email, user.email],
    ...idsShown('createTicket', ticket, ids),
    ...dueShown('createTicket', ticket, due),
  ];
}

const originShown = ({ source, ip }: ReturnType<typeof ticketIn>, sent: ReturnType<typeof originOf>): Comparison[] => [
  ['createTicket/source-stored', 'source', typeof source !== 'string' || source === sent.source, sent.source, source],
  ['createTicket/ip-stored', 'ip', typeof ip !== 'string' || ip === sent.ip, sent.ip, ip],
];

export interface SentUpdate {
  body: TicketChanges;
  /** IDs of the values that are given, and the names of those that are given by name. */
  ids: Ids;
  named: Partial<Record<Named, string>>;
  files: KeptFile[];
}

/** @param place of the action among those that were done. The note stands before the fields, or behind them: what is before may hide what is behind. */
export function updateOf(action: Update, values: Values, place: number, salt: number): SentUpdate {
  const { note, due, byName } = action;
  const ids = chosen(action, values);
  const named = byName ? namesOf(ids, values) : {};
  const files = filesOf(note?.files ?? [], salt, action.put ? 'updateTicketByPut' : 'updateTicket');
  const set: TicketChanges = { ...ids, ...named, ...(due === undefined ? {} : { dueDate: due }) };
  const added: TicketChanges = {
    ...(note ? { note: note.text, noteFormat: 'text' } : {}),
    ...(note?.title ? { noteTitle: `Title ${place}` } : {}),
    ...attachmentsOf(files),
  };
  return { body: place % 2 === 0 ? { ...added, ...set } : { ...set, ...added }, ids, named, files };
}

/** @param added the entries that the thread did not have before */
export function updateShown(
  by: 'updateTicket' | 'updateTicketByPut',
  { note, due }: Update,
  { ids, named, files }: SentUpdate,
  ticket: ReturnType<typeof ticketIn>,
  added: readonly Entry[],
): Comparison[] {
  const byId: Ids = Object.fromEntries(Object.entries(ids).filter(([field]) => !(field in named)));
  const owner = by === 'updateTicket' ? 'updateTicket/note-format-text' : 'updateTicketByPut/same-as-patch';
  const kept = added.find(({ body }) => String(body) === note?.text);
  return [
    ...idsShown(by, ticket, byId),
    ...namesShown(by, ticket, named),
    ...dueShown(by, ticket, due),
    ...(due && due !== pastDay ? [notOverdue(ticket)] : []),
    ...(note ? [textShown(owner, 'thread', note.text, ...added.map(({ body }) => body))] : []),
    ...(kept ? [typeShown(kept)] : []),
    ...(kept && files.length === 0 ? [withoutFiles(kept)] : []),
  ];
}

const notOverdue = ({ isOverdue }: ReturnType<typeof ticketIn>): Comparison => [
  'updateTicket/dueDate-future-clears-overdue',
  'isOverdue',
  Number(isOverdue) !== 1,
  false,
  isOverdue,
];

const typeShown = ({ type }: Entry): Comparison => [
  'getTicket/thread-type-note',
  'thread',
  type === 'note',
  'note',
  type,
];

const withoutFiles = ({ attachments }: Entry): Comparison => [
  'getTicket/no-attachments-no-fields',
  'thread',
  !Array.isArray(attachments) || attachments.length === 0,
  'no attachments of a note that was sent without',
  attachments,
];
