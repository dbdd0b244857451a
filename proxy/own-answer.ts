/** Answers that the proxy gives itself, as the contract has errors. */
import type { ServerResponse } from 'node:http';
import type { components } from '../generated/types.js';

/** Says that the proxy answered and not the installation, and why: `refused createTicket/email-required`. */
export const sayingHeader = 'X-Osticket-Contract';

/** Does nothing where an answer has begun already: the connection ends then, so that nobody takes it for whole. */
export function answerItself(response: ServerResponse, status: number, message: string, why: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body: components['schemas']['ErrorAnswer'] = { error: true, message };
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    [sayingHeader]: why,
  });
  response.end(response.req.method === 'HEAD' ? undefined : text);
  // What is left of the request is passed over: a client that still sends would not see the answer.
  response.req.resume();
}
