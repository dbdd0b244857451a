/** Refusals of requests that match no operation of the contract. */
import type { RequestHandler } from 'express';
import type { Operation } from '../../contract/operations.js';
import { refuse } from './refusal.js';
import type { Stage } from './stage.js';

export const refuseUnknownPath: RequestHandler = ({ originalUrl }) =>
  refuse({
    requirement: 'errors/unknown-path-404',
    message: `The API has no path ${originalUrl.split('?')[0]}. The contract at /openapi.json lists all paths.`,
  });

/** @param own the operations that the path has */
export function refuseOtherMethod(own: readonly Operation[]): RequestHandler {
  const allowed = own.map(({ method }) => method.toUpperCase()).join(', ');
  return () =>
    refuse({
      requirement: 'errors/wrong-method-405',
      message: `Method Not Allowed. Use ${allowed}`,
      headers: { Allow: allowed },
    });
}

export function refuseOtherExtension({ path }: Operation): Stage {
  return () =>
    refuse({
      requirement: 'errors/unsupported-extension',
      message: `The path must end in an extension that the operation has: ${path}.`,
    });
}
