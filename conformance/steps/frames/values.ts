/** Values for the fields of updates that follow each other, so that each time something changes, or is set once more. */
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { statuses } from '../lookups.js';
import { inDays } from '../own-tickets.js';
import type { TicketChanges } from '../updates.js';

/** Statuses in which a ticket is closed, two at the most; the other one first than that which most checks give. */
export async function closedStatuses(t: Context): Promise<number[]> {
  try {
    const closed = (await statuses(t)).filter(({ state }) => state === 'closed');
    return closed
      .slice(0, 2)
      .map(({ id }) => Number(id))
      .reverse();
  } catch (reason) {
    if (reason instanceof Skip || reason instanceof Untestable) return [];
    throw reason;
  }
}

/**
 * Statuses of a ticket that is closed at first, which ends open, and then of one that is closed, which ends closed. A ticket
 * goes from one closed status to another, or gets one that it has.
 */
export function statusesInTurn(open: number, [closed, other]: readonly number[]): number[] {
  if (closed === undefined) return [];
  const ofTheFirst = other === undefined ? [closed, open, closed, open] : [closed, other, open, open];
  return [...ofTheFirst, open, closed, open, other ?? closed];
}

/** A day in the future; the same day, at a time; and none. */
function dueDate(t: Context, turn: number): string | null {
  if (turn === 0) return inDays(t, 30);
  const [day, kind] = [31 + Math.floor((turn - 1) / 3), (turn - 1) % 3];
  if (kind === 2) return null;
  // Seconds may be left out.
  return kind === 0 ? inDays(t, day) : `${inDays(t, day)}T10:30${turn % 2 === 0 ? '' : ':00'}`;
}

export class Values {
  readonly #used = new Map<string, number>();

  constructor(
    private readonly t: Context,
    private readonly choices: Readonly<Record<string, readonly unknown[]>>,
  ) {}

  get fields(): string[] {
    return [...Object.keys(this.choices), 'dueDate', 'note'];
  }

  of(fields: readonly string[]): TicketChanges {
    return Object.assign({}, ...fields.map((field) => this.#next(field)));
  }

  #next(field: string): TicketChanges {
    const turn = this.#used.get(field) ?? 0;
    this.#used.set(field, turn + 1);
    if (field === 'dueDate') return { dueDate: dueDate(this.t, turn) };
    if (field === 'note') {
      const noteTitle = `Title ${turn}`;
      return turn % 2 === 0
        ? { note: `Note ${turn}.`, noteTitle, noteFormat: 'text' }
        : { note: `Note <b>${turn}</b>.`, noteTitle, noteFormat: 'html' };
    }
    const choices = this.choices[field] ?? [];
    return { [field]: choices[turn % choices.length] };
  }
}
