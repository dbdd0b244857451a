/** Who belongs to a family of own tickets, by roles, numbers and IDs. */
import { Untestable } from '../../kernel/outcome.js';
import type { Role } from './readings.js';

export interface Member {
  role: Role;
  number: string;
  /** Absent where nothing has shown it yet. */
  id?: number;
}

export class Family {
  readonly #members = new Map<Role, Member>();
  /** Where one that was deleted is shown all the same, it still has its role. */
  readonly #deleted: Member[] = [];

  add(role: Role, number: string): void {
    this.#members.set(role, { role, number });
  }

  /** @throws Untestable where it could not be made */
  member(role: Role): Member {
    const found = this.#members.get(role);
    if (!found) throw new Untestable('createTicket/answers-201', `${role} could not be made`);
    return found;
  }

  has = (role: Role): boolean => this.#members.has(role);

  get members(): Member[] {
    return [...this.#members.values()];
  }

  get roles(): Role[] {
    return [...this.#members.keys()];
  }

  /** Whether the ID of one is not known, since it cannot be read. */
  get hasUnread(): boolean {
    return this.members.some(({ id }) => id === undefined);
  }

  /** The role of the ticket that has this ID. Where no ticket has it, the role of the ticket that has it as its number. */
  roleOf = (child: unknown): Role | undefined => {
    const known = [...this.members, ...this.#deleted];
    const found = known.find(({ id }) => id === Number(child)) ?? known.find(({ number }) => number === String(child));
    return found?.role;
  };

  delete(role: Role): void {
    this.#deleted.push(this.member(role));
    this.#members.delete(role);
  }
}
