/** Where the numbers come from that stand in the requests of a run: which of them tomorrow's script has to ask for anew. */
import { answeredNumber } from '../../../contract/ticket-number.js';
import type { Exchange } from '../../client/exchange.js';
import { createPaths, reads } from '../../client/guard.js';
import { mark } from '../../client/mark.js';
import { sentText } from './sent-text.js';

/** A ticket that the run made. */
export interface MadeTicket {
  creation: Exchange;
  /** Empty where the creation gave none. */
  subject: string;
  number?: string;
  /** Its internal ID, where an answer showed it. */
  id?: string;
  /** Whether the answer to the creation told the number; where not, it was found by searching. */
  told: boolean;
}

/** A file of a ticket that the run made: the place of its ID among all in the ticket. */
export interface MadeFile {
  ticket: MadeTicket;
  place: number;
}

export interface Origins {
  runId: string;
  /** Those that a number or an ID stands for. */
  byNumber: ReadonlyMap<string, MadeTicket>;
  byId: ReadonlyMap<string, MadeTicket>;
  byFileId: ReadonlyMap<string, MadeFile>;
  /** Every request that was to make a ticket, in order. */
  made: readonly MadeTicket[];
  /** Every request that was to change something, in order. */
  changes: readonly Exchange[];
}

/** What scripts need to know of a run. */
export interface RunToRepeat {
  url: string;
  /** ISO 8601. Dates in requests are counted from its day. */
  startedAt: string;
  /** Name of the main key. */
  mainKey: string;
  origins: Origins;
}

/** Reads the evidence of a run once. */
export function originsOf(runId: string, exchanges: Iterable<Exchange>): Origins {
  const made: MadeTicket[] = [];
  const bySubject = new Map<string, MadeTicket>();
  const changes: Exchange[] = [];
  const shown: ShownTicket[] = [];
  const answers: { ticket: MadeTicket; told: string }[] = [];
  for (const exchange of exchanges) {
    const answer = bodyText(exchange.response?.body);
    if (reads(exchange.request.method)) {
      if (answer.includes(mark(runId))) shown.push(...ticketsIn(answer, mark(runId)));
      continue;
    }
    changes.push(exchange);
    const subject = creates(exchange) ? subjectOf(exchange) : undefined;
    if (subject === undefined) continue;
    const ticket: MadeTicket = { creation: exchange, subject, told: false };
    made.push(ticket);
    if (subject !== '') bySubject.set(subject, ticket);
    const told = answeredNumber(answer);
    if (told !== undefined && (exchange.response?.status ?? 500) < 300) answers.push({ ticket, told });
  }
  const byNumber = new Map<string, MadeTicket>();
  const byId = new Map<string, MadeTicket>();
  const byFileId = new Map<string, MadeFile>();
  // An update may have changed the subject, so a number that is known already says more.
  for (const { ticket, told } of answers) byNumber.set(told, Object.assign(ticket, { number: told, told: true }));
  for (const { number, id, subject, fileIds } of shown) {
    const ticket = byNumber.get(number) ?? bySubject.get(subject);
    if (!ticket) continue;
    if (ticket.subject === subject && ticket.number !== number.trim()) {
      // The creation was answered with something else, or with nothing.
      Object.assign(ticket, { number, told: false });
    }
    byNumber.set(number, ticket);
    if (id !== undefined) byId.set(id, Object.assign(ticket, { id }));
    fileIds.forEach((fileId, place) => {
      if (!byFileId.has(fileId)) byFileId.set(fileId, { ticket, place: place + 1 });
    });
  }
  return { runId, byNumber, byId, byFileId, made, changes };
}

const bodyText = (body: { text: string } | { bytes: number } | undefined): string =>
  body && 'text' in body ? body.text : '';

const creates = ({ request: { method, url } }: Exchange) =>
  method === 'POST' && createPaths.some((path) => url.split('?')[0]?.endsWith(`/api${path}`));

/** The subject in the body of a creation; empty where there is none. */
function subjectOf(exchange: Exchange): string {
  const written = /"subject"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(sentText(exchange))?.[1] ?? '""';
  try {
    return JSON.parse(written);
  } catch {
    return '';
  }
}

interface ShownTicket {
  number: string;
  id?: string;
  subject: string;
  fileIds: string[];
}

/** The objects in an answer that have a number, and a subject with the run's mark. */
function ticketsIn(answer: string, marked: string): ShownTicket[] {
  let content: unknown;
  try {
    content = JSON.parse(answer);
  } catch {
    return [];
  }
  const single = !Array.isArray(content);
  return [content].flat().flatMap((one): ShownTicket[] => {
    const { id, number, subject } = (one ?? {}) as Record<string, unknown>;
    if (typeof subject !== 'string' || !subject.startsWith(marked)) return [];
    if (typeof number !== 'string' && typeof number !== 'number') return [];
    const fileIds = single ? Array.from(answer.matchAll(/"file_id"\s*:\s*"?(\d+)/g), ([, fileId = '']) => fileId) : [];
    const isId = typeof id === 'number' || (typeof id === 'string' && /^\d+$/.test(id));
    return [{ number: String(number), subject, fileIds, ...(isId ? { id: String(id) } : {}) }];
  });
}
