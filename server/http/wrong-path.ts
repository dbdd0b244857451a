/** Refusals of requests that match no operation of the contract. */
import type { RequestHandler } from 'express';
import type { Operation } from '../../contract/operations.js';
import { meantOperation, shown } from './near-miss.js';
import { refuse } from './refusal.js';
import type { Stage } from './stage.js';

export const refuseUnknownPath: RequestHandler = ({ method, originalUrl }) => {
  const [path = ''] = originalUrl.split('?');
  const meant = meantOperation(method, path);
  refuse({
    requirement: 'errors/unknown-path-404',
    message: `The API has no path ${path}. ${meant ? `Did you mean ${shown(meant)}? ` : ''}The contract at /openapi.json lists all paths.`,
  });
};

/** OPTIONS that is no browser's question (see cors.ts). @param own the operations that the path has */
export function tellMethods(own: readonly Operation[]): RequestHandler {
  const methods = own.map(({ method }) => method.toUpperCase());
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (_request, response, next) => {
    response.writeHead(204, { Allow: allowed }).end();
    next('router');
  };
}

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

export function refuseOtherExtension(operation: Operation): Stage {
  const { method, path } = operation;
  const extension =
    /\.(\w+)$/.exec(path)?.[1] ?? operation.parameters.find(({ name }) => name === 'format')?.schema.enum?.[0];
  return ({ originalUrl }) => {
    const [bare = ''] = originalUrl.split('?')[0]?.split(/\.[^/]*$/) ?? [];
    refuse({
      requirement: 'errors/unsupported-extension',
      message: `The path must end in an extension that the operation has: ${path}. Did you mean ${method.toUpperCase()} ${bare}.${extension}?`,
    });
  };
}
