/** The API as an Express router, made from the contract: one route a path, one chain of stages an operation. */
import { type RequestHandler, Router } from 'express';
import { type Operation, operations } from '../../contract/operations.js';
import { requireKey, requireOwnCapability, requirePermission, requireWritable } from './admission.js';
import { sendAnswer } from './answer-format.js';
import { validateAnswer } from './answer-validator.js';
import { readBody } from './body/read-body.js';
import { handle } from './handle.js';
import type { HandlerContext } from './operation.js';
import { exactPaths, pathsWithOtherExtension } from './paths.js';
import { validateRequest } from './request-validator.js';
import type { Stage } from './stage.js';
import { refuseOtherExtension, refuseOtherMethod, refuseUnknownPath, tellMethods } from './wrong-path.js';

export interface ApiOptions extends HandlerContext {
  /** Whether a database that an osTicket installation owns may be written to. */
  readonly allowWrites: boolean;
  /** Whether the client's address is what a proxy says. */
  readonly trustsProxies: boolean;
}

/**
 * To be mounted at `basePath`. A request that was answered leaves the router by `next('router')`, a refused one by an error.
 *
 * @example app.use(basePath, apiRouter({ store, capabilities, allowWrites: false, trustsProxies: false, now, autorespond }))
 */
export const apiRouter = (options: ApiOptions): Router =>
  contractRouter({
    admission: (operation) => admission(operation, options),
    service: (operation) => service(operation, options),
  });

/** The stages of an operation. */
export interface Stages {
  /** What is judged by the request line and the headers alone; also at a path with another extension. */
  readonly admission: (operation: Operation) => Stage[];
  readonly service: (operation: Operation) => Stage[];
}

/** The paths of the contract; whatever is at no operation's path is refused. */
export function contractRouter({ admission, service }: Stages): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(headAsGet);
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const own = operations.filter((operation) => operation.path === path);
    const route = router.route(own.flatMap(exactPaths));
    const others = router.route(own.flatMap(pathsWithOtherExtension));
    for (const operation of own) {
      route[operation.method](...admission(operation), ...service(operation));
      others[operation.method](...admission(operation), refuseOtherExtension(operation));
    }
    for (const each of [route, others]) each.options(tellMethods(own)).all(refuseOtherMethod(own));
  }
  router.use(refuseUnknownPath);
  return router;
}

/** What is judged by the request line and the headers alone, before the body is read. */
function admission(operation: Operation, { store, capabilities, allowWrites, trustsProxies }: ApiOptions): Stage[] {
  return [
    knowOperation(operation),
    requireKey(store, trustsProxies),
    requirePermission(operation),
    requireOwnCapability(operation, capabilities),
    requireWritable(operation, store, allowWrites),
  ];
}

/** From the body to the answer. */
function service(operation: Operation, options: ApiOptions): Stage[] {
  return [
    readBody(operation),
    ...validateRequest(operation),
    handle(operation, options),
    validateAnswer(operation),
    sendAnswer(operation),
  ];
}

/** The contract has no HEAD of its own. Node knows from the start that the answer has no body. */
const headAsGet: RequestHandler = (request, _response, next) => {
  if (request.method === 'HEAD') request.method = 'GET';
  next();
};

/** For the log. */
function knowOperation(operation: Operation): Stage {
  return (_request, response, next) => {
    response.locals.operation = operation;
    next();
  };
}
