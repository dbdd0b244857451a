/** Which exchanges of a run matter for a result: those that prove it, and those that made what they are about. */
import { namedInPath } from '../../../contract/path-values.js';
import { answeredNumber, numbersAmong } from '../../../contract/ticket-number.js';
import type { Result } from '../../../generated/results.js';
import { checkName } from '../../client/check-name.js';
import type { Exchange } from '../../client/exchange.js';
import { reads } from '../../client/guard.js';
import type { MadeFile, MadeTicket, Origins } from './origins.js';
import { sentText } from './sent-text.js';

/** What stands in a request and was made by the run. */
export interface Mentions {
  numbers: Map<string, MadeTicket>;
  /** Internal IDs, where a number may stand. */
  ids: Map<string, MadeTicket>;
  files: Map<string, MadeFile>;
}

/** Where the number of a ticket or its ID stands in a body. */
const inBody = /"(?:parentTicketNumber|childId|parentTicketId|number)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w-]+)/g;

/** What a body names in the places of tickets. */
export const numbersNamedIn = (body: string): string[] =>
  Array.from(body.matchAll(inBody), ([, place = '']) => answeredNumber(place) ?? place);

/** A shorter number may be anything else, where it does not stand in a ticket's place. */
const surelyNumber = 5;

/** The tickets and files of the run that a request names. */
export function mentionsIn(exchange: Exchange, origins: Origins): Mentions {
  const { url } = exchange.request;
  const text = sentText(exchange);
  const places = [namedInPath(url) ?? '', ...numbersNamedIn(text)];
  const asked = [...new URL(url).searchParams.values()].join(' ');
  const words = [...(`${url} ${text}`.match(/\w+/g) ?? []), ...numbersAmong(`${asked} ${text}`)];
  const found: Mentions = { numbers: new Map(), ids: new Map(), files: new Map() };
  const isDownload = url.includes('attachment-download');
  for (const place of places) {
    const file = isDownload ? origins.byFileId.get(place) : undefined;
    if (file) found.files.set(place, file);
    if (isDownload) continue;
    const ticket = origins.byNumber.get(place);
    const ofId = origins.byId.get(place);
    if (ticket) found.numbers.set(place, ticket);
    else if (ofId) found.ids.set(place, ofId);
  }
  for (const word of words) {
    const ticket = word.length >= surelyNumber ? origins.byNumber.get(word) : undefined;
    if (ticket) found.numbers.set(word, ticket);
  }
  return found;
}

export const ticketsOf = ({ numbers, ids, files }: Mentions): MadeTicket[] => [
  ...numbers.values(),
  ...ids.values(),
  ...[...files.values()].map(({ ticket }) => ticket),
];

/** Tickets that a search for a text with the run's ID is about, or with nearly all of it, in upper case too. */
function searchedFor({ request: { method, url } }: Exchange, { made, runId }: Origins): MadeTicket[] {
  if (!reads(method)) return [];
  const marks = [runId.slice(1), runId.slice(0, -1)];
  const texts = [...new URL(url).searchParams.values()].filter((text) =>
    marks.some((one) => text.toLowerCase().includes(one)),
  );
  return made.filter(({ creation }) => {
    const body = sentText(creation).toLowerCase();
    return texts.some((text) => body.includes(JSON.stringify(text).slice(1, -1).toLowerCase()));
  });
}

/** Tickets whose subject was expected, or came: what a search shows of them, no request names. */
const spokenOf = ({ expected = '', actual = '' }: Result, { made }: Origins): MadeTicket[] =>
  made.filter(
    ({ subject }) => subject !== '' && [expected, actual].some((text) => text.includes(JSON.stringify(subject))),
  );

/**
 * The exchanges to send again, in order; those that prove the result are among them.
 *
 * @param proof the exchanges that the verdict rests on
 */
export function neededFor(result: Result, proof: readonly Exchange[], origins: Origins): Exchange[] {
  const last = Math.max(...proof.map(({ id }) => id));
  const scope = checkName(result);
  const needed = new Map<number, Exchange>();
  const tickets = new Set<MadeTicket>();
  const need = (exchange: Exchange) => {
    if (needed.has(exchange.id)) return;
    needed.set(exchange.id, exchange);
    for (const ticket of [...ticketsOf(mentionsIn(exchange, origins)), ...searchedFor(exchange, origins)])
      needTicket(ticket);
  };
  const needTicket = (ticket: MadeTicket) => {
    if (tickets.has(ticket)) return;
    tickets.add(ticket);
    need(ticket.creation);
    for (const change of changesOf(ticket)) need(change);
  };
  const changesOf = (ticket: MadeTicket) =>
    origins.changes.filter(
      (change) =>
        change.id < last &&
        (change.scope === scope || (change.response?.status ?? 500) < 300) &&
        ticketsOf(mentionsIn(change, origins)).includes(ticket),
    );
  for (const exchange of proof) need(exchange);
  for (const ticket of spokenOf(result, origins)) needTicket(ticket);
  for (const change of origins.changes) if (change.scope === scope && change.id < last) need(change);
  return [...needed.values()].sort((a, b) => a.id - b.id);
}
