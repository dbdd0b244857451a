/** Files to download: those in an installation's tickets, or those of a ticket that the run makes. */
import type { components } from '../../generated/types.ts';
import { type Client, parsed } from './client.ts';
import { base64Of } from './files.ts';
import { changeOwn, type OwnTicket, removeTicket, ticketPath } from './own-ticket.ts';
import { needed, refuse } from './refuse.ts';
import { rowsIn } from './rows.ts';
import type { Settings } from './settings.ts';
import type { Schema } from './shape.ts';

type TicketChanges = components['schemas']['TicketChanges'];
type Attachment = components['schemas']['Attachment'];

export interface StoredFile {
  id: number;
  bytes: number;
  /** Whether the run uploaded it, so that its content is known. */
  own?: boolean;
}

export interface AttachmentData {
  files: StoredFile[];
  /** The run's own ticket; absent where it may make none. */
  own?: OwnTicket;
  /** The shape of a right download; absent for the contract's. */
  shape?: Schema;
}

/** Tickets that are opened to find files. */
const ticketsOpened = 60;
const filesKept = 40;

/** A note with one file. */
export const noteWithFile = (bytes: number, content: string): TicketChanges => ({
  note: `A file of ${bytes} bytes, from a load test.`,
  noteFormat: 'text',
  attachments: [{ [`load-${bytes}.txt`]: `data:text/plain;base64,${content}` }],
});

/** The files of a ticket's thread. */
function filesOf(client: Client, settings: Settings, number: string, undo?: () => void): StoredFile[] {
  const answer = client.patiently('getTicket', { path: ticketPath(number), checked: settings.strict });
  needed(answer, settings, client.endpoint('getTicket'), undo);
  const { thread } = (parsed(answer) ? answer.json : {}) as { thread?: unknown };
  const entries: { attachments?: unknown }[] = Array.isArray(thread) ? thread : [];
  return entries
    .flatMap((entry) => (Array.isArray(entry?.attachments) ? (entry.attachments as Partial<Attachment>[]) : []))
    .map((attachment) => ({ id: Number(attachment?.file_id), bytes: Number(attachment?.size) }))
    .filter(({ id, bytes }) => id > 0 && bytes >= 0);
}

/** Looks through the newest tickets. @returns no files where there are none */
export function findFiles(client: Client, settings: Settings): StoredFile[] {
  const answer = client.patiently('searchTickets', { query: { limit: ticketsOpened } });
  needed(answer, settings, client.endpoint('searchTickets'));
  const files = new Map<number, StoredFile>();
  for (const { number } of rowsIn(answer, settings)) {
    for (const file of filesOf(client, settings, String(number))) {
      if (file.bytes > 0 && file.bytes <= settings.largestBytes) files.set(file.id, file);
    }
    if (files.size >= filesKept) break;
  }
  return [...files.values()];
}

/** Attaches one file of each size to the run's own ticket, which is removed when that fails. */
export function uploadFiles(
  client: Client,
  settings: Settings,
  own: OwnTicket,
  sizes: readonly number[],
): StoredFile[] {
  const undo = () => removeTicket(client, own);
  for (const bytes of sizes) {
    const body = noteWithFile(bytes, base64Of(bytes));
    const answer = changeOwn(client, own, 'updateTicket', body);
    if (typeof answer === 'string') {
      return refuse(
        `Nothing is uploaded to ${settings.url}: ${answer}. Look for one with ${own.runId} in its subject.`,
      );
    }
    needed(answer, settings, client.endpoint('updateTicket'), undo);
  }
  const files = filesOf(client, settings, own.number, undo).map((file) => ({ ...file, own: true }));
  if (files.length > 0) return files;
  undo();
  return refuse(`${settings.url} took files with a note and lists none of them: there is nothing to download.`);
}
