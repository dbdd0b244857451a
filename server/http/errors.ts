/** Answers every error with the standard error object, and writes into the log what the caller is not shown. */
import type { ServerResponse } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import type { components } from '../../generated/types.js';
import { troubleOf } from '../store/trouble.js';
import { AnswerFault } from './answer-validator.js';
import { ClientGone } from './body/read-body.js';
import { Refusal, refusedForHeader } from './refusal.js';
import { progressOf } from './request-log.js';

type StandardError = components['schemas']['ErrorAnswer'];

/**
 * The last middleware of the application.
 *
 * @param namesRefusals whether a refusal carries the requirement that asks for it. Default: false
 */
export function answerErrors(log: Logger, namesRefusals = false): ErrorRequestHandler {
  return (thrown, _request, response, _next) => {
    const error = isUndecodablePath(thrown) ? brokenPath() : thrown;
    if (isClientGone(error)) return;
    const progress = progressOf(response);
    if (error instanceof Refusal) {
      const { requirement, status, message, headers } = error;
      log[status >= 500 ? 'warn' : 'debug']({ ...progress, requirement, status }, message);
      if (namesRefusals) response.setHeader(refusedForHeader, requirement);
      return send(response, status, message, headers);
    }
    const trouble = troubleOf(error);
    if (error instanceof AnswerFault)
      log.error({ ...progress, ...error.place }, `An answer breaks the contract: ${error.message}`);
    else log.error({ ...progress, error: described(error) }, trouble?.cause ?? 'A request failed');
    if (response.headersSent) response.destroy();
    else if (trouble !== undefined) send(response, 503, trouble.message, { 'Retry-After': String(trouble.retryAfter) });
    else send(response, 500, 'Internal server error', {});
  };
}

/** Express gives the URIError of a path that it cannot decode a status; any other URIError is this server's own fault. */
function isUndecodablePath(error: unknown): boolean {
  return error instanceof URIError && 'status' in error;
}

function brokenPath(): Refusal {
  return new Refusal({
    requirement: 'errors/no-500-for-input',
    message: 'The path has a % that does not begin the %XX codes of a UTF-8 character. Write a literal % as %25.',
  });
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
  endAfterRequest(response, text);
}

/** How long what a client still sends is passed over, in milliseconds. */
const LINGER = 2_000;

/**
 * Where the connection ends with the answer, a client that is still sending would lose both: so what it sends is passed
 * over for a while first, as Apache and nginx do.
 */
function endAfterRequest(response: ServerResponse, text: string): void {
  const { req: request } = response;
  if (request.complete || response.shouldKeepAlive) {
    response.end(text);
    return;
  }
  response.write(text);
  const end = () => {
    clearTimeout(late);
    response.end();
  };
  const late = setTimeout(end, LINGER);
  request.once('end', end).once('close', end).resume();
}
