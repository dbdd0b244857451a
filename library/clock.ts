/** The time that a test server goes by. */

export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export interface Clock {
  now(): Date;
  /**
   * From now on it is that time, and it stands still. What is due before then is overdue, as osTicket's cron job has it.
   *
   * @param time as `new Date` takes it
   * @throws RangeError where it is no time
   */
  set(time: Date | string): Promise<void>;
  /** Moves it on, standing or not; the same holds for what is due. */
  move(by: Duration): Promise<void>;
}

/** @param moved is called with the new time */
export function testClock(moved: (now: Date) => Promise<unknown>): Clock & { goReal(): void } {
  let standing: number | undefined;
  let ahead = 0;
  const now = () => new Date(standing ?? Date.now() + ahead);
  return {
    now,
    set: async (time) => {
      const moment = new Date(time).getTime();
      if (Number.isNaN(moment)) throw new RangeError(`clock.set: "${time}" is no time. Write 2026-12-31T17:30:00Z.`);
      standing = moment;
      await moved(now());
    },
    move: async ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      const by = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
      if (standing === undefined) ahead += by;
      else standing += by;
      await moved(now());
    },
    goReal: () => {
      standing = undefined;
      ahead = 0;
    },
  };
}
