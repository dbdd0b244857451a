/**
 * When a ticket was made, by the clock of an installation. It shows times without a time zone, so its clock is learned
 * from the first ticket that the run made itself.
 */

/** A difference of clocks beyond all time zones proves nothing. */
const largestOffsetMs = 15 * 3_600_000;
/** By how much a clock is put forward or back in the night in which summer time begins or ends. */
const seasonMs = [30, 60].flatMap((minutes) => [minutes * 60_000, -minutes * 60_000]);
/** How exact times are: they are whole seconds, and a creation may take a while to be carried out. */
const toleranceMs = 120_000;

export interface Period {
  /** Milliseconds, by this machine's clock. */
  from: number;
  until: number;
}

export class Clock {
  #offset: number | undefined;

  /** @param offset by how much the installation's clock is ahead of this machine's, in milliseconds, where a run has learned it before */
  constructor(offset?: number) {
    this.#offset = offset;
  }

  get offset(): number | undefined {
    return this.#offset;
  }

  /**
   * Learns from a ticket that the run made, where nothing is known yet.
   *
   * @param created the time that the installation shows
   * @param period in which its creation was carried out
   */
  learn(created: number, { from, until }: Period): void {
    if (until - from > toleranceMs) return;
    const offset = created - (from + until) / 2;
    if (Math.abs(offset) <= largestOffsetMs) this.#offset ??= offset;
  }

  /** Whether a time that the installation shows lies within a period; in any time zone where its own is not known. */
  isWithin(created: number, { from, until }: Period): boolean {
    const [offset, tolerance] = [this.#offset ?? 0, this.#offset === undefined ? largestOffsetMs : toleranceMs];
    return created >= from + offset - tolerance && created <= until + offset + tolerance;
  }

  /** Whether a time lies within a period by a clock that was put forward or back since it was learned. */
  isWithinBySeason(created: number, { from, until }: Period): boolean {
    const offset = this.#offset;
    if (offset === undefined) return false;
    return seasonMs.some(
      (by) => Math.abs(created - offset - by - (from + until) / 2) <= toleranceMs + (until - from) / 2,
    );
  }
}

/** A time as an installation shows it, in milliseconds; by UTC where it has no time zone. */
export function shownTime(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [, day, time, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(value) ?? [];
  const parsed = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}
