/** A family of own tickets as it was read last: each of them, and its row in a search. */
import { stem } from '../../../contract/fields.js';
import type { Answer, Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { getTicket, idIn, newTicket, numberOf, type TicketCreation, ticketIn } from '../own-tickets.js';
import { rowsOf } from '../search.js';
import { Family, type Member } from './family.js';
import {
  childPlace,
  childrenIn,
  compare,
  type Difference,
  type Reading,
  type Role,
  rowReading,
  ticketReading,
} from './readings.js';
import type { Write } from './writes.js';

export class ReadFamily {
  protected readonly family = new Family();
  protected readonly tickets = new Map<Role, Reading>();
  readonly #rows = new Map<Role, Reading>();
  /** The last search for the word. */
  searched: Answer | undefined;
  /** Writes since the rows were read last: a row may show what any of them moves. */
  protected readonly sinceRows: Write[] = [];
  /** Places that differ without any write, or where a ticket and the list of its children contradict each other. */
  readonly unsteady = new Set<string>();

  /** @param word stands in the subject of all tickets, and of no other */
  constructor(
    protected readonly t: Context,
    private readonly word: string,
  ) {}

  /** Number and role of a ticket of the family. @throws Untestable where it could not be made */
  member = (role: Role): Member => this.family.member(role);

  has = (role: Role): boolean => this.family.has(role);

  /** Whether a ticket lists another one as its child; nothing where it does not say. */
  lists(parent: Role, child: Role): boolean | undefined {
    const reading = this.tickets.get(parent);
    if (!reading || !childrenIn(reading.answer) || this.member(child).id === undefined) return undefined;
    return reading.values.has(childPlace(child));
  }

  /** The ticket as it was read last. */
  ticket = (role: Role) => {
    const reading = this.tickets.get(role);
    return reading ? ticketIn(reading.answer) : {};
  };

  /** Where the row of a ticket says something else than the ticket, and the row. */
  disagreement(role: Role): Difference | undefined {
    const [row, ticket] = [this.#rows.get(role), this.tickets.get(role)];
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
    ticket: this.tickets.get(role)?.answer,
    row: this.#rows.get(role)?.answer,
  });

  /** Sends the creation of a ticket of the family. */
  async make(role: Role, fields: Partial<TicketCreation> = {}, label = `${role} 漢字`): Promise<Answer> {
    const sent = newTicket(this.t.session, `${this.word} ${label}`, fields);
    const answer = await this.t.call('createTicket', { body: sent });
    if (answer.isSuccess) {
      this.family.add(role, await numberOf(this.t, answer, sent.subject));
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
        this.tickets.delete(role);
        continue;
      }
      this.member(role).id ??= idIn(ticketIn(answer));
      differences.push(...this.#keep(this.tickets, ticketReading(role, answer, this.family.roleOf)));
    }
    const found = rows ? await this.#search() : [];
    const inRows = found
      .flatMap((reading) => this.#keep(this.#rows, reading))
      .filter(({ role, place }) => !this.sinceRows.some((write) => write.moves(role, place)));
    if (found.length > 0) {
      this.sinceRows.length = 0;
      // A row that is not found any more says nothing of its ticket.
      const shown = new Set(found.map(({ role }) => role));
      for (const role of this.#rows.keys()) if (!shown.has(role)) this.#rows.delete(role);
    }
    // A search may lag behind, or say something else than the ticket, which is no matter of a write: rows tell only what
    // tickets do not. Where the ticket itself cannot be read, nothing shows which write a row has changed by.
    return [...differences, ...inRows.filter((one) => this.tickets.has(one.role) && !this.#shows(one))];
  }

  /** Reads all, and the first once more: what differs without a write proves nothing. */
  async settle(first: Role, ...others: Role[]): Promise<void> {
    await this.look([first, ...others]);
    for (const { place } of await this.look([first])) this.unsteady.add(place);
  }

  /** Forgets a ticket that was deleted. */
  forget(role: Role): void {
    this.family.delete(role);
    for (const known of [this.tickets, this.#rows]) known.delete(role);
  }

  #keep(known: Map<Role, Reading>, reading: Reading): Difference[] {
    const before = known.get(reading.role);
    known.set(reading.role, reading);
    return before ? compare(before, reading) : [];
  }

  #gone(role: Role, answer: Answer): Difference[] {
    const before = this.tickets.get(role);
    this.tickets.delete(role);
    return before ? [{ role, place: 'ticket', before: 'there', after: 'gone', answers: [before.answer, answer] }] : [];
  }

  /** Whether a ticket, when it was read last, has the field that is another in its row. */
  #shows({ role, place }: Difference): boolean {
    return [...(this.tickets.get(role)?.values.keys() ?? [])].some((name) => stem(name) === stem(place));
  }

  /** The rows of the family; none where search does not work. */
  async #search(): Promise<Reading[]> {
    if (this.t.session.permissions.can_search_tickets === false) return [];
    const answer = await this.t.call('searchTickets', { query: { query: this.word, limit: 100 } });
    this.searched = answer;
    if (!answer.isSuccess || !Array.isArray(answer.content)) return [];
    const byNumber = new Map(this.family.members.map(({ number, role }) => [number, role]));
    return rowsOf(answer).flatMap((row) => {
      const role = byNumber.get(String(row.number));
      return role ? [rowReading(role, answer, row)] : [];
    });
  }
}
