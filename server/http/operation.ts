/** What a handler gets and gives, typed by the contract. */
import type { OperationId, OperationTypes } from '../../contract/operations.js';
import type { StoredContent } from '../queries/file-content.js';
import type { Store } from '../store/store.js';
import type { SentFiles } from './body/sent-files.js';

/** What an installation may lack, as the contract names it, and whether this one has it. */
export type Capabilities = Readonly<Record<string, boolean>>;

/** A mail that osTicket would send to the user of a new ticket. */
export interface Autoresponse {
  readonly to: string;
  readonly number: string;
  readonly subject: string;
}

/** What a handler works with besides the request. */
export interface HandlerContext {
  readonly store: Store;
  readonly capabilities: Capabilities;
  readonly now: () => Date;
  /** Sends the auto-response to a new ticket. This server has no mail of its own. */
  readonly autorespond: (mail: Autoresponse) => void;
}

type PathOf<Id extends OperationId> = OperationTypes[Id] extends { parameters: { path: infer Path } }
  ? Path
  : Record<never, never>;
type QueryOf<Id extends OperationId> = OperationTypes[Id] extends { parameters: { query?: infer Query } }
  ? NonNullable<Query>
  : Record<never, never>;
type BodyOf<Id extends OperationId> = OperationTypes[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : undefined;

/** A request that conforms to the contract. */
export interface ApiRequest<Id extends OperationId> extends HandlerContext {
  readonly params: PathOf<Id>;
  /** With the contract's defaults. */
  readonly query: QueryOf<Id>;
  /** With the contract's defaults. */
  readonly body: BodyOf<Id>;
  /** The fields of the body that the caller sent, defaults not among them. */
  readonly sent: ReadonlySet<string>;
  /** The contents of the body's attachments. */
  readonly files: SentFiles;
  /** The state of the store when the request came in: see Store.changes. */
  readonly changes: string | undefined;
}

type Responses<Id extends OperationId> = OperationTypes[Id]['responses'];
type SuccessStatus<Id extends OperationId> = keyof Responses<Id> & (200 | 201);
type ContentOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : never;

/** An answer that conforms to the contract. */
export interface Answer<Id extends OperationId = OperationId> {
  readonly status: SuccessStatus<Id>;
  readonly body: ContentOf<Responses<Id>[SuccessStatus<Id>]>;
  /** The file whose content is to stand in the body's `content`; it is streamed into that place. */
  readonly content?: StoredContent;
}

export type Handler<Id extends OperationId> = (request: ApiRequest<Id>) => Promise<Answer<Id>>;
