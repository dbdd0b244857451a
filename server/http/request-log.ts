import { type Logger, pino } from 'pino';

/** Writes one line a request to the standard output. */
export function requestLog(): Logger {
  return pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}
