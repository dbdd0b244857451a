/**
 * Whose a ticket is. An installation tells the number of a new ticket, and it could be wrong; a number may be another
 * ticket's a moment later. So right before anything is changed or deleted, the ticket is read, and must show this run's
 * address as its user's, its mark or the very subject that was sent, and a creation within the run. Where a check has read
 * it itself, and that was the last answer that the run got, that reading is the proof.
 */
import { keyHeader } from '../../contract/keys.js';
import { operation } from '../../contract/operations.js';
import { filledPath, namedInPath } from '../../contract/path-values.js';
import { NoAnswer } from './answer.js';
import type { Exchange } from './exchange.js';
import { type Named, Unsafe } from './guard.js';
import type { Ledger } from './ledger.js';
import { keyPlaceholder } from './redaction.js';
import { type ShownTicket, shownTicket, shownTickets } from './shown-ticket.js';
import { Signs } from './signs.js';
import type { Wire } from './wire.js';

/** There is no ticket with this number. */
export class Gone extends Unsafe {}

/** The ticket with this number cannot be read. */
class Unreadable extends Unsafe {}

/** Of so many first tickets one must be proven to be the run's own before more are made. */
const firstTickets = 3;

/** Tickets that others may make during a run: IDs go on for so far. */
const idsToCome = 10_000;

/** How old an answer may be that proves whose a ticket is, in milliseconds. */
const freshMs = 500;

/** What stands before and behind the number in the path of a reading. */
const [readingStart = '', readingEnd = ''] = operation('getTicket').path.replace('{format}', 'json').split('{number}');

const unremovable = (why: string) => new Unsafe(`No more tickets are made, since none could be removed. ${why}`);

interface Parts {
  wire: Wire;
  ledger: Ledger;
  /** Root of the API. */
  api: string;
  runId: string;
  mainKey: string;
  /** Whether that key may read tickets, as far as is known. */
  mayRead(): boolean;
  /** Whether the suite started the installation itself, so that nobody else has tickets in it. */
  reference: boolean;
}

export class Ownership {
  readonly #signs: Signs;
  readonly #proven = new Set<string>();
  /** The last answer, where it is the reading of a ticket that nothing was sent to since; by the number that was asked for. */
  #reading: { number: string; text: string; at: number } | undefined;
  /** Numbers of tickets by their IDs, own ones or not. */
  readonly #numbers = new Map<number, string>();
  /** Numbers of own tickets by their IDs. */
  readonly #ownIds = new Map<number, string>();
  /** Why none of the first tickets is proven; nothing where one is. */
  #unprovable: Promise<string | undefined> | undefined;
  #highestId = 0;
  #lowestNumber = Number.POSITIVE_INFINITY;

  /** Tickets as they were read last, by their numbers. */
  readonly #shown = new Map<string, ShownTicket>();
  /** Numbers that creations without a parent have told. */
  readonly #madeAlone = new Set<string>();
  /** Numbers that were named together with another ticket's: a request may have made them parent and child. */
  readonly #related = new Set<string>();

  constructor(private readonly parts: Parts) {
    this.#signs = new Signs(parts.ledger, parts.runId);
  }

  /** Whether the ticket with this number was once proven to be the run's own. */
  hasProven(number: string): boolean {
    return this.#proven.has(number);
  }

  /** The own ticket with this number, as it was read last. */
  shown(number: string): ShownTicket | undefined {
    return this.#shown.get(number);
  }

  /** The number of the ticket with this ID, as answers have shown it: nothing is proven by that. */
  numberOf(id: number): string | undefined {
    return this.#ownIds.get(id) ?? this.#numbers.get(id);
  }

  /** Notes that a creation without a parent has told this number. */
  noteMadeAlone(number: string): void {
    this.#madeAlone.add(number);
  }

  /** Notes that a request has named these tickets together. */
  noteRelated(numbers: readonly string[]): void {
    for (const number of numbers) this.#related.add(number);
  }

  /** Whether the run has made the ticket with this number, and asked for neither a parent nor a child of it. */
  isAlone(number: string): boolean {
    return this.#madeAlone.has(number) && !this.#related.has(number);
  }

  /** Those of some numbers that are proven to be of the run's own tickets. */
  async ownOf(numbers: readonly string[]): Promise<string[]> {
    const own: string[] = [];
    for (const number of numbers) if (await this.read(number).catch(() => false)) own.push(number);
    return own;
  }

  /** Notes that a request is sent which may change something: what was read before proves nothing any more. */
  noteChange(): void {
    this.#reading = undefined;
  }

  /** Learns from an answer which numbers and IDs tickets have here, and what a ticket shows. */
  learn({ request, response }: Exchange): void {
    this.#reading = undefined;
    if (request.method !== 'GET' || response?.status !== 200 || !('text' in response.body)) return;
    const { api, mainKey, ledger } = this.parts;
    const isByMainKey = request.headers[keyHeader.toLowerCase()] === keyPlaceholder(mainKey);
    const isReading = request.url.startsWith(api + readingStart) && request.url.endsWith(readingEnd);
    const number = isReading ? namedInPath(request.url) : undefined;
    if (isByMainKey && number !== undefined) {
      this.#reading = { number, text: response.body.text, at: ledger.now() };
    }
    for (const [id, number] of shownTickets(response.body.text)) {
      this.#numbers.set(id, number);
      this.#highestId = Math.max(this.#highestId, id);
      this.#lowestNumber = Math.min(this.#lowestNumber, Number(number));
    }
  }

  /**
   * Reads what a request may change, and makes sure that it is the run's own.
   *
   * @param deletes whether the request deletes it, so that its children are changed too
   * @throws Gone when there is no such ticket
   * @throws Unsafe when the installation does not show that it is the run's own
   * @throws NoAnswer when it cannot be read
   */
  async prove(named: Named, deletes = false): Promise<void> {
    if ('gone' in named) return this.#proveGone(named.gone);
    const byId = 'id' in named;
    if (byId) this.#refuseAmbiguous(named.id);
    const shown =
      (byId ? undefined : this.#fresh(named.number)) ?? (await this.read(named.number, byId ? named.id : named.number));
    if (byId && shown.id !== named.id) throw new Unsafe(`Reading by the ID ${named.id} does not show that ID.`);
    if ('longer' in named) this.#refuseAsId(named.number);
    if (deletes) this.#proveChildren(shown);
  }

  /**
   * Reads a ticket and makes sure that it is the run's own.
   *
   * @param by what stands in the path: its number, or its ID
   */
  async read(number: string, by: string | number = number): Promise<ShownTicket> {
    const { response, failure } = await this.#get(by);
    if (!response) throw new NoAnswer(failure ?? 'no answer');
    const isRead = response.status >= 200 && response.status < 300;
    const shown = isRead && 'text' in response.body ? shownTicket(response.body.text) : undefined;
    if (!shown) {
      if (response.status === 404) throw this.#notFound(number, by);
      throw new Unreadable(`Ticket ${by} could not be read (${response.status}), so whose it is is not proven.`);
    }
    // An installation that finds no such number may take it for an ID, or the digits that it begins with.
    if (shown.number !== number && shown.id === Number.parseInt(String(by), 10))
      throw new Gone(`There is no ticket ${number}.`);
    return this.#keep(shown, number);
  }

  /** What the run has made may be there all the same, where no number with a slash was read so far. */
  #notFound(number: string, by: string | number): Unsafe {
    const isSlashed = number.includes('/') && this.parts.ledger.owns(number);
    if (!isSlashed || [...this.#proven].some((one) => one.includes('/'))) return new Gone(`There is no ticket ${by}.`);
    return new Unsafe(`Ticket ${number} is not found by its number: many web servers let no slash through in a path.`);
  }

  /**
   * Makes sure that tickets of this run can be removed again, before more are made.
   *
   * @throws Unsafe when the key may not read them, or each of the first ones can be read and none shows that it is the run's own
   */
  async requireProvable(): Promise<void> {
    if (this.#proven.size > 0) return;
    const first = this.parts.ledger.present().slice(-firstTickets).reverse();
    if (first.length < firstTickets) return;
    if (!this.parts.mayRead())
      throw unremovable('The key lacks can_read_tickets, and unread nothing shows whose a ticket is.');
    this.#unprovable ??= this.#whyUnprovable(first.map(({ number }) => number));
    const why = await this.#unprovable;
    if (why === undefined || this.#proven.size > 0) return;
    throw unremovable(why);
  }

  /** @returns why the first of these is not proven; nothing where one is, or where they cannot be read */
  async #whyUnprovable(numbers: readonly string[]): Promise<string | undefined> {
    const reasons: unknown[] = [];
    for (const number of numbers) {
      await this.read(number).catch((reason: unknown) => reasons.push(reason));
      if (this.#proven.size > 0) return undefined;
    }
    const isShown = (reason: unknown): reason is Unsafe =>
      reason instanceof Unsafe && !(reason instanceof Gone || reason instanceof Unreadable);
    const [first] = reasons;
    return isShown(first) && reasons.every(isShown) ? first.message : undefined;
  }

  /** What a reading of a moment ago proves; nothing where there is none, or where it does not prove it. */
  #fresh(number: string): ShownTicket | undefined {
    const reading = this.#reading;
    const isFresh = reading?.number === number && this.parts.ledger.now() - reading.at <= freshMs;
    const shown = isFresh ? shownTicket(reading.text) : undefined;
    try {
      return shown && this.#keep(shown, number);
    } catch (reason) {
      // It is read again, which says why.
      if (reason instanceof Unsafe) return undefined;
      throw reason;
    }
  }

  /** @throws Unsafe when the ticket does not show that it is the run's own */
  #keep(shown: ShownTicket, number: string): ShownTicket {
    this.#signs.require(shown, number, !this.#proven.has(number));
    this.#proven.add(number);
    this.#shown.set(number, shown);
    if (shown.id !== undefined) this.#ownIds.set(shown.id, number);
    return shown;
  }

  /** Deleting a ticket frees its children: they must be the run's own too. */
  #proveChildren({ number, children }: ShownTicket): void {
    const others = children?.filter((id) => !this.#ownIds.has(id));
    if (others?.length === 0) return;
    throw new Unsafe(`Ticket ${number} has children that are not proven to be of this run.`);
  }

  /** @throws Unsafe where a ticket could have this ID as its number at any time */
  #refuseAmbiguous(id: number): void {
    if (this.parts.reference) return;
    const isFar = this.#highestId > 0 && this.#lowestNumber > this.#highestId + idsToCome;
    if (!isFar || id > this.#highestId) {
      throw new Unsafe(
        `${id} is an ID, and may be the number of another ticket: numbers begin with ${this.#lowestNumber} here.`,
      );
    }
  }

  /** @throws Unsafe where a ticket could have this number as its ID at any time */
  #refuseAsId(number: string): void {
    const isFar = this.#highestId > 0 && Number(number) > this.#highestId + idsToCome;
    if (!isFar && !this.parts.reference) throw new Unsafe(`${number} may be the ID of another ticket.`);
  }

  /** The number of a deleted ticket must not be another's number or ID. */
  async #proveGone(number: string): Promise<void> {
    this.#refuseAsId(number);
    const { response, failure } = await this.#get(number);
    if (!response) throw new NoAnswer(failure ?? 'no answer');
    if (response.status !== 404) throw new Unsafe(`${number} may be a ticket again (${response.status}).`);
  }

  async #get(number: string | number): Promise<Exchange> {
    const { wire, api, mainKey } = this.parts;
    const { path } = operation('getTicket');
    const filled = filledPath(path, { number, format: 'json' });
    const headers = { [keyHeader.toLowerCase()]: keyPlaceholder(mainKey) };
    const exchange = await wire.send({ scope: 'whose ticket', method: 'GET', url: api + filled, headers });
    this.learn(exchange);
    return exchange;
  }
}
