/**
 * Validates requests with express-openapi-validator (EOV), one validator an operation.
 *
 * EOV does not see the request itself but a stand-in with what it needs, which takes care of what it trips over:
 * it keeps a compiled validator for every Content-Type string it meets, goes through all routes for each request,
 * knows no other path than the contract's, and takes a dot in a ticket number for the extension's.
 */
import { middleware } from 'express-openapi-validator';
import type { OpenAPIV3 } from 'express-openapi-validator/dist/framework/types.js';
import { type ContractDocument, contract, type ParameterObject } from '../../contract/document.js';
import { formats } from '../../contract/formats.js';
import { type Operation, operations } from '../../contract/operations.js';
import { refuse } from './refusal.js';
import { basePath } from './route.js';
import { isValidationError, refusalOf } from './validation-message.js';

/** The parts of a request that the contract speaks of. */
export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
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
  readonly method: string;
  readonly originalUrl: string;
  readonly path: string;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  readonly body: unknown;
  readonly app: { enabled(setting: string): boolean; param(): void };
  /** What EOV found out about the operation; it is the same for every request. */
  openapi?: { pathParams: Record<string, unknown> };
}

const app = { enabled: () => true, param: () => undefined };

export interface RequestValidator {
  /** Rejects when the contract has something that EOV cannot compile. */
  readonly ready: Promise<unknown>;
  /** @throws Refusal 400 that names the field and the rule that it breaks */
  validate(parts: RequestParts): Promise<ValidRequest>;
}

export function requestValidator(operation: Operation): RequestValidator {
  const path = basePath + operation.path.replaceAll(/\{\w+\}/g, '1');
  const headers: StandIn['headers'] =
    operation.requestSchema === undefined ? {} : { 'content-type': 'application/json' };
  const method = operation.method.toUpperCase();
  const first = { method, path, originalUrl: path, baseUrl: '', headers, app, params: {}, query: {}, body: {} };
  const found = findOut(steps(), first);

  return {
    ready: found,
    async validate({ params, query, body }) {
      const { openapi, last } = await found;
      // Every field by its name: this is done for each request, and a literal of known shape costs a tenth of a spread.
      const request: StandIn = {
        method,
        path,
        baseUrl: '',
        headers,
        app,
        // Without the query: it is parsed already, and the reserved characters that EOV would look for are allowed.
        originalUrl: path,
        params: {},
        query,
        body,
        openapi: operation.path.includes('{') ? { ...openapi, pathParams: { ...params } } : openapi,
      };
      try {
        await taken(last, request);
      } catch (error) {
        throw refusalOf(error, operation);
      }
      refuseInfinite(request.params);
      refuseInfinite(request.query);
      return { params: request.params, query: request.query, body: request.body };
    },
  };
}

/**
 * Takes EOV's first steps once, with a request that need not be right: they find the operation, which is known here,
 * and would compile the path's pattern anew for each request. It also compiles the schemas before the first caller comes.
 */
async function findOut(steps: readonly Step[], request: StandIn) {
  for (const step of steps) {
    await taken(step, request).catch((error: unknown) => {
      if (!isValidationError(error)) throw error;
    });
  }
  const { openapi } = request;
  if (openapi === undefined) throw new Error(`The request validator does not know ${request.path}`);
  // Between the first steps and the last stands security, which has nothing to do: keys are judged elsewhere.
  return { openapi, last: steps.at(-1) as Step };
}

/** Hundreds of digits become Infinity, which EOV's Ajv takes for an integer and compares with no maximum. */
function refuseInfinite(values: Readonly<Record<string, unknown>>): void {
  for (const name in values) {
    if (typeof values[name] === 'number' && !Number.isFinite(values[name])) {
      refuse({ requirement: 'errors/no-500-for-input', message: `${name} is too large a number.` });
    }
  }
}

function taken(step: Step, request: StandIn): Promise<void> {
  return new Promise((resolve, reject) => {
    const result = step(request, {}, (error) => (error === undefined ? resolve() : reject(error)));
    if (result instanceof Promise) result.catch(reject);
  });
}

let made: Step[] | undefined;

/** EOV's middleware, one for all operations: each keeps a contract of its own, with everything that refers to it. */
function steps(): Step[] {
  made ??= middleware({
    apiSpec: document() as unknown as OpenAPIV3.DocumentV3_1,
    // The contract is linted where it is written; EOV's own check of it takes longer than all the rest of the start.
    validateApiSpec: false,
    validateSecurity: false,
    validateResponses: false,
    fileUploader: false,
    // Not all errors: a body of millions of wrong items would become as many objects.
    validateRequests: { allErrors: false, coerceTypes: false, allowUnknownQueryParameters: false },
    formats: formats as never,
  }) as unknown as Step[];
  return made;
}

function document(): ContractDocument {
  const copy = structuredClone({ ...contract, servers: contract.servers.slice(0, 1) });
  for (const { path, method, parameters } of operations) {
    Object.assign(copy.paths[path]?.[method] ?? {}, { parameters: structuredClone(parameters).map(withoutGuessing) });
  }
  return copy as ContractDocument;
}

/** EOV refuses an empty value, and `/` or `:` in a query, unless told that they may be there; the schema decides. */
function withoutGuessing(parameter: ParameterObject): ParameterObject {
  if (parameter.in !== 'query') return parameter;
  return { ...parameter, allowReserved: true, allowEmptyValue: true } as ParameterObject;
}
