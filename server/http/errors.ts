/** Answers every error with the standard error object, and writes into the log what the caller is not shown. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { components } from '../../generated/types.js';
import { AnswerFault } from './answer-validator.js';
import type { Progress } from './api.js';
import { ClientGone } from './body.js';
import { Refusal } from './refusal.js';

type StandardError = components['schemas']['Error'];

export function answerError(error: unknown, response: ServerResponse, log: Logger, progress: Progress): void {
  if (isClientGone(error)) return;
  if (error instanceof Refusal) {
    if (error.status >= 500)
      log.warn({ ...progress, requirement: error.requirement, status: error.status }, error.message);
    else log.debug({ ...progress, requirement: error.requirement, status: error.status }, error.message);
    send(response, error.status, error.message, error.headers);
    return;
  }
  if (error instanceof AnswerFault)
    log.error({ ...progress, ...error.place }, `An answer breaks the contract: ${error.message}`);
  else log.error({ ...progress, error: described(error) }, 'A request failed');
  if (response.headersSent) response.destroy();
  else send(response, 500, 'Internal server error', {});
}

/** While the request was read, or while the answer was sent. */
function isClientGone(error: unknown): boolean {
  return (
    error instanceof ClientGone ||
    (error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}

/** A database's error has the values of the statement with it, which are not for a log. */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    name: error.name,
    message: error.message,
    code: 'code' in error ? error.code : undefined,
    stack: error.stack,
  };
}

function send(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>>,
): void {
  const body: StandardError = { error: true, message };
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}
