/** The due dates that checks give. */
import type { Context } from '../kernel/context.js';
import { inDays } from './own-tickets.js';

/** One moment, written in three offsets. */
export interface Moment {
  utc: string;
  ahead: string;
  /** Its offset has half an hour, and it has a fraction of a second. */
  halfAnHour: string;
}

/** A day in the future, a time on it, and a moment. Where the clocks are ahead, it is on the day after. */
export function dueMoments(t: Context) {
  const [day, after] = [inDays(t, 40), inDays(t, 41)];
  const late: Moment = {
    utc: `${day}T22:45:00Z`,
    ahead: `${after}T00:45:00+02:00`,
    halfAnHour: `${day}T19:15:00.000-03:30`,
  };
  // Evidence may have one of these.
  const eastern: Moment = { ...late, halfAnHour: `${after}T04:15:00.000+05:30` };
  const former: Moment = {
    utc: `${day}T10:15:00Z`,
    ahead: `${day}T12:15:00+02:00`,
    halfAnHour: `${day}T15:45:00.000+05:30`,
  };
  return { day, local: `${day}T17:30:00`, moments: [late, eastern, former] as const };
}
