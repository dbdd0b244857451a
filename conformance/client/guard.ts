/**
 * The last gate before the wire: a run changes nothing but what it made itself. It goes by method, path and body of the
 * request and not by what a check calls it, so that no mistake in a check can get past it.
 */
import { operation, operations } from '../../contract/operations.js';
import { decodedOnce, namedInPath, withoutExtension } from '../../contract/path-values.js';
import type { EvidenceHeader } from './exchange.js';
import type { Ledger } from './ledger.js';

/** The request is not sent because it could do harm here. Becomes the verdict `skip` with the code `unsafe`. */
export class Unsafe extends Error {}

export interface GuardedRequest {
  method: string;
  /** Path below `/api`, without the query. */
  path: string;
  /** The body before it is written as text, or the text where it is no JSON; absent where there is none. */
  body?: unknown;
}

/** What a request may change, and must be proven to be the run's own right before. */
export type Named =
  /** The ticket with this number. */
  | { number: string }
  /** The ticket with this number, by its internal ID. */
  | { id: number; number: string }
  /** No ticket, but for a reading that stops where the number of this one ends. */
  | { number: string; longer: true }
  /** No ticket: this was the number of one that is gone. */
  | { gone: string };

/** A path of the contract, up to what a caller puts in. */
interface Place {
  start: string;
  /** Whether nothing follows. */
  whole: boolean;
  /** Whether the number of a ticket follows. */
  ticket: boolean;
  /** Whether one of its methods changes something. */
  changes: boolean;
}

const places: readonly Place[] = operations.flatMap(({ path, alsoAt, method }) =>
  [path, ...alsoAt].map((one) => ({
    start: one.split('{')[0] ?? '',
    whole: !one.includes('{'),
    ticket: /\{(number|parentNumber)\}/.test(one),
    changes: method !== 'get',
  })),
);

/** Paths that may be deleted from in every run: nothing is lost by it. */
const [unlinkStart = ''] = operation('unlinkSubticket').path.split('{');

/** Fields of bodies that name a ticket. */
const ticketFields: ReadonlySet<string> = new Set(['parentTicketNumber', 'childId', 'parentTicketId']);

/** File IDs above this are nobody's. */
const manyFiles = 2_000_000_000;

/** Every path that makes a ticket. */
export const createPaths: readonly string[] = operations
  .filter(({ id }) => id === 'createTicket')
  .flatMap(({ path, alsoAt }) => [path, ...alsoAt]);

/** Whether a value counts as false in every reading, PHP's too; a field that is left out does not. */
const saysNo = (value: unknown) =>
  value === false || value === 0 || value === '' || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{}';

export class Guard {
  /** What may stand where a number is expected, beside the numbers of own tickets. */
  readonly #allowed = new Map<string, Named>();

  constructor(
    private readonly settings: Pick<EvidenceHeader, 'mode' | 'deletes' | 'mail'>,
    private readonly ledger: Ledger | undefined,
    private readonly runId: string,
  ) {}

  /** Whether the run deletes what it made. */
  get deletes(): boolean {
    return this.settings.deletes;
  }

  /** Allows the ID of the own ticket with this number where a number is expected. */
  allowId(id: number, number: string): void {
    this.#allowed.set(String(id), { id, number });
  }

  /** Allows the number of an own ticket that was deleted. */
  allowGone(number: string): void {
    this.#allowed.set(number, { gone: number });
  }

  /**
   * Lets a request pass or throws.
   *
   * @returns what the request may change
   * @throws Unsafe with the reason
   */
  check({ method, path, body }: GuardedRequest): Named[] {
    const sent = asSent(path);
    const number = namedInPath(sent);
    if (number !== undefined && this.ledger?.owns(number)) requireCertain(number);
    const named = reads(method) ? this.#namedByReading(sent) : this.#namedByWriting(method.toUpperCase(), sent, body);
    return named.flatMap((text) => this.#ownTicket(text) ?? []);
  }

  /** The tickets that a write names. */
  #namedByWriting(method: string, sent: string, body: unknown): string[] {
    if (this.settings.mode === 'read') throw new Unsafe('The run only reads (see --write).');
    if (method === 'DELETE' && !this.settings.deletes && !sent.startsWith(unlinkStart)) {
      throw new Unsafe('The run deletes nothing (see --deletes).');
    }
    const place = places.find(({ start, whole }) => (whole ? sent === start : sent.startsWith(start)));
    // What is behind a path that is written in another way, nobody knows.
    if (!place) throw new Unsafe(`${sent} is no path of the contract.`);
    if (createPaths.includes(sent)) this.#checkCreation(body);
    const inPath = place.ticket || (!place.whole && !(Number(numberIn(sent)) > manyFiles)) ? [numberIn(sent)] : [];
    const inBody = valuesOf(body, ticketFields).flatMap((value) => {
      // True becomes 1 where it is taken for a text or a number; a number below 1 is nobody's ID.
      if (value === true) return ['1'];
      return typeof value === 'string' || Number(value) >= 1 ? [String(value)] : [];
    });
    return [...inPath, ...inBody];
  }

  /** An installation that takes no notice of the method would change what a reading names. */
  #namedByReading(sent: string): string[] {
    const plain = decoded(sent).toLowerCase().replaceAll(/\/+/g, '/');
    const place = places.find(({ start, ticket, changes }) => ticket && changes && plain.includes(start));
    return place ? [numberIn(sent)] : [];
  }

  #checkCreation(body: unknown): void {
    // Only a value that no reading could take for true is let through.
    if (this.settings.mail) return;
    for (const one of [body].flat())
      if (couldMail(one)) throw new Unsafe('The ticket could cause e-mail (see --allow-mail).');
  }

  /** @returns nothing where the text cannot name any ticket */
  #ownTicket(text: string): Named | undefined {
    if (this.ledger?.owns(text)) return { number: text };
    const [, number = ''] = /^([1-9]\d*)x$/.exec(text) ?? [];
    if (this.ledger?.owns(number)) return { number, longer: true };
    const allowed = this.#allowed.get(text);
    if (!allowed && !this.isNobodys(text)) throw new Unsafe(`Ticket ${text} was not made by this run.`);
    return allowed;
  }

  /**
   * Whether a text cannot be a ticket's number or ID, nor any part of it at which somebody could cut it: each holds the
   * ID of this run and does not begin like a number, or it holds no letter or digit.
   */
  isNobodys(text: string): boolean {
    const parts = text.split(/[^\p{L}\p{N}_-]+/u);
    return parts.every(
      (part) => (part.includes(this.runId) && !/^[-_]*\p{N}/u.test(part)) || !/[\p{L}\p{N}]/u.test(part),
    );
  }
}

/** Whether a method is meant to change nothing. */
export const reads = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());

/** A path below `/api` as it goes over the wire: `.` and `..` are resolved, a fragment is gone. */
function asSent(path: string): string {
  const { pathname } = new URL(`http://guard.invalid/api${path}`);
  if (!pathname.startsWith('/api/')) throw new Unsafe(`${path} leads out of the API.`);
  return pathname.slice('/api'.length);
}

/** A text without percent-encoding, also where it is encoded several times. */
function decoded(text: string): string {
  const once = decodedOnce(text);
  return once === text ? text : decoded(once);
}

/** The number in a path, in whichever way that is written: what stands behind the script's name, without the extension. */
const numberIn = (sent: string) => withoutExtension(decoded(sent).replace(/^.*?\.php\//i, ''));

/** @throws Unsafe where a path with this number is one with another number for whoever decodes it once more */
export function requireCertain(number: string): void {
  if (decodedOnce(number) === number) return;
  throw new Unsafe(`Ticket ${number} cannot be named for certain: a path that is decoded twice names another one.`);
}

/** Whether a creation might send e-mail. A text is a body that is no JSON: nothing is known but what stands in it. */
function couldMail(body: unknown): boolean {
  if (typeof body === 'string') {
    return body.includes('@') && !(body.includes('"autorespond":false') && body.includes('"alert":false'));
  }
  if (body === null || typeof body !== 'object') return false;
  const { autorespond, alert } = body as Record<string, unknown>;
  return !(saysNo(autorespond) && saysNo(alert));
}

/** What a body has under some names, however deep: a careless installation may unwrap what it gets. */
function valuesOf(body: unknown, names: ReadonlySet<string>): unknown[] {
  if (body === null || typeof body !== 'object') return [];
  return Object.entries(body).flatMap(([name, value]) => [
    ...(names.has(name) ? [value].flat() : []),
    ...valuesOf(value, names),
  ]);
}
