/** A wait between two changes of a ticket. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../kernel/context.js';

/** Times are whole seconds: without the pause, a time that changes could look the same. */
const pauseMs = 1100;

/** Waits until the next second has begun; at once where kept evidence is judged. */
export const nextSecond = async ({ session: { wire } }: Context): Promise<void> =>
  wire.live ? pause(pauseMs) : undefined;
