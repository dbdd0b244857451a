/** The time that a test server goes by. */
import { mistakeIn } from '../contract/mistakes.js';

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
   * @throws RangeError where it is no time from 1970 to 9999
   */
  set(time: Date | string): Promise<void>;
  /** Moves it on, standing or not; the same holds for what is due. @throws RangeError as `set`, and for a mistake in the duration */
  move(by: Duration): Promise<void>;
}

export const durationSchema = {
  type: 'object',
  properties: {
    days: { type: 'number' },
    hours: { type: 'number' },
    minutes: { type: 'number' },
    seconds: { type: 'number' },
  },
  additionalProperties: false,
};

/** @throws RangeError for what is no duration */
export function millisecondsOf(duration: Duration): number {
  const mistake = mistakeIn('A duration', durationSchema, duration);
  if (mistake !== undefined) throw new RangeError(`clock.move: ${mistake}.`);
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = duration;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** What osTicket's tables can hold. */
const [FIRST, LAST] = [0, Date.UTC(9999, 11, 31)];

/** @throws RangeError before anything is changed */
function requireTime(milliseconds: number, shown: string): void {
  if (!(milliseconds >= FIRST && milliseconds <= LAST))
    throw new RangeError(`${shown} is no time from 1970 to 9999. Write 2026-12-31T17:30:00Z.`);
}

/** @param moved is called with the new time */
export function testClock(moved: (now: Date) => Promise<unknown>): Clock & { goReal(): void } {
  let standing: number | undefined;
  let ahead = 0;
  const now = () => new Date(standing ?? Date.now() + ahead);
  return {
    now,
    set: async (time) => {
      const moment = typeof time === 'string' || time instanceof Date ? new Date(time).getTime() : Number.NaN;
      requireTime(moment, `clock.set: "${time}"`);
      standing = moment;
      await moved(now());
    },
    move: async (duration) => {
      const by = millisecondsOf(duration);
      requireTime(now().getTime() + by, 'clock.move: what it leads to');
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
