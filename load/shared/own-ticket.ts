/**
 * The run's own ticket. It is read right before each change of setup and teardown, and must show its number, the run's mark
 * and the run's address: an installation may answer a creation with the number of another ticket.
 */
import { sleep } from 'k6';
import type { components } from '../../generated/types.ts';
import { type Answer, type Client, mostTries } from './client.ts';
import { needed, refuse } from './refuse.ts';
import { mark, ownEmail } from './run-id.ts';
import type { Settings } from './settings.ts';

type TicketCreation = components['schemas']['TicketCreation'];
type TicketChanges = components['schemas']['TicketChanges'];

export interface OwnTicket {
  number: string;
  runId: string;
}

export const ticketPath = (number: string) => ({ number, format: 'json' });

/** Makes the run's own ticket. */
export function makeTicket(client: Client, settings: Settings, runId: string): OwnTicket {
  const body: TicketCreation = {
    name: 'osTicket Contract',
    email: ownEmail(runId),
    subject: `${mark(runId)} load test of attachments`,
    message: `Made by a load test of osticket-contract (${runId}). It can be deleted.`,
    autorespond: false,
    alert: false,
  };
  const answer = client.patiently('createTicket', { body });
  needed(answer, settings, client.endpoint('createTicket'));
  const number = answer.body.trim();
  if (!/^\S{1,20}$/.test(number)) refuse(`${settings.url} did not answer a creation with a ticket number.`);
  return { number, runId };
}

/**
 * Changes the run's own ticket, right after the proof that it is its own. Where a limit turns the change away, both are
 * done again.
 *
 * @returns the answer, that of reading where there is no such ticket, or why it is not shown to be the run's own
 */
export function changeOwn(
  client: Client,
  own: OwnTicket,
  id: 'updateTicket' | 'deleteTicket',
  body?: TicketChanges,
): Answer | string {
  for (let tries = 1; ; tries += 1) {
    const read = client.patiently('getTicket', { path: ticketPath(own.number) });
    if (read.status === 404) return read;
    const why = whyNotOwn(read, own);
    if (why !== undefined) return why;
    const answer = client.call(id, { path: ticketPath(own.number), body });
    if (!answer.turnedAway || tries === mostTries) return answer;
    sleep(1);
  }
}

/** Deletes the run's own ticket, with all that was attached to it. @returns why it is still there, if it is */
export function removeTicket(client: Client, own: OwnTicket): string | undefined {
  const answer = changeOwn(client, own, 'deleteTicket');
  if (typeof answer === 'string') return answer;
  const { status, fault, error, turnedAway } = answer;
  if (turnedAway) return `a limit of the web server turned it away (${status})`;
  return error === undefined || status === 404 ? undefined : fault;
}

function whyNotOwn(answer: Answer, { number, runId }: OwnTicket): string | undefined {
  if (answer.error !== undefined || answer.turnedAway)
    return `ticket ${number} cannot be read (${answer.fault ?? answer.status}), so whose it is is not proven`;
  const shown = ticketIn(answer.body);
  const isOwn =
    String(shown?.number) === number &&
    String(shown?.subject).startsWith(mark(runId)) &&
    addressIn(shown?.user?.email) === ownEmail(runId);
  return isOwn ? undefined : `ticket ${number} does not show that this run made it`;
}

interface Shown {
  number?: unknown;
  subject?: unknown;
  user?: { email?: unknown };
}

/** The ticket in an answer, also behind a notice of PHP. */
function ticketIn(body: string): Shown | undefined {
  try {
    return JSON.parse(body.slice(Math.max(0, body.indexOf('{"')))) as Shown;
  } catch (_) {
    return undefined;
  }
}

/** An address is a text, or an object that has it under `email`. */
const addressIn = (email: unknown): unknown =>
  typeof email === 'object' && email !== null ? (email as { email?: unknown }).email : email;
