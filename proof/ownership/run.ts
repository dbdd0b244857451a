/** What a run does to its own tickets in the model, by the ways that the checks have. */
import { NoAnswer } from '../../conformance/client/answer.js';
import { Unsafe } from '../../conformance/client/guard.js';
import { RequestTurnedAway } from '../../conformance/client/turned-away.js';
import type { Context } from '../../conformance/kernel/context.js';
import { newTicket } from '../../conformance/steps/own-tickets.js';

/** A step: what is done, and to which of the run's tickets. */
export interface Step {
  does: (typeof kinds)[number];
  ticket: number;
  other: number;
}

export const kinds = [
  'create',
  'create child',
  'update',
  'update by PUT',
  'read and update',
  'update by ID',
  'delete',
  'delete by ID',
  'delete again',
  'update by a longer number',
  'delete by a longer number',
  'link',
  'unlink',
  'read instead of delete',
] as const;

const json = { format: 'json' } as const;

export class Run {
  #count = 0;
  /** Requests that were not sent, since they could do harm. */
  refused = 0;
  /** Numbers as they were answered, right or wrong. */
  readonly #numbers: string[] = [];

  constructor(private readonly t: Context) {}

  /** Takes a step. Whatever the installation does, it may only be refused, turned away, or stay without an answer. */
  async take(step: Step): Promise<void> {
    try {
      await this.#take(step);
    } catch (reason) {
      if (reason instanceof Unsafe) this.refused += 1;
      else if (!(reason instanceof NoAnswer || reason instanceof RequestTurnedAway)) throw reason;
    }
  }

  async #take({ does, ticket, other }: Step): Promise<void> {
    const { t } = this;
    const number = this.#numbers[ticket % this.#numbers.length];
    if (does === 'create' || number === undefined) return this.#create({});
    const second = this.#numbers[other % this.#numbers.length] ?? number;
    const path = { number, ...json };
    const longer = { number: `${number}x`, ...json };
    switch (does) {
      case 'create child':
        return this.#create({ parentTicketId: number });
      case 'update':
        await t.call('updateTicket', { path, body: { note: 'A note.' } });
        return;
      case 'read and update':
        await t.call('getTicket', { path });
        await t.call('updateTicket', { path, body: { note: 'A note.' } });
        return;
      case 'update by PUT':
        await t.call('updateTicketByPut', { path, body: { note: 'A note.' } });
        return;
      case 'delete':
        await t.call('deleteTicket', { path });
        return;
      case 'delete again':
        await t.call('deleteTicket', { path });
        t.session.guard.allowGone(number);
        await t.call('deleteTicket', { path });
        return;
      case 'update by a longer number':
        await t.call('updateTicket', { path: longer, body: { note: 'A note.' } });
        return;
      case 'delete by a longer number':
        await t.call('deleteTicket', { path: longer });
        return;
      case 'link':
        await t.call('linkSubticket', { path: { parentNumber: number, ...json }, body: { childId: second } });
        return;
      case 'unlink':
        await t.call('unlinkSubticket', { path });
        return;
      case 'read instead of delete':
        await t.send({ operation: 'deleteTicket', method: 'GET', path });
        return;
      default:
        return this.#byId(does, number);
    }
  }

  async #create(fields: { parentTicketId?: string }): Promise<void> {
    const { t } = this;
    const answer = await t.call('createTicket', { body: newTicket(t.session, `ticket ${++this.#count}`, fields) });
    if (answer.status === 201) this.#numbers.push(answer.text.trim());
  }

  /** As the checks do: the ID is read, and reading by it shows the ticket. */
  async #byId(does: 'update by ID' | 'delete by ID', number: string): Promise<void> {
    const { t } = this;
    const { id } = ((await t.call('getTicket', { path: { number, ...json } })).json ?? {}) as { id?: number };
    if (id === undefined) return;
    t.session.guard.allowId(id, number);
    const path = { number: String(id), ...json };
    if (does === 'delete by ID') await t.call('deleteTicket', { path });
    else await t.call('updateTicket', { path, body: { note: 'A note.' } });
  }
}
