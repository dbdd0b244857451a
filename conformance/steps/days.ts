/** Days for due dates, by the time at which the run began, so that its evidence can be judged again. */
import type { Context } from '../kernel/context.js';

const dayMs = 24 * 3600 * 1000;

/** The day that lies so many days after the beginning of the run, as `YYYY-MM-DD`; before it where negative. */
export const inDays = ({ session: { run } }: Context, days: number): string =>
  new Date(run.startedAt.getTime() + days * dayMs).toISOString().slice(0, 10);
