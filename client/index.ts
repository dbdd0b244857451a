/**
 * `osticket-contract/client`: a client of the API, typed by the contract.
 *
 * @example
 * const client = createClient({ url: 'https://help.example.org', key: process.env.OSTICKET_API_KEY });
 * const number = await client.createTicket({ body: { name, email, subject, message } });
 * const { thread } = await client.getTicket({ path: { number } });
 */
import { type OperationId, type OperationTypes, operation, operations } from '../contract/operations.js';
import type { ValidRequest } from '../contract/sample-requests.js';
import { ApiError } from './api-error.js';
import { type Connection, type OpenapiClient, openapiClient } from './openapi-client.js';
import { readAnswer } from './read-answer.js';
import { type Retry, retrying } from './retry.js';

export type { components, paths } from '../generated/types.js';
export { ApiError } from './api-error.js';
export { attachment, fileBytes } from './attachment.js';
export { type Connection, type OpenapiClient, openapiClient } from './openapi-client.js';
export type { OperationId, Retry };

export interface ClientOptions extends Connection {
  /** Whether a request that was turned away with 429 or 503 is sent again (see Retry). Default: no. */
  readonly retry?: Retry;
  /** Milliseconds for an answer, with all retries. Default: 30,000. */
  readonly timeoutMs?: number;
}

/** What may be left out of a request: what may be undefined. */
type Optional<Parts> = { [Name in keyof Parts]: undefined extends Parts[Name] ? Name : never }[keyof Parts];
type WithoutFormat<Path> = Omit<Path, 'format'> & Partial<Pick<Path, 'format' & keyof Path>>;
type Parts<Id extends OperationId> = {
  [Part in keyof ValidRequest<Id>]: Part extends 'path'
    ? WithoutFormat<ValidRequest<Id>[Part]>
    : ValidRequest<Id>[Part];
};

/** What an operation is given; `format` may be left out, and is `json` then. */
export type RequestOf<Id extends OperationId> = Omit<Parts<Id>, Optional<Parts<Id>>> &
  Partial<Pick<Parts<Id>, Optional<Parts<Id>>>>;

type Responses<Id extends OperationId> = OperationTypes[Id]['responses'];
type Success<Id extends OperationId> = Responses<Id>[keyof Responses<Id> & (200 | 201)];

/** What an operation gives: the ticket number as text, or the value of the JSON or XML. */
export type AnswerOf<Id extends OperationId> =
  Success<Id> extends { content: infer Content } ? Content[keyof Content] : never;

export interface CallOptions {
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

type Arguments<Id extends OperationId> =
  Record<never, never> extends RequestOf<Id>
    ? [request?: RequestOf<Id>, options?: CallOptions]
    : [request: RequestOf<Id>, options?: CallOptions];

/** One method for each operation of the contract. @throws ApiError */
type Operations = { readonly [Id in OperationId]: (...given: Arguments<Id>) => Promise<AnswerOf<Id>> };

type Query = NonNullable<RequestOf<'searchTickets'>['query']>;
export type FoundTicket = AnswerOf<'searchTickets'>[number];

export interface Client extends Operations {
  /**
   * All tickets that a search finds, page by page. One that moves to another page meanwhile is given once; one that is
   * made meanwhile may be missing.
   *
   * @param query `limit` is the size of a page. Default: the largest
   * @throws ApiError
   */
  searchAll(query?: Omit<Query, 'offset'>): AsyncGenerator<FoundTicket, void, undefined>;
  /** The same connection, typed by path, for what needs status codes and headers. */
  readonly openapi: OpenapiClient;
}

/** @returns a client that does nothing before its first call */
export function createClient({ retry = { times: 0 }, timeoutMs = 30_000, ...connection }: ClientOptions): Client {
  const fetch = retrying(connection.fetch ?? ((request) => globalThis.fetch(request)), retry);
  const openapi = openapiClient({ ...connection, fetch });
  const call = caller(openapi, timeoutMs);
  const all = Object.fromEntries(
    operations.map(({ id }) => [id, (request?: GivenRequest, options?: CallOptions) => call(id, request, options)]),
  ) as unknown as Operations;
  return { ...all, openapi, searchAll: (query = {}) => searchAll(all, query) };
}

async function* searchAll({ searchTickets }: Operations, query: Omit<Query, 'offset'>) {
  const { limit = pageSize } = query;
  const given = new Set<number>();
  for (let offset = 0; ; offset += limit) {
    const page = await searchTickets({ query: { ...query, limit, offset } });
    for (const ticket of page) {
      if (!given.has(ticket.id)) yield ticket;
      given.add(ticket.id);
    }
    if (page.length < limit) return;
  }
}

/** The largest page. */
const pageSize = operation('searchTickets').parameters.find(({ name }) => name === 'limit')?.schema.maximum ?? 1;

/** openapi-fetch's own type needs to know which operation it is. */
type Send = (method: string, path: string, init: object) => Promise<{ response: Response; error?: unknown }>;

interface GivenRequest {
  readonly path?: object;
  readonly query?: object;
  readonly body?: unknown;
}

function caller(openapi: OpenapiClient, timeoutMs: number) {
  return async (id: OperationId, { path, query, body }: GivenRequest = {}, { signal }: CallOptions = {}) => {
    const { method, path: template } = operation(id);
    const abort = new AbortController();
    const late = setTimeout(() => abort.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const end = () => abort.abort(signal?.reason);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    try {
      const { response, error } = await (openapi.request as Send)(method, template, {
        params: { path: { format: 'json', ...path }, query },
        ...(body === undefined ? {} : { body }),
        parseAs: 'stream',
        signal: abort.signal,
      });
      // Of a refusal, openapi-fetch has read the body already.
      const text = response.ok
        ? await response.text()
        : typeof error === 'string'
          ? error
          : (JSON.stringify(error) ?? '');
      return readAnswer(id, response.status, response.headers.get('content-type') ?? '', text);
    } catch (error) {
      if (error instanceof ApiError) throw error;
      throw new ApiError(`${id}: ${reason(error)}`, 0, id, '', { cause: error });
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', end);
    }
  };
}

/** `fetch failed` says nothing; what lies behind it does. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
