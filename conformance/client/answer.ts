/** An answer as the checks read it. */
import { resolve, type Schema } from '../../contract/document.js';
import { ownShape } from '../../contract/fields.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { refusalCodes } from '../../contract/requirements.js';
import { shapeFaults } from '../../contract/validators.js';
import { type DecodedXml, decodeXml } from '../../contract/xml.js';
import type { RefusalId } from '../../generated/requirements.js';
import { type Exchange, keptLength } from './exchange.js';
import { understood } from './understood.js';
import { NoEvidence } from './wire.js';

/** No answer came (a timeout, a connection that was closed). Becomes `untestable`: it proves nothing. */
export class NoAnswer extends Error {}

/**
 * The answer cannot be read to its end. Becomes `untestable`: a requirement of its own says that it must be, and nothing
 * else is accused of it.
 */
export class IllegibleAnswer extends Error {}

/** An error object as XML: `error` comes first, and is neither empty nor false. */
const xmlError = /^\s*(<\?xml[^>]*\?>\s*)?<response>\s*<error>\s*(?!<|0\s*<|false)/;

export class Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  #json: { value: unknown } | undefined;
  #meant: { value: unknown } | undefined;

  /** @param insteadOf where it shows in another form what another answer should have shown: that one */
  constructor(
    readonly exchange: Exchange,
    readonly operation: OperationId | undefined,
    readonly insteadOf?: { answer: Answer; json: unknown },
  ) {
    if (!exchange.response) throw new NoAnswer(exchange.failure ?? 'no answer');
    this.status = exchange.response.status;
    this.headers = exchange.response.headers;
  }

  /** The body without a BOM. @throws IllegibleAnswer */
  get text(): string {
    const { body = { text: '' }, unreadable } = this.exchange.response ?? {};
    if (unreadable) throw new IllegibleAnswer(`The answer (${this.status}) cannot be read: ${unreadable.text}.`);
    if ('text' in body) return body.text.replace(/^\ufeff/, '');
    throw new NoEvidence('The evidence keeps only the length and the hash of this answer.');
  }

  /** Media type in lower case, without parameters; empty where there is none. */
  get contentType(): string {
    return (this.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** The body as JSON; `undefined` where it is none. */
  get json(): unknown {
    // Outside of what is tried: a text that the evidence does not keep is no text that is not JSON.
    if (this.insteadOf) return this.insteadOf.json;
    const { text } = this;
    if (this.#json) return this.#json.value;
    const value = parsed(text);
    // A large one is read anew, so that it is not in memory for as long as the answer is.
    if (text.length <= keptLength) this.#json = { value };
    return value;
  }

  /**
   * The same; where the contract has a list and the body has only one, inside of an object: that list. A check of its own
   * reports where it is, and all others can go on.
   */
  get content(): unknown {
    const { json } = this;
    const { type } = resolve(this.#schemaAskedFor ?? {});
    if (type !== 'array' || json === null || typeof json !== 'object' || Array.isArray(json)) return json;
    const lists = Object.values(json).filter(Array.isArray);
    return lists.length === 1 ? lists[0] : json;
  }

  /** The same with each value in the form that the contract gives it, as far as it can mean one thing only. */
  get meant(): unknown {
    const { answerSchema } = this.operation ? operation(this.operation) : {};
    if (!answerSchema) return this.json;
    if (this.#meant) return this.#meant.value;
    const value = understood(answerSchema, this.content);
    if (this.text.length <= keptLength) this.#meant = { value };
    return value;
  }

  /** Whether the body is JSON with something before it, such as a warning of PHP. */
  get endsInJson(): boolean {
    const [, end = ''] = /^[^{[]*(?:[\s>])([[{].*)$/s.exec(this.text) ?? [];
    return parsed(end) !== undefined;
  }

  /** Whether the body is a page for people, whatever its content type says. */
  get isHtml(): boolean {
    const page = /^\s*(<!doctype html|<html|<br\s*\/?>|<b>|<head|<body|<div|<p>)/i;
    return page.test(this.text) && !this.endsInJson;
  }

  /** The body as XML, read by the schema of its JSON form. @throws Error when it is not well formed */
  xml(schema: Schema): DecodedXml {
    return decodeXml(this.text, schema);
  }

  /**
   * Whether it is the success that the contract documents for its operation: a 2xx code, no error in the body, and in JSON
   * an object or an array as the contract has it, or the list in an object. A body that is not JSON counts; see
   * `isUnreadable`.
   */
  get isSuccess(): boolean {
    return this.isNoError && this.#hasShape(this.content);
  }

  #hasShape(json: unknown): boolean {
    const schema = this.#schemaAskedFor;
    return json === undefined || schema === undefined || shapeFaults(ownShape(schema), json).length === 0;
  }

  /** Whether it has a 2xx code and JSON in its body that is neither an error nor the object or array of its operation. */
  get isOfAnotherShape(): boolean {
    return this.isNoError && !this.#hasShape(this.json);
  }

  /** Whether JSON was asked for, and the body is none. */
  get isUnreadable(): boolean {
    return this.#schemaAskedFor !== undefined && this.json === undefined;
  }

  /** Whether it has a 2xx code and no error in its body. */
  get isNoError(): boolean {
    return this.status >= 200 && this.status < 300 && !this.#hasErrorBody;
  }

  /** Whether it has a 2xx code, and an error in its body. */
  get isErrorAsSuccess(): boolean {
    return this.status >= 200 && this.status < 300 && this.#hasErrorBody;
  }

  /**
   * Whether it has a code with which a requirement demands a refusal.
   *
   * @example answer.isRefusedAs('getTicket/unknown-404') // whether the ticket is not there
   */
  isRefusedAs(id: RefusalId): boolean {
    return refusalCodes(id).includes(this.status);
  }

  /** Whether a code says that the key is unknown, or may not do that. */
  get isRefusedForKey(): boolean {
    return this.isRefusedAs('auth/missing-key-401') || this.isRefusedAs('permissions/lacking-403');
  }

  /** Whether a code says that what was asked for cannot be done as it is: a field is missing, a limit is reached. */
  get isRefusedForContent(): boolean {
    return this.status === 400 || this.status === 422;
  }

  /** Whether the body is an error, whatever the code says: a web page, or an error object in JSON or XML. */
  get #hasErrorBody(): boolean {
    if (this.isHtml || xmlError.test(this.text)) return true;
    const body = this.json as { error?: unknown } | null | undefined;
    return body !== null && typeof body === 'object' && Boolean(body.error);
  }

  /** The schema of the JSON that was asked for; nothing where XML or a text was. */
  get #schemaAskedFor(): Schema | undefined {
    if (!this.operation) return undefined;
    const { path, answerSchema } = operation(this.operation);
    const inJson = !path.includes('{format}') || new URL(this.exchange.request.url).pathname.endsWith('.json');
    return inJson ? answerSchema : undefined;
  }

  /** The answer in a few words, for people. */
  get summary(): string {
    const { body, unreadable } = this.exchange.response ?? {};
    const head = `${this.status} ${this.contentType || 'without content type'}`;
    if (unreadable) return `${head}, which cannot be read: ${unreadable.text}`;
    if (body && !('text' in body)) return `${head}, ${body.bytes} bytes`;
    const { text } = this;
    return `${head}${text ? `: ${text.slice(0, 200)}${text.length > 200 ? '…' : ''}` : ', empty'}`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
