/** What others do in an installation while a run goes on. */
import { mark, ownEmail } from '../../conformance/client/mark.js';
import type { Dice } from './dice.js';
import type { Installation } from './installation.js';
import type { StoredTicket } from './tickets.js';

const day = 86_400_000;

/** Addresses that are not the run's, some of them with it in them. */
const addresses = (runId: string) => [
  'jane@example.org',
  `${ownEmail(runId)}.evil.test`,
  `x${ownEmail(runId)}`,
  ownEmail(runId).toUpperCase(),
  `osticket-contract+${runId}@example.org`,
];

export class Others {
  constructor(
    private readonly installation: Installation,
    private readonly dice: Dice,
    private readonly runId: string,
    private readonly now: () => number,
  ) {}

  get #tickets() {
    return this.installation.tickets;
  }

  #one(own: boolean): StoredTicket | undefined {
    const of = this.#tickets.all.filter((ticket) => ticket.own === own);
    return of.length === 0 ? undefined : this.dice.pick(of);
  }

  /** A subject, perhaps copied from the run. */
  #subject(): string {
    return this.dice.pick(['Printer', `${mark(this.runId)} copied`, this.#one(true)?.subject ?? 'Scanner']);
  }

  /** Somebody writes in. */
  create(created = this.now()): void {
    const address = this.dice.pick(addresses(this.runId));
    this.#tickets.add({ subject: this.#subject(), address, created, own: false });
  }

  /** Tickets that are there before the run; even one with all of its signs but the time. */
  before(count: number): void {
    for (let made = 0; made < count; made += 1) this.create(this.now() - this.dice.between(1, 30) * day);
    const forged = { subject: `${mark(this.runId)} forged`, address: ownEmail(this.runId), own: false };
    if (this.dice.chance(1, 2)) this.#tickets.add({ ...forged, created: this.now() - 2 * day });
  }

  /**
   * One thing that they may do.
   *
   * @param agents whether agents may do something to the tickets of the run, too
   */
  act(agents: boolean): void {
    const [theirs, own] = [this.#one(false), this.#one(true)];
    const acts = [
      () => this.create(),
      () => theirs && Object.assign(theirs, { subject: this.#subject() }),
      () => theirs && this.#tickets.remove(theirs),
    ];
    const acts2 = [
      () => own && this.#tickets.remove(own),
      () => own && Object.assign(own, { subject: 'An agent renamed it' }),
      () => own && theirs && Object.assign(theirs, { parent: own.id }),
    ];
    this.dice.pick(agents ? [...acts, ...acts, ...acts2] : acts)();
  }
}
