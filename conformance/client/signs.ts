/** What a ticket must show to be a run's own: its number, the run's address, its mark, and a creation during the run. */
import { Clock } from './clock.js';
import { requireCertain, Unsafe } from './guard.js';
import type { Ledger } from './ledger.js';
import { mark } from './mark.js';
import type { ShownTicket } from './shown-ticket.js';

/** The ticket with this number shows that it is somebody else's. */
export class Foreign extends Unsafe {}

/** A time as osTicket writes it. */
const timeText = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

export class Signs {
  readonly #clock: Clock;

  constructor(
    private readonly ledger: Ledger,
    private readonly runId: string,
  ) {
    this.#clock = new Clock(ledger.clock);
  }

  /**
   * @param first whether the ticket was not proven before
   * @throws Unsafe when the ticket with this number does not show that it is the run's own
   */
  require({ number: shownNumber, subject, address, created }: ShownTicket, number: string, first: boolean): void {
    requireCertain(number);
    const { ledger, runId } = this;
    const creation = ledger.creationOf(number);
    const shown = { number: shownNumber, user: address, subject, 'time of creation': created };
    const missing = Object.entries(shown).find(([, value]) => value === undefined);
    const foreign = (what: string) => new Foreign(`Ticket ${number} is not of this run: ${what}.`);
    if (address !== undefined && !ledger.addresses.has(address)) throw foreign('its user has another address');
    // A check that sent `subject: 0` has made a ticket without the mark where that was accepted.
    const isMarked = subject === undefined || subject.startsWith(mark(runId)) || subject === creation?.subject;
    if (!isMarked) throw foreign('its subject has another beginning');
    if (shownNumber !== undefined && shownNumber !== number) {
      throw new Unsafe(`Reading ticket ${number} shows ticket ${shownNumber}, so whose it is is not proven.`);
    }
    if (missing || created === undefined) {
      throw new Unsafe(
        `Reading ticket ${number} does not show its ${missing?.[0]}, so that it is of this run is not proven.`,
      );
    }
    if (creation?.until !== undefined && creation.subject === subject && this.#clock.offset === undefined) {
      this.#clock.learn(created, { from: creation.from, until: creation.until });
      ledger.clock = this.#clock.offset;
    }
    const isInTime =
      this.#clock.isWithin(created, ledger.period) || this.#isAfterSeason(created, number, subject, first);
    if (isInTime) return;
    const time = `it was not made during the run, by the clock of the installation's database: it shows ${timeText(created)}, and here it is ${timeText(ledger.now())} UTC`;
    if (!this.#clock.isWithinBySeason(created, ledger.period)) throw foreign(time);
    throw new Unsafe(
      `Ticket ${number} is not proven to be of this run: ${time}; that clock may have been put forward or back.`,
    );
  }

  /**
   * In the night in which summer time begins or ends, a new ticket may show a time outside of the run. It is the run's own
   * where a creation was answered with its number, and its first reading shows the very subject and, but for that shift,
   * the time of that creation: nobody can have used the ID of this run before the run. From then on it must show that very
   * time, or one within the run.
   */
  #isAfterSeason(created: number, number: string, subject: string | undefined, first: boolean): boolean {
    const creation = this.ledger.creationOf(number);
    if (creation?.until === undefined || creation.subject !== subject) return false;
    const { from, until, shown } = creation;
    const isFirst = first && shown === undefined && !this.ledger.isPast;
    if (!isFirst || !this.#clock.isWithinBySeason(created, { from, until })) return shown === created;
    this.ledger.dated(number, created);
    return true;
  }
}
