/**
 * Whose a ticket is. An installation tells the number of a new ticket, and it could be wrong: before a run changes or
 * deletes a ticket of that number for the first time, the installation must have shown the run's mark on it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { keyHeader } from '../../contract/keys.js';
import { operation } from '../../contract/operations.js';
import type { Exchange } from './exchange.js';
import { Unsafe } from './guard.js';
import { keyPlaceholder } from './redaction.js';
import type { Wire } from './wire.js';

/** So long a search waits for others who ask, to answer them too; up to so many times while other requests wait for their turn. */
const gatheringMs = 30;
const gatherings = 50;

interface Row {
  number?: unknown;
  subject?: unknown;
}

/** The ticket is not there: reading does not find it, and neither does a search. */
export class Gone extends Unsafe {}

export class Ownership {
  readonly #proven = new Set<string>();
  readonly #asking = new Map<string, Promise<void>>();
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #searchWorks = false;

  constructor(
    private readonly wire: Wire,
    /** Root of the API. */
    private readonly api: string,
    private readonly runId: string,
    private readonly mainKey: string,
  ) {}

  /** Learns from an answer to a reading: a ticket or rows of a search that carry the run's ID. */
  learn(exchange: Exchange): void {
    const text = textOf(exchange);
    if (exchange.request.method !== 'GET' || !text.includes(this.runId)) return;
    // The number that was asked for, where the answer names it: an ID leads to a ticket too, and is another one's number.
    const asked = this.#numberAsked(exchange.request.url);
    if (asked !== undefined && names(text, asked)) this.#proven.add(asked);
    for (const row of rowsIn(text)) {
      // A number that comes as one may have lost its zeros, and then be another ticket's.
      if (typeof row?.number === 'string' && JSON.stringify(row).includes(this.runId)) this.#proven.add(row.number);
    }
  }

  /** Asks again before the ticket with this number is touched again. */
  forget(number: string): void {
    this.#proven.delete(number);
    this.#asking.delete(number);
  }

  /** The number of the ticket that a URL reads; nothing where it reads none. */
  #numberAsked(url: string): string | undefined {
    const start = this.api + operation('getTicket').path.split('{')[0];
    if (!url.startsWith(start)) return undefined;
    const [asked = ''] = url.slice(start.length).split('?');
    return decodeURIComponent(asked.replace(/\.[^.]*$/, ''));
  }

  /**
   * Makes sure that the ticket with this number is the run's own; asks the installation where it has not shown it yet.
   *
   * @throws Gone when there is no such ticket any more
   * @throws Unsafe when the installation does not show the run's mark on it
   */
  prove(number: string): Promise<void> {
    if (this.#proven.has(number)) return Promise.resolve();
    const asked = this.#asking.get(number) ?? this.#ask(number);
    this.#asking.set(number, asked);
    return asked;
  }

  async #ask(number: string): Promise<void> {
    await this.#search();
    if (this.#proven.has(number)) return;
    const { path } = operation('getTicket');
    const { response } = await this.#read(
      path.replace('{number}', encodeURIComponent(number)).replace('{format}', 'json'),
    );
    if (this.#proven.has(number)) return;
    if (response?.status === 404 && this.#searchWorks) throw new Gone(`Ticket ${number} is not there any more.`);
    throw new Unsafe(`Ticket ${number} does not show the mark of this run, so it is not touched.`);
  }

  /**
   * Searches for the run's newest tickets: one answer shows many. Whoever asks while a search is under way waits for the
   * next one, which is for all of them, since theirs may be newer.
   */
  #search(): Promise<void> {
    this.#next ??= Promise.all([this.#current, this.#gather()]).then(() => {
      this.#next = undefined;
      this.#current = this.#read(`${operation('searchTickets').path}?query=${this.runId}&limit=100`).then(
        (exchange) => {
          this.#searchWorks = textOf(exchange).startsWith('[');
        },
      );
      return this.#current;
    });
    return this.#next;
  }

  async #gather(): Promise<void> {
    for (let times = 0; times === 0 || (times < gatherings && this.wire.waiting > 0); times += 1)
      await sleep(gatheringMs);
  }

  async #read(path: string): Promise<Exchange> {
    const headers = { [keyHeader.toLowerCase()]: keyPlaceholder(this.mainKey) };
    const exchange = await this.wire.send({ scope: 'whose ticket', method: 'GET', url: this.api + path, headers });
    this.learn(exchange);
    return exchange;
  }
}

/** Whether a ticket as JSON has this number, also where the number has lost its quotes or something stands before the JSON. */
function names(text: string, number: string): boolean {
  const found = text.matchAll(/"number"\s*:\s*"?([^",}\s]*)/g);
  return [...found].some(([, one]) => one === number);
}

function rowsIn(text: string): (Row | null)[] {
  try {
    return [JSON.parse(text)].flat() as (Row | null)[];
  } catch {
    return [];
  }
}

function textOf({ response }: Exchange): string {
  return response?.status === 200 && 'text' in response.body ? response.body.text : '';
}
