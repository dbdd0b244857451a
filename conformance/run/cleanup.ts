/**
 * Removes what a run made, and says what is left. A ticket counts as the run's own only once it was read and shows that
 * (see client/ownership.ts). Children are unlinked first, then deleted, and then their parents: another order leaves rows
 * behind in osTicket's database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Results } from '../../generated/results.js';
import { NoAnswer } from '../client/answer.js';
import type { Ledger } from '../client/ledger.js';
import { mark } from '../client/mark.js';
import { Gone, type Ownership } from '../client/ownership.js';
import type { ShownTicket } from '../client/shown-ticket.js';
import { Foreign } from '../client/signs.js';
import { Context } from '../kernel/context.js';
import type { Session } from '../kernel/session.js';
import { findMarked } from './marked.js';

type Left = Results['left'];

/** An answer that never came may be that of a request which is still carried out. */
const settlingMs = 1500;
/** How often a deletion is tried that gets no answer; each time the ticket is proven first. */
const attempts = 3;
/** Searches at most: one may miss a ticket, since others make and delete tickets between its pages. */
const rounds = 4;

/**
 * Removes the tickets of a run.
 *
 * @param settle how long to wait for requests that were not answered, in milliseconds
 * @returns those that are still there, with the reason
 */
export async function cleanUp(session: Session, settle = settlingMs): Promise<Left> {
  const { ledger, ownership } = session;
  if (!ledger?.used || !ownership) return [];
  if (ledger.unanswered().length > 0) await sleep(settle);
  return new CleanUp(new Context(session, 'clean up'), ledger, ownership, settle).run();
}

class CleanUp {
  readonly #own = new Map<string, ShownTicket>();
  /** Numbers that are not proven, with the reason. */
  readonly #unproven = new Map<string, Error>();
  /** Numbers of tickets that the search found, with their subjects. */
  readonly #marked = new Map<string, ReadonlySet<string>>();
  #searchError: Error | undefined;
  /** Subjects of creations that told the number of another own ticket, or of none: their own ticket is somewhere else. */
  readonly #misled: string[] = [];
  readonly #left: Left = [];

  constructor(
    private readonly t: Context,
    private readonly ledger: Ledger,
    private readonly ownership: Ownership,
    private readonly settle: number,
  ) {}

  async run(): Promise<Left> {
    const told = this.ledger.present().map(({ number }) => number);
    let found = await this.#search();
    for (let round = 1; round < rounds; round += 1) {
      const numbers = [...told, ...found].filter((one) => !this.#own.has(one) && !this.#unproven.has(one));
      if (round > 1 && numbers.length === 0) break;
      await this.#removeAll(new Set(numbers));
      found = await this.#search();
    }
    await this.#listUndeleted(found);
    this.#listUnproven();
    this.#listUnanswered();
    return this.#left;
  }

  /** @returns the numbers that are there now */
  async #search(): Promise<string[]> {
    const found = new Map<string, Set<string>>();
    await findMarked(this.t, found).catch((reason: Error) => {
      this.#searchError ??= reason;
    });
    for (const [number, subjects] of found) this.#marked.set(number, subjects);
    return [...found.keys()];
  }

  async #removeAll(numbers: ReadonlySet<string>): Promise<void> {
    const own = new Map<string, ShownTicket>();
    const told = new Map(this.ledger.present().map(({ number, subject }) => [number, subject]));
    const related: string[] = [];
    for (const number of numbers) {
      const removed = told.has(number) ? await this.#removedAtOnce(number) : undefined;
      if (removed) this.#keep(number, removed, told.get(number));
      else related.push(number);
    }
    const { deletes } = this.t.session.run;
    const read = async (number: string) => {
      try {
        const ticket = await this.ownership.read(number);
        own.set(number, ticket);
        this.ledger.made(number, ticket.subject ?? '');
        return ticket;
      } catch (reason) {
        this.#unproven.set(number, reason as Error);
        return undefined;
      }
    };
    // A child that its parent shows is read before it is unlinked, which is soon enough.
    const children = new Set<string>();
    // The oldest first, since most parents are made before their children.
    for (const number of related.reverse()) {
      if (children.has(number)) continue;
      const ticket = await read(number);
      if (ticket && deletes) for (const child of this.#childrenOf(ticket)) if (told.has(child)) children.add(child);
    }
    if (deletes) await this.#unlink(own);
    for (const number of children) if (numbers.has(number) && !own.has(number)) await read(number);
    for (const [number, ticket] of own) this.#keep(number, ticket, told.get(number));
    for (const [number, ticket] of childrenFirst(own)) await this.#remove(number, ticket);
  }

  /** The numbers of own tickets that are a ticket's children. */
  #childrenOf({ children }: ShownTicket): string[] {
    return (children ?? []).flatMap((id) => this.ownership.numberOf(id) ?? []);
  }

  #keep(number: string, ticket: ShownTicket, told: string | undefined): void {
    this.#own.set(number, ticket);
    if (told !== undefined && told !== ticket.subject) this.#misled.push(told);
  }

  /**
   * Deletes a ticket that has neither parent nor child, as far as the run has asked for it: the proof before the deletion is
   * all that has to be read of it. Where that does not succeed, it is treated as all others.
   *
   * @returns the ticket as it was
   */
  async #removedAtOnce(number: string): Promise<ShownTicket | undefined> {
    if (!this.t.session.run.deletes || !this.ownership.isAlone(number)) return undefined;
    try {
      const answer = await this.t.call('deleteTicket', { path: { number, format: 'json' } });
      return answer.isSuccess ? this.ownership.shown(number) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Takes own children from own parents; where that is refused, they are deleted all the same. */
  async #unlink(own: Map<string, ShownTicket>): Promise<void> {
    // What is read before a child is unlinked shows its own children: the map grows.
    for (const ticket of own.values()) {
      for (const number of this.#childrenOf(ticket)) {
        try {
          await this.t.call('unlinkSubticket', { path: { number, format: 'json' } });
          const shown = this.ownership.shown(number);
          if (shown) own.set(number, shown);
        } catch {}
      }
    }
  }

  async #remove(number: string, { subject = '' }: ShownTicket): Promise<void> {
    let why = '';
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      try {
        const answer = await this.t.call('deleteTicket', { path: { number, format: 'json' } });
        if (answer.isSuccess) return;
        why = `deleting it was answered with ${answer.summary}`;
        // Whatever the answer says, the ticket may be gone.
        await this.ownership.read(number);
        break;
      } catch (reason) {
        if (reason instanceof Gone) return this.ledger.removed(number);
        why ||= (reason as Error).message;
        if (!(reason instanceof NoAnswer)) break;
        await sleep(this.settle);
      }
    }
    this.#left.push({ number, subject, why });
  }

  /** A ticket may be there still, whatever its deletion was answered with. */
  async #listUndeleted(found: readonly string[]): Promise<void> {
    const listed = new Set(this.#left.map(({ number }) => number));
    for (const number of found) {
      if (!this.#own.has(number) || listed.has(number)) continue;
      const ticket = await this.ownership.read(number).catch(() => undefined);
      if (!ticket) continue;
      const { subject = '' } = ticket;
      this.ledger.made(number, subject);
      this.#left.push({ number, subject, why: 'it is there, although its deletion was answered as done' });
    }
  }

  #listUnproven(): void {
    const told = new Map(this.ledger.present().map(({ number, subject }) => [number, subject]));
    for (const [number, reason] of this.#unproven) {
      const subject = told.get(number);
      if (this.#isGone(number, reason)) {
        this.ledger.removed(number);
        if (subject !== undefined && !this.ownership.hasProven(number)) this.#misled.push(subject);
      } else if (subject !== undefined) {
        this.#left.push({ subject, why: `${this.#guess(number)}, but: ${reason.message}` });
      } else if (!(reason instanceof Foreign || reason instanceof Gone)) {
        for (const each of this.#marked.get(number) ?? ['']) this.#left.push({ subject: each, why: reason.message });
      }
    }
  }

  /** Whether there is no such ticket any more: a run that was killed may have deleted it and not have got to saying so. */
  #isGone(number: string, reason: unknown): boolean {
    if (!(reason instanceof Gone) || this.#marked.has(number)) return false;
    return this.ownership.hasProven(number) || this.#searchFault === undefined;
  }

  /** Lists creations whose ticket nobody told, unless the search tells that there is none. */
  #listUnanswered(): void {
    const fault = this.#searchFault;
    const known = new Set([...this.#own.values(), ...this.#left].map(({ subject }) => subject));
    for (const subject of new Set([...this.ledger.unanswered(), ...this.#misled])) {
      if (known.has(subject)) continue;
      const why = this.#hidden(subject) ?? (fault && `whether it was made could not be found out: ${fault}`);
      if (why) this.#left.push({ subject, why });
    }
  }

  /** Why a ticket that the search finds is not proven: reading shows another one that has the same number. */
  #hidden(subject: string): string | undefined {
    const [number] = [...this.#marked].find(([, subjects]) => subjects.size > 1 && subjects.has(subject)) ?? [];
    if (number === undefined) return undefined;
    const reason = this.#unproven.get(number)?.message ?? 'reading that number shows another ticket.';
    return `${this.#guess(number)}, but: ${reason}`;
  }

  /** Which ticket it may be whose number is not proven. */
  #guess(number: string): string {
    const isTold = this.ledger.creationOf(number) !== undefined;
    return isTold ? `its creation was answered with the number ${number}` : `it may be ticket ${number}`;
  }

  /** Why the search does not tell which tickets there are; nothing where it does. */
  get #searchFault(): string | undefined {
    if (this.#searchError) return this.#searchError.message;
    const there = [...this.#unproven].filter(([, reason]) => !(reason instanceof Gone || reason instanceof Foreign));
    const own = [...this.#own].filter(([, { subject }]) => subject?.startsWith(mark(this.t.session.run.id)));
    const missed = [...own, ...there].map(([number]) => number).find((number) => !this.#marked.has(number));
    return missed === undefined ? undefined : `the search does not find ticket ${missed}`;
  }
}

/** Children, then tickets without any relation, then parents. */
function childrenFirst(own: ReadonlyMap<string, ShownTicket>): [string, ShownTicket][] {
  const children = new Set([...own.values()].flatMap((ticket) => ticket.children ?? []));
  const generation = ({ id, children: its }: ShownTicket) => {
    if (id !== undefined && children.has(id)) return 0;
    return its?.length === 0 ? 1 : 2;
  };
  return [...own].sort(([, one], [, other]) => generation(one) - generation(other));
}
