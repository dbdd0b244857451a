/** The due dates that checks give. */
import type { Context } from '../kernel/context.js';
import { inDays } from './own-tickets.js';

/** A moment, and another one in another offset. */
export interface Moment {
  utc: string;
  ahead: string;
  /** How much later `ahead` is: a clock of twelve hours shows both alike. */
  hoursLater: number;
  /** The same as `utc`. Its offset has half an hour, and it has a fraction of a second. */
  halfAnHour: string;
}

/** As `Date` counts the days of a week. */
const wednesday = 3;

/**
 * A day in the future, a time on it, and moments. Where the clocks are ahead, it is the day after. In the middle of a week,
 * no clock is put forward or back.
 */
export function dueMoments(t: Context) {
  const day = inDays(t, 40);
  const untilWednesday = (wednesday - new Date(day).getUTCDay() + 7) % 7;
  const [midweek, after] = [inDays(t, 40 + untilWednesday), inDays(t, 41 + untilWednesday)];
  const apart: Moment = {
    utc: `${midweek}T10:45:00Z`,
    ahead: `${after}T00:45:00+02:00`,
    hoursLater: 12,
    halfAnHour: `${midweek}T07:15:00.000-03:30`,
  };
  // Evidence may have one of these.
  const late: Moment = {
    utc: `${day}T22:45:00Z`,
    ahead: `${inDays(t, 41)}T00:45:00+02:00`,
    hoursLater: 0,
    halfAnHour: `${day}T19:15:00.000-03:30`,
  };
  const former: Moment = {
    utc: `${day}T10:15:00Z`,
    ahead: `${day}T12:15:00+02:00`,
    hoursLater: 0,
    halfAnHour: `${day}T15:45:00.000+05:30`,
  };
  return { day, local: `${day}T17:30:00`, moments: [apart, late, former] as const };
}
