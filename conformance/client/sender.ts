/**
 * Sends requests so that a run changes nothing but what it made: guard, proof, ledger, wire. Whatever may change a
 * ticket is sent right after the proof that the ticket is the run's own, and never again without a new proof.
 */
import { operation } from '../../contract/operations.js';
import { answeredNumber } from '../../contract/ticket-number.js';
import { Answer } from './answer.js';
import { createPaths, type Guard, type Named, reads } from './guard.js';
import type { Ledger } from './ledger.js';
import type { Ownership } from './ownership.js';
import { type OutgoingRequest, TargetGone, type Wire } from './wire.js';

export interface SenderParts {
  wire: Wire;
  guard: Guard;
  ledger: Ledger | undefined;
  /** Absent where nothing is sent. */
  ownership: Ownership | undefined;
  /** Root of the API. */
  api: string;
}

/** What stands before the number in the path of a deletion. */
const [deletePath = ''] = operation('deleteTicket').path.split('{');

export class Sender {
  /** The last request that changes a ticket, by the ticket's number: no other comes between a proof and what it is for. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(private readonly parts: SenderParts) {}

  /**
   * Sends a request.
   *
   * @param content its body, before it was written as text
   * @throws Unsafe when it could do harm
   */
  async send(request: OutgoingRequest, content: unknown): Promise<Answer> {
    const { wire, guard, api } = this.parts;
    const { method, url } = request;
    const path = url.slice(api.length).split('?')[0] ?? '';
    const check = () => guard.check({ method, path, body: content });
    const named = check();
    if (named.length === 0 && reads(method)) return this.#sent(request);
    const answer = async () => this.#proven(check(), request, path, content);
    return wire.retry(
      () => this.#alone(named, answer),
      ({ exchange }) => exchange,
    );
  }

  /** Sends a request that may change something. It is not sent again, whatever comes back. */
  async #proven(named: readonly Named[], request: OutgoingRequest, path: string, content: unknown): Promise<Answer> {
    const { ledger, ownership } = this.parts;
    // Also by another method: an installation may take no notice of it.
    const deletes = path.toLowerCase().startsWith(deletePath);
    for (const one of named) await ownership?.prove(one, deletes);
    ownership?.noteChange();
    const creates = request.method === 'POST' && createPaths.includes(path);
    if (creates || named.length > 1) ownership?.noteRelated(numbersOf(named));
    const change = { ...request, once: true, urgent: named.length > 0 };
    if (creates) return this.#create(change, content, named.length === 0);
    const answer = await this.#sent(change);
    const [one] = named;
    const isNumber = one && 'number' in one && !('id' in one || 'longer' in one);
    if (deletes && answer.isSuccess && isNumber) ledger?.removed(one.number);
    return answer;
  }

  /** @param alone whether it names no parent */
  async #create(request: OutgoingRequest, content: unknown, alone: boolean): Promise<Answer> {
    const { guard, ledger, ownership } = this.parts;
    if (guard.deletes) await ownership?.requireProvable();
    const { subject = '', email = '' } = ([content].flat()[0] ?? {}) as { subject?: unknown; email?: unknown };
    const intent = await ledger?.intend(String(subject), String(email));
    const answer = await this.#sent(request).catch((reason) => {
      if (reason instanceof TargetGone && intent !== undefined) ledger?.unsent(intent);
      throw reason;
    });
    // Whatever the code says, a ticket number in the answer means that there is a ticket to be removed.
    const number = answer.status < 300 ? answeredNumber(answer.text) : undefined;
    if (number !== undefined && alone) ownership?.noteMadeAlone(number);
    if (number !== undefined && !alone) ownership?.noteRelated([number]);
    if (intent !== undefined) ledger?.answered(intent, answer.status, String(subject), number, answer.exchange.id);
    return answer;
  }

  async #sent(request: OutgoingRequest): Promise<Answer> {
    const { wire, ownership } = this.parts;
    const exchange = await wire.send(request);
    ownership?.learn(exchange);
    return new Answer(exchange, request.operation);
  }

  /** Waits until no other request changes these tickets. */
  async #alone<T>(named: readonly Named[], send: () => Promise<T>): Promise<T> {
    const numbers = numbersOf(named);
    const before = numbers.map((number) => this.#last.get(number));
    const sent = Promise.allSettled(before).then(send);
    for (const number of numbers) this.#last.set(number, sent);
    return sent;
  }
}

const numbersOf = (named: readonly Named[]) => named.map((one) => ('gone' in one ? one.gone : one.number));
