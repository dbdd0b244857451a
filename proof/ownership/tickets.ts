/** The tickets of an installation in memory. */
import type { Dice } from './dice.js';
import type { Nature } from './nature.js';

export interface StoredTicket {
  id: number;
  number: string;
  subject: string;
  address: string;
  /** Milliseconds, by the installation's clock but for its time zone. */
  created: number;
  /** Whether the run made it. */
  own: boolean;
  parent?: number | undefined;
}

export class Tickets {
  readonly all: StoredTicket[] = [];
  /** As after earlier tickets that were deleted. */
  #lastId = 7;

  constructor(
    private readonly numbers: Nature['numbers'],
    private readonly dice: Dice,
  ) {}

  add(fields: Omit<StoredTicket, 'id' | 'number'>): StoredTicket {
    const id = ++this.#lastId;
    const ticket = { ...fields, id, number: this.#number(id) };
    this.all.push(ticket);
    return ticket;
  }

  #number(id: number): string {
    if (this.numbers === 'random') {
      const number = String(this.dice.between(100_000, 999_999));
      // osTicket gives no number twice.
      return this.byNumber(number) ? this.#number(id) : number;
    }
    const { difference, padded, prefix = '' } = this.numbers;
    return `${prefix}${String(id + difference).padStart(padded ? 6 : 1, '0')}`;
  }

  remove(ticket: StoredTicket): void {
    this.all.splice(this.all.indexOf(ticket), 1);
  }

  byNumber(name: string): StoredTicket | undefined {
    return this.all.find(({ number }) => number === name);
  }

  /** As osTicket's PHP reads an ID: up to what is no digit. */
  byId(name: string): StoredTicket | undefined {
    return this.all.find(({ id }) => id === Number.parseInt(name, 10));
  }

  childrenOf({ id }: StoredTicket): StoredTicket[] {
    return this.all.filter(({ parent }) => parent === id);
  }
}
