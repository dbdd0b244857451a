/** What the log says about a request. */
import type { RequestHandler } from 'express';
import { type Logger, pino } from 'pino';
import type { Locals } from './stage.js';

/** Writes one line a request to the standard output. */
export function requestLog(): Logger {
  return pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}

/** One line for each request, when it is over. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const begin = performance.now();
    response.once('close', () => {
      const { operationId, keyId } = progressOf(response);
      const status = response.writableFinished ? response.statusCode : 'client gone';
      const ms = Math.round(performance.now() - begin);
      log.info({ operationId, method: request.method, status, ms, key: keyId }, 'request');
    });
    next();
  };
}

/** How far a request came; the key itself must not stand in a log. */
export function progressOf({ locals }: { locals: Partial<Locals> }): { operationId?: string; keyId?: number } {
  return { operationId: locals.operation?.id, keyId: locals.key?.id };
}
