/**
 * Sends the requests of one scope (a check, or something that checks share). A valid request is typed by the contract; a
 * broken one is described piece by piece. Both take the same way: guard, ledger, wire, evidence.
 */
import { keyHeader } from '../../contract/keys.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { filledPath } from '../../contract/path-values.js';
import type { ValidRequest } from '../../contract/sample-requests.js';
import type { Answer } from './answer.js';
import { keyPlaceholder } from './redaction.js';
import type { Sender } from './sender.js';
import { RequestTurnedAway, turnedAway } from './turned-away.js';
import { asText, type OutgoingRequest } from './wire.js';

/** A valid request of an operation, the name of its key (the main key where absent, no key where null), and headers. */
export type RequestOf<Id extends OperationId> = ValidRequest<Id> & Pick<RawRequest, 'key' | 'headers'>;

/** The same without its operation's types: what all valid requests have in common. */
interface AnyValidRequest extends Pick<RawRequest, 'path' | 'key' | 'headers'> {
  query?: object;
  body?: unknown;
}

/** A request that the contract may not allow. */
export interface RawRequest {
  operation?: OperationId;
  method?: string;
  /** Values for the operation's path template, put in as they are once percent-encoded. */
  path?: Record<string, string | number>;
  /** Path below `/api` in place of the operation's. */
  rawPath?: string;
  /** Query, as pairs: a name may stand twice. */
  query?: readonly (readonly [string, string])[];
  headers?: Record<string, string>;
  key?: string | null;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, in place of `json`. */
  body?: string | Uint8Array;
}

export interface CallerParts {
  sender: Sender;
  /** Root of the API. */
  api: string;
  mainKey: string;
  /** Called before a request is sent with this key, so that a run does not fail on permissions it knows are missing. */
  permit(operation: OperationId, key: string): void;
}

export class Caller {
  constructor(
    readonly scope: string,
    private readonly parts: CallerParts,
  ) {}

  /** Sends a valid request of an operation. */
  async call<Id extends OperationId>(id: Id, request: RequestOf<Id>): Promise<Answer> {
    const { path, query = {}, body: json, ...others }: AnyValidRequest = request;
    const { key } = others;
    if (key !== null) this.parts.permit(id, key ?? this.parts.mainKey);
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    return this.send({
      operation: id,
      path,
      query: given.map(([name, value]) => [name, String(value)]),
      json,
      ...others,
    });
  }

  /** Sends a request as it is described, valid or not. */
  async send(request: RawRequest): Promise<Answer> {
    const { operation: id, path = {}, query = [], key, json, body } = request;
    const template = request.rawPath ?? (id ? operation(id).path : '');
    const filled = filledPath(template, path);
    const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
    const text = body ?? (json === undefined ? undefined : JSON.stringify(json));
    const method = (request.method ?? (id ? operation(id).method : 'get')).toUpperCase();
    const headers = { ...this.#headers(key, text !== undefined), ...request.headers };
    return this.#send(id, method, `${this.parts.api}${filled}${search && `?${search}`}`, headers, json, text);
  }

  #headers(key: string | null | undefined, withBody: boolean): Record<string, string> {
    return {
      ...(key === null ? {} : { [keyHeader.toLowerCase()]: keyPlaceholder(key ?? this.parts.mainKey) }),
      ...(withBody ? { 'content-type': 'application/json' } : {}),
    };
  }

  async #send(
    id: OperationId | undefined,
    method: string,
    url: string,
    headers: Record<string, string>,
    json: unknown,
    text: string | Uint8Array | undefined,
  ): Promise<Answer> {
    const request: OutgoingRequest = { scope: this.scope, operation: id, method, url, headers };
    if (text !== undefined && text.length > 0) request.body = text;
    const answer = await this.parts.sender.send(request, json ?? contentOf(text));
    const before = turnedAway(answer.exchange);
    if (before) throw new RequestTurnedAway(before);
    return answer;
  }
}

/** What is in a body that a check wrote as text itself: neither the guard nor the ledger may miss it. */
function contentOf(body: string | Uint8Array | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  const text = asText(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
