/**
 * Validates requests with express-openapi-validator (EOV), one validator an operation.
 *
 * EOV does not see the request itself but a stand-in with what it needs, which takes care of what it trips over:
 * it keeps a compiled validator for every Content-Type string it meets, goes through all routes for each request,
 * knows no other path than the contract's, and takes a dot in a ticket number for the extension's.
 */
import { middleware } from 'express-openapi-validator';
import type { OpenAPIV3 } from 'express-openapi-validator/dist/framework/types.js';
import { type ContractDocument, contract, type ParameterObject } from '../contract/document.js';
import { formats } from '../contract/formats.js';
import type { Operation } from '../contract/operations.js';
import { basePath } from './route.js';
import { refusalOf } from './validation-message.js';

/** The parts of a request that the contract speaks of. */
export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  /** Without the question mark. */
  readonly queryString: string;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

/** The same, with values of the contract's types and its defaults. */
export interface ValidRequest {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

type Step = (request: StandIn, response: object, next: (error?: unknown) => void) => unknown;

interface StandIn {
  method: string;
  url: string;
  originalUrl: string;
  path: string;
  baseUrl: string;
  headers: Record<string, string>;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  app: { enabled(setting: string): boolean; param(): void };
}

const app = { enabled: () => true, param: () => undefined };

/**
 * @returns validates a request of this operation
 * @throws Refusal (the returned function) 400 that names each field and the rule that it breaks
 */
export function requestValidator(operation: Operation): (parts: RequestParts) => Promise<ValidRequest> {
  const steps = middleware({
    apiSpec: onlyThis(operation) as unknown as OpenAPIV3.DocumentV3_1,
    // The contract is linted where it is written; EOV's own check of it takes longer than all the rest of the start.
    validateApiSpec: false,
    validateSecurity: false,
    validateResponses: false,
    fileUploader: false,
    validateRequests: { allErrors: false, coerceTypes: false, allowUnknownQueryParameters: false },
    formats: formats as never,
  }) as unknown as Step[];
  const method = operation.method.toUpperCase();
  const headers: Record<string, string> =
    operation.requestSchema === undefined ? {} : { 'content-type': 'application/json' };

  return async ({ params, queryString, query, body }) => {
    const path =
      basePath +
      operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? '').replaceAll('.', '%2E'),
      );
    const url = queryString === '' ? path : `${path}?${queryString}`;
    const request: StandIn = {
      method,
      url,
      originalUrl: url,
      path,
      baseUrl: '',
      headers,
      params: { ...params },
      query,
      body,
      app,
    };
    try {
      for (const step of steps) await taken(step, request);
    } catch (error) {
      throw refusalOf(error, operation);
    }
    return { params: request.params, query: request.query, body: request.body };
  };
}

function taken(step: Step, request: StandIn): Promise<void> {
  return new Promise((resolve, reject) => {
    const result = step(request, {}, (error) => (error === undefined ? resolve() : reject(error)));
    if (result instanceof Promise) result.catch(reject);
  });
}

/** The contract with this operation alone. */
function onlyThis(operation: Operation): ContractDocument {
  const item = contract.paths[operation.path];
  const own = item?.[operation.method];
  const parameters = operation.parameters.map(withoutGuessing);
  return structuredClone({
    ...contract,
    servers: contract.servers.slice(0, 1),
    paths: { [operation.path]: { [operation.method]: { ...own, parameters } } },
  }) as ContractDocument;
}

/** EOV refuses an empty value, and `/` or `:` in a query, unless told that they may be there; the schema decides. */
function withoutGuessing(parameter: ParameterObject): ParameterObject {
  if (parameter.in !== 'query') return parameter;
  return { ...parameter, allowReserved: true, allowEmptyValue: true } as ParameterObject;
}
