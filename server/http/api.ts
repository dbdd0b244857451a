/** One request's way through the API, from the URL to the answer. */
import type { Request, Response } from 'express';
import { keyHeader } from '../../contract/keys.js';
import type { Operation, OperationId } from '../../contract/operations.js';
import { handlers } from '../operations/index.js';
import { findKey, type Key } from '../rules/keys.js';
import { readBody } from './body.js';
import { requireCapability } from './capability.js';
import { parseBody } from './json-body.js';
import type { Answer, ApiRequest, Surroundings } from './operation.js';
import { refuse } from './refusal.js';
import { findRoute } from './route.js';
import { allStagesReady, stagesOf } from './stages.js';

/** What is known about a request so far; for the log. */
export interface Progress {
  operationId?: OperationId;
  keyId?: number;
}

export interface ApiOptions extends Surroundings {
  /** Whether a database that an osTicket installation owns may be written to. */
  readonly allowWrites: boolean;
}

export interface Api {
  /** Rejects when the contract has something that the request validator cannot compile. */
  readonly ready: Promise<unknown>;
  /** @throws Refusal, AnswerFault, ClientGone, or an unexpected error: see errors.ts */
  answer(request: Request, response: Response, progress: Progress): Promise<void>;
}

export function createApi(options: ApiOptions): Api {
  const { store, capabilities, now, autorespond } = options;

  const answer: Api['answer'] = async (request, response, progress) => {
    const question = request.url.indexOf('?');
    const path = question < 0 ? request.url : request.url.slice(0, question);
    const { operation, params, wrongExtension } = findRoute(request.method, path);
    progress.operationId = operation.id;
    const stages = stagesOf(operation);

    const changes = store.changes();
    const key = await requireKey(request, progress, changes);
    requirePermission(key, operation);
    requireOwnCapability(operation);
    refuseForeignWrite(operation);
    if (wrongExtension)
      refuse({
        requirement: 'errors/unsupported-extension',
        message: `The path must end in an extension that the operation has: ${operation.path}.`,
      });

    const sent = operation.requestSchema === undefined ? undefined : parseBody(await readBody(request, response));
    const fields = new Set(Object.keys(sent ?? {}));
    const valid = await stages.requests.validate({ params, query: queryOf(request), body: sent });
    const handle = handlers[operation.id] as (request: ApiRequest<never>) => Promise<Answer>;
    // Every field by its name: this is done for each request, and objects spread into one are slow to make and to read.
    const success = await handle({
      store,
      capabilities,
      now,
      autorespond,
      params: valid.params,
      query: valid.query,
      body: valid.body,
      sent: fields,
      changes,
    } as ApiRequest<never>);
    stages.validateAnswer(success.status, success.body);
    await stages.send(response, success, params['format']);
  };
  return { ready: allStagesReady(), answer };

  async function requireKey(request: Request, progress: Progress, changes: string | undefined): Promise<Key> {
    const text = request.headers[keyHeader.toLowerCase()];
    if (typeof text !== 'string' || text === '') {
      refuse({
        requirement: 'auth/missing-key-401',
        message: `Valid API key required: send it in the ${keyHeader} header.`,
      });
    }
    const key = await findKey(store, text, request.socket.remoteAddress ?? '', changes);
    if (key === undefined) {
      refuse({
        requirement: 'auth/unknown-key-401',
        message: 'Valid API key required: this one is unknown, switched off, or bound to another address.',
      });
    }
    progress.keyId = key.id;
    return key;
  }

  function requirePermission(key: Key, operation: Operation): void {
    if (!key.has(operation.permission))
      refuse({
        requirement: 'permissions/lacking-403',
        message: `API key lacks required permission ${operation.permission}.`,
      });
  }

  function requireOwnCapability({ capability, id }: Operation): void {
    if (capability !== undefined)
      requireCapability(capabilities, capability, `${id as SubticketOperation}/absent-501`, 'This operation');
  }

  function refuseForeignWrite({ method }: Operation): void {
    if (method === 'get' || store.owned === 'ours' || options.allowWrites) return;
    refuse({
      requirement: 'permissions/lacking-403',
      message:
        'This server only reads: the database belongs to an osTicket installation. Start it with --allow-writes to write there.',
    });
  }
}

/** The operations that need a capability as a whole. */
type SubticketOperation = 'getParentTicket' | 'listChildTickets' | 'linkSubticket' | 'unlinkSubticket';

/** searchTickets/repeated-parameter-refused and NUL: what no parameter may be, whatever its schema says. */
function queryOf(request: Request): Record<string, unknown> {
  const query: Record<string, unknown> = request.query;
  for (const name in query) {
    const value = query[name];
    if (Array.isArray(value))
      refuse({
        requirement: 'searchTickets/repeated-parameter-refused',
        message: `${name} was given ${value.length} times; give it once.`,
      });
    if (typeof value === 'string' && value.includes('\0'))
      refuse({ requirement: 'errors/nul-character-400', message: `${name} has a NUL character in it.` });
  }
  return query;
}
