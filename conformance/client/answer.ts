/** An answer as the checks read it. */
import type { Schema } from '../../contract/document.js';
import type { OperationId } from '../../contract/operations.js';
import { type DecodedXml, decodeXml } from '../../contract/xml.js';
import type { Exchange } from './exchange.js';
import { NoEvidence } from './wire.js';

/** No answer came (a timeout, a connection that was closed). Becomes `untestable`: it proves nothing. */
export class NoAnswer extends Error {}

export class Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  #json: { value: unknown } | undefined;

  constructor(
    readonly exchange: Exchange,
    readonly operation: OperationId | undefined,
  ) {
    if (!exchange.response) throw new NoAnswer(exchange.failure ?? 'no answer');
    this.status = exchange.response.status;
    this.headers = exchange.response.headers;
  }

  get text(): string {
    const body = this.exchange.response?.body ?? { text: '' };
    if ('text' in body) return body.text;
    throw new NoEvidence('The evidence keeps only the length and the hash of this answer.');
  }

  /** Media type in lower case, without parameters; empty where there is none. */
  get contentType(): string {
    return (this.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** The body as JSON; `undefined` where it is none. */
  get json(): unknown {
    if (!this.#json) {
      // Outside of what is tried: a text that the evidence does not keep is no text that is not JSON.
      const { text } = this;
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        value = undefined;
      }
      this.#json = { value };
    }
    return this.#json.value;
  }

  /** Whether the body is JSON with something before it, such as a warning of PHP. */
  get endsInJson(): boolean {
    const [, end = ''] = /^[^{[]*(?:[\s>])([[{].*)$/s.exec(this.text) ?? [];
    try {
      return JSON.parse(end) !== undefined;
    } catch {
      return false;
    }
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

  /** The answer in a few words, for people. */
  get summary(): string {
    const { text } = this;
    const start = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return `${this.status} ${this.contentType || 'without content type'}${text ? `: ${start}` : ', empty'}`;
  }
}
