/** A family of own tickets that writes are tried on, one after the other: what else did each of them change? */
import type { OperationId } from '../../../contract/operations.js';
import { IllegibleAnswer, NoAnswer } from '../../client/answer.js';
import { Unsafe } from '../../client/guard.js';
import { RequestTurnedAway } from '../../client/turned-away.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { getTicket, idIn, newTicket, numberOf, type TicketCreation, ticketIn } from '../own-tickets.js';
import { rowsOf } from '../search.js';
import { Family, type Member } from './family.js';
import { contradiction, judgeRefused, judgeSaid } from './judge-said.js';
import { isListed } from './kinship.js';
import type { Moved } from './moved.js';
import {
  childPlace,
  childrenIn,
  compare,
  type Difference,
  isEntry,
  isUnknownChild,
  type Reading,
  type Role,
  rowReading,
  stem,
  ticketReading,
} from './readings.js';
import type { Said } from './said.js';
import type { Write } from './writes.js';

/** What became of the writes of an operation: the first success, or why there was none. */
export type Ending = { done: Answer } | { refused: Answer } | { reason: unknown };

/** Reasons that keep one write from being tried, and not the others. */
const keepsOne = [Skip, Untestable, Unsafe, NoAnswer, IllegibleAnswer, RequestTurnedAway];

export class Frame {
  readonly moved: Moved[] = [];
  readonly endings = new Map<OperationId, Ending>();
  readonly #family = new Family();
  readonly #tickets = new Map<Role, Reading>();
  readonly #rows = new Map<Role, Reading>();
  /** The last search for the word. */
  searched: Answer | undefined;
  /** Writes since the rows were read last: a row may show what any of them moves. */
  readonly #sinceRows: Write[] = [];
  /** Places that differ without any write, or where a ticket and the list of its children contradict each other. */
  readonly unsteady = new Set<string>();
  /** Fields of an update that were accepted alone. */
  readonly takenAlone = new Set<string>();
  /** Stems of places that a write has moved wrongly, or not set. */
  readonly wrong = new Set<string>();

  /** @param word stands in the subject of all tickets, and of no other */
  constructor(
    private readonly t: Context,
    private readonly word: string,
  ) {}

  /** Number and role of a ticket of the family. @throws Untestable where it could not be made */
  member = (role: Role): Member => this.#family.member(role);

  has = (role: Role): boolean => this.#family.has(role);

  /** Whether a write of an operation was a success. */
  isDone(operation: OperationId): boolean {
    const ending = this.endings.get(operation);
    return ending !== undefined && 'done' in ending;
  }

  /** Whether a ticket lists another one as its child; nothing where it does not say. */
  lists(parent: Role, child: Role): boolean | undefined {
    const reading = this.#tickets.get(parent);
    if (!reading || !childrenIn(reading.answer) || this.member(child).id === undefined) return undefined;
    return reading.values.has(childPlace(child));
  }

  /** The ticket as it was read last. */
  ticket = (role: Role) => {
    const reading = this.#tickets.get(role);
    return reading ? ticketIn(reading.answer) : {};
  };

  /** Where the row of a ticket says something else than the ticket, and the row. */
  disagreement(role: Role): Difference | undefined {
    const [row, ticket] = [this.#rows.get(role), this.#tickets.get(role)];
    if (!row || !ticket) return undefined;
    const values = new Map([...ticket.values].map(([place, value]) => [place.toLowerCase(), value]));
    for (const [place, after] of row.values) {
      const before = values.get(place.toLowerCase());
      if (before === undefined || after === undefined || show(before) === show(after)) continue;
      return { role, place, before, after, answers: [ticket.answer, row.answer] };
    }
    return undefined;
  }

  /** The answer that a ticket was read from last, and the search that its row was in. */
  answersOf = (role: Role): { ticket?: Answer; row?: Answer } => ({
    ticket: this.#tickets.get(role)?.answer,
    row: this.#rows.get(role)?.answer,
  });

  /** Sends the creation of a ticket of the family. */
  async make(role: Role, fields: Partial<TicketCreation> = {}, label = `${role} 漢字`): Promise<Answer> {
    const sent = newTicket(this.t.session, `${this.word} ${label}`, fields);
    const answer = await this.t.call('createTicket', { body: sent });
    if (answer.isSuccess) {
      this.#family.add(role, await numberOf(this.t, answer, sent.subject));
    }
    return answer;
  }

  /**
   * Reads some tickets, which are the ones to compare with from now on.
   *
   * @param rows whether a search shows the rows of all, too
   */
  async look(roles: readonly Role[], rows = true): Promise<Difference[]> {
    const differences: Difference[] = [];
    for (const role of roles) {
      const answer = await getTicket(this.t, this.member(role).number);
      if (!answer.isSuccess || ticketIn(answer).number === undefined) {
        if (answer.isRefusedAs('getTicket/unknown-404')) differences.push(...this.#gone(role, answer));
        // What it was before says nothing of what it is.
        this.#tickets.delete(role);
        continue;
      }
      this.member(role).id ??= idIn(ticketIn(answer));
      differences.push(...this.#keep(this.#tickets, ticketReading(role, answer, this.#family.roleOf)));
    }
    const found = rows ? await this.#search() : [];
    const inRows = found
      .flatMap((reading) => this.#keep(this.#rows, reading))
      .filter(({ role, place }) => !this.#sinceRows.some((write) => write.moves(role, place)));
    if (found.length > 0) this.#sinceRows.length = 0;
    // A search may lag behind, or say something else than the ticket, which is no matter of a write: rows tell only what
    // tickets do not. Where the ticket itself cannot be read, nothing shows which write a row has changed by.
    return [...differences, ...inRows.filter((one) => this.#tickets.has(one.role) && !this.#shows(one))];
  }

  /** Reads all, and the first once more: what differs without a write proves nothing. */
  async settle(first: Role, ...others: Role[]): Promise<void> {
    await this.look([first, ...others]);
    for (const { place } of await this.look([first])) this.unsteady.add(place);
  }

  /**
   * Tries a write and judges what it moved.
   *
   * @param roles the tickets that are read after it
   * @param rows whether a search shows the rows of all, too
   * @returns whether it was answered with a success
   */
  async write(write: Write, roles: readonly Role[], rows = true): Promise<boolean> {
    this.#sinceRows.push(write);
    try {
      const answer = await write.send(this.t);
      const { isSuccess } = answer;
      const differences = await this.look(isSuccess ? roles.filter(this.has) : this.#family.roles, rows);
      if (isSuccess || !this.endings.has(write.operation)) {
        this.endings.set(write.operation, isSuccess ? { done: answer } : { refused: answer });
      }
      // What a refused request did is the matter of other checks.
      if (isSuccess) await this.#judge(write, answer, differences);
      if (isSuccess && write.takes && roles.includes(write.takes.from)) {
        await this.#judgeTaken(write, write.takes);
      }
      if (write.said) await this.#judgeSaid(write, write.said, answer);
      return isSuccess;
    } catch (reason) {
      if (!keepsOne.some((kind) => reason instanceof kind)) throw reason;
      if (!this.endings.has(write.operation)) this.endings.set(write.operation, { reason });
      // What became of a request without an answer is not known; the next write is not blamed for it.
      await this.look(this.#family.roles, rows);
      return false;
    }
  }

  async #judge(write: Write, answer: Answer, differences: readonly Difference[]): Promise<void> {
    let note = write.addsNoteTo;
    const unexpected = differences.filter((one) => {
      const { role, place, before } = one;
      // It may be one of the family whose ID nothing has shown yet.
      if (isUnknownChild(place) && this.#family.hasUnread) return false;
      if (this.unsteady.has(place) || write.moves(role, place)) return false;
      if (role !== note || !isEntry(place) || before !== undefined) return true;
      note = undefined;
      return false;
    });
    const wrong: Difference[] = [];
    for (const one of unexpected) {
      this.wrong.add(stem(one.place));
      if (!(await this.#isDenied(one))) wrong.push(one);
    }
    for (const requirement of new Set(wrong.map(write.owner))) {
      const its = wrong.filter((one) => write.owner(one) === requirement);
      const [before, after] = (its[0] as Difference).answers;
      const expected = `nothing else to be changed by ${write.what}`;
      this.moved.push({ requirement, expected, actual: its, answers: [before, answer, after] });
    }
  }

  /** Whether a child that is gone is still listed: then it is the reading that is wrong. */
  async #judgeTaken({ what }: Write, { child, from }: NonNullable<Write['takes']>): Promise<void> {
    const reading = this.#tickets.get(from);
    const place = childPlace(child);
    if (!reading?.values.has(place)) return;
    const gone = await getTicket(this.t, this.member(child).number);
    if (!gone.isRefusedAs('getTicket/unknown-404')) return;
    this.moved.push({
      requirement: 'getTicket/children-are-ids',
      expected: `no such child after ${what}`,
      actual: `${child} is still there`,
      answers: [gone, reading.answer],
    });
  }

  async #judgeSaid({ what }: Write, said: Said, answer: Answer): Promise<void> {
    if (answer.isSuccess) return void this.moved.push(...(await judgeSaid(this.t, this, said, what, answer)));
    const refused = await judgeRefused(this.t, this, said, answer);
    if (refused) this.moved.push(refused);
  }

  /** Whether the list of children says otherwise than the ticket: then one of them is wrong, and no write. */
  async #isDenied({ role, place, after, answers: [, ticket] }: Difference): Promise<boolean> {
    const child = this.#family.members.find((one) => place === childPlace(one.role));
    const listed = child && (await isListed(this.t, child, this.member(role)));
    if (!listed || listed.yes === (after !== undefined)) return false;
    this.unsteady.add(place);
    this.moved.push(contradiction(role, child.role, listed.yes, [ticket, listed.answer]));
    return true;
  }

  /** Forgets a ticket that was deleted. */
  forget(role: Role): void {
    this.#family.delete(role);
    for (const known of [this.#tickets, this.#rows]) known.delete(role);
  }

  #keep(known: Map<Role, Reading>, reading: Reading): Difference[] {
    const before = known.get(reading.role);
    known.set(reading.role, reading);
    return before ? compare(before, reading) : [];
  }

  #gone(role: Role, answer: Answer): Difference[] {
    const before = this.#tickets.get(role);
    this.#tickets.delete(role);
    return before ? [{ role, place: 'ticket', before: 'there', after: 'gone', answers: [before.answer, answer] }] : [];
  }

  /** Whether a ticket, when it was read last, has the field that is another in its row. */
  #shows({ role, place }: Difference): boolean {
    return [...(this.#tickets.get(role)?.values.keys() ?? [])].some((name) => stem(name) === stem(place));
  }

  /** The rows of the family; none where search does not work. */
  async #search(): Promise<Reading[]> {
    if (this.t.session.permissions.can_search_tickets === false) return [];
    const answer = await this.t.call('searchTickets', { query: { query: this.word, limit: 100 } });
    this.searched = answer;
    if (!answer.isSuccess || !Array.isArray(answer.content)) return [];
    const byNumber = new Map(this.#family.members.map(({ number, role }) => [number, role]));
    return rowsOf(answer).flatMap((row) => {
      const role = byNumber.get(String(row.number));
      return role ? [rowReading(role, answer, row)] : [];
    });
  }
}
