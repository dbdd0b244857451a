/** Validates requests with express-openapi-validator (EOV). */
import type { ErrorRequestHandler, NextFunction, RequestHandler } from 'express';
import type { AjvOptions } from 'express-openapi-validator/dist/framework/ajv/options.js';
import type { Spec } from 'express-openapi-validator/dist/framework/openapi.spec.loader.js';
import { OpenApiValidator } from 'express-openapi-validator/dist/openapi.validator.js';
import { type ContractDocument, contract, type ParameterObject, resolve } from '../../contract/document.js';
import { formats } from '../../contract/formats.js';
import type { Operation, OperationId } from '../../contract/operations.js';
import { basePath, exactPaths } from './paths.js';
import { refuse } from './refusal.js';
import type { Stage } from './stage.js';
import { refusalOf } from './validation-message.js';

/** A request that passes has values of the contract's types, and the contract's defaults. */
export function validateRequest(operation: Operation): Stage[] {
  const explain: ErrorRequestHandler = (error, { body }, _response, next) => next(refusalOf(error, operation, body));
  return [refuseBadQuery, plainContentType(operation), validated(operation), explain, refuseInfinite] as Stage[];
}

/** Made at the first request: for all operations it takes an eighth of the start of a server. */
const validated =
  (operation: Operation): RequestHandler =>
  (request, response, next) => {
    const handlers = eovMiddleware(operation).values();
    const step: NextFunction = (error?: unknown) => {
      const handler = error === undefined ? handlers.next().value : undefined;
      if (handler) handler(request, response, step);
      else next(error);
    };
    step();
  };

/** What no parameter may be, whatever its schema says; EOV would say "must be string" of a repeated one. */
const refuseBadQuery: Stage = (request, _response, next) => {
  const { query } = request;
  for (const name in query) {
    const value = query[name];
    if (Array.isArray(value)) {
      refuse({
        requirement: 'searchTickets/repeated-parameter-refused',
        message: `${name} was given ${value.length} times; give it once.`,
      });
    }
    if (typeof value === 'string' && value.includes('\0'))
      refuse({ requirement: 'errors/nul-character-400', message: `${name} contains a NUL character.` });
  }
  next();
};

/** EOV compiles and keeps a validator for every Content-Type that it meets; readBody has judged it already. */
function plainContentType({ requestSchema }: Operation): Stage {
  return ({ headers }, _response, next) => {
    if (requestSchema !== undefined) headers['content-type'] = 'application/json';
    else if (headers['content-type'] !== undefined) delete headers['content-type'];
    next();
  };
}

/** EOV lets hundreds of digits become Infinity, and takes that for an integer. */
const refuseInfinite: Stage = ({ params, query }, _response, next) => {
  for (const values of [params, query] as Record<string, unknown>[]) {
    for (const name in values) {
      const value = values[name];
      if (typeof value === 'number' && !Number.isFinite(value))
        refuse({ requirement: 'errors/no-500-for-input', message: `${name} is too large a number.` });
    }
  }
  next();
};

/** They depend on the contract alone: every server of a process has the same. */
const made = new Map<OperationId, readonly RequestHandler[]>();

/** EOV's middleware for an operation, which compiles its schemas at the first request. */
function eovMiddleware(operation: Operation): readonly RequestHandler[] {
  const known = made.get(operation.id);
  if (known) return known;
  const validator = new OpenApiValidator({
    apiSpec: contractOf(operation) as never,
    validateSecurity: false,
    validateResponses: false,
    fileUploader: false,
    // Not all errors: a body of millions of wrong items would become as many objects.
    validateRequests: { allErrors: false, coerceTypes: false, allowUnknownQueryParameters: false },
    formats: formats as never,
  });
  plainly(validator.ajvOpts);
  const handlers = validator.installMiddleware(Promise.resolve(specOf(operation))) as RequestHandler[];
  made.set(operation.id, handlers);
  return handlers;
}

/** What contract/validators.ts leaves out, too: a third of the time of compiling, for nothing that is used. */
function plainly(options: AjvOptions): void {
  const { request, preprocessor } = options;
  for (const [name, its] of Object.entries({ request, preprocessor }))
    Object.defineProperty(options, name, { value: { ...its, meta: false, code: { optimize: false } } });
}

/**
 * What EOV's own loader makes of a document. That one first compiles the schema of all OpenAPI documents, also where it
 * is told not to use it: for all operations a second, most of the start of a server.
 */
function specOf(operation: Operation): Spec {
  const paths = [operation.path, ...operation.alsoAt];
  return {
    apiDoc: contractOf(operation) as never,
    basePaths: [basePath],
    routes: exactPaths(operation).map((expressPath, at) => ({
      basePath,
      expressRoute: `${basePath}${expressPath}`,
      openApiRoute: `${basePath}${paths[at]}`,
      method: operation.method.toUpperCase(),
      pathParams: operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name),
    })),
    serial: made.size,
  };
}

/**
 * The part of the contract about the requests of one operation. To find a request's operation, EOV compiles the
 * pattern of one path after the other, for each request: with the whole contract that takes longer than a search.
 */
function contractOf({ path, alsoAt, method, parameters }: Operation): Partial<ContractDocument> {
  const { requestBody } = contract.paths[path]?.[method] ?? {};
  const request = whole({ parameters: parameters.map(withoutGuessing), requestBody, responses: {} });
  return {
    openapi: contract.openapi,
    info: contract.info,
    servers: contract.servers.slice(0, 1),
    paths: Object.fromEntries([path, ...alsoAt].map((each) => [each, { [method]: request }])) as never,
  };
}

/** A copy, since EOV writes into it, with all that is referred to: to look up a reference, EOV compiles what is there. */
function whole(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(whole);
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(Object.entries(resolve(part)).map(([key, value]) => [key, whole(value)]));
}

/** EOV refuses an empty value, and `/` or `:` in a query, unless told that they may be there; the schema decides. */
function withoutGuessing(parameter: ParameterObject): ParameterObject {
  if (parameter.in !== 'query') return parameter;
  return { ...parameter, allowReserved: true, allowEmptyValue: true } as ParameterObject;
}
