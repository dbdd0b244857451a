/** The due dates that checks give. */
import type { Context } from '../kernel/context.js';
import { inDays } from './own-tickets.js';

/** A day in the future, a time on it, and one moment on it in three offsets, with a fraction of a second in one. */
export function dueMoments(t: Context) {
  const day = inDays(t, 40);
  return {
    day,
    local: `${day}T17:30:00`,
    utc: `${day}T10:15:00Z`,
    ahead: `${day}T12:15:00+02:00`,
    halfAnHour: `${day}T15:45:00.000+05:30`,
  };
}
