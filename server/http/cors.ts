/** Lets web pages call the API: a browser asks first whether it may, and hides the answers of a server that does not say so. */
import type { RequestHandler } from 'express';
import { methods } from '../../contract/document.js';
import { keyHeader } from '../../contract/keys.js';
import { isLoopback } from '../../installation/loopback.js';

/**
 * @param allowed origins such as `https://app.example.org`, or `*`; those of this machine may always
 */
export function cors(allowed: readonly string[]): RequestHandler {
  const may = (origin: string) => isLoopback(origin) || allowed.includes('*') || allowed.includes(origin);
  return ({ method, headers }, response, next) => {
    const { origin } = headers;
    if (origin === undefined) return next();
    response.vary('Origin');
    if (!may(origin)) return next();
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', 'Allow, Retry-After');
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return next();
    response.setHeader('Access-Control-Allow-Methods', methods.map((one) => one.toUpperCase()).join(', '));
    // Any header: a page that sends the key in a wrong one can only read what to change if it may ask at all.
    const wanted = headers['access-control-request-headers'] ?? `${keyHeader}, Content-Type`;
    response.setHeader('Access-Control-Allow-Headers', wanted);
    response.vary('Access-Control-Request-Headers');
    response.setHeader('Access-Control-Max-Age', '600');
    response.writeHead(204).end();
  };
}
