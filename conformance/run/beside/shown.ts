/**
 * Requests and answers of two servers in words that can be compared: what only names the run, the hour or a ticket of its
 * own stands as such, since the same thing has another number on each server.
 */
import { resolve, type Schema } from '../../../contract/document.js';
import { type OperationId, operation } from '../../../contract/operations.js';
import { Answer } from '../../client/answer.js';
import { type EvidenceHeader, type Exchange, type KeptBody, unkept } from '../../client/exchange.js';
import { mark } from '../../client/mark.js';

/** Lines of an answer that are compared, and characters of one. */
const mostLines = 300;
const longestLine = 300;

/** What a run's own things are called. */
export class OwnNames {
  readonly #tickets = new Map<string, string>();

  /** @param exchanges in the order in which they were sent: tickets are created, then read */
  constructor(
    private readonly header: EvidenceHeader,
    exchanges: Iterable<Exchange>,
  ) {
    for (const exchange of exchanges) this.#note(exchange);
  }

  #note({ operation: id, request, response }: Exchange): void {
    if (!response || !('text' in response.body)) return;
    const { text } = response.body;
    if (id === 'createTicket' && request.body && 'text' in request.body) {
      const [number] = /^\s*"?(\d+)"?\s*$/.exec(text)?.slice(1) ?? [];
      const subject = subjectIn(request.body.text);
      if (number && subject) this.#tickets.set(number, this.#label(subject));
    }
    if (id !== 'getTicket') return;
    const [, ticketId] = /"id":\s*"?(\d+)/.exec(text) ?? [];
    const [, number] = /"number":\s*"?(\d+)/.exec(text) ?? [];
    const label = number === undefined ? undefined : this.#tickets.get(number);
    if (ticketId && label) this.#tickets.set(ticketId, label);
  }

  #label(subject: string): string {
    return `<ticket ${JSON.stringify(this.text(subject.replace(mark(this.header.runId), '').trim()).slice(0, 60))}>`;
  }

  /** An own ticket's number or ID in words. */
  ticket(number: string): string | undefined {
    return this.#tickets.get(number);
  }

  /** A text without what only names the run, the hour or its tickets. */
  text(text: string): string {
    return text
      .replaceAll(this.header.runId, '<run>')
      .replaceAll(/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD')
      .replaceAll(/\b\d\d:\d\d:\d\d\b/g, 'HH:MM:SS')
      .replaceAll(/\b\d{5,}\b/g, (number) => this.#tickets.get(number) ?? number);
  }

  /** A path with the numbers and IDs of own tickets in words. */
  path(url: string): string {
    const { pathname, search } = new URL(url);
    const path = pathname.replaceAll(/\/(\d+)(?=[./]|$)/g, (whole, number) => {
      const label = this.#tickets.get(number);
      return label ? `/${label}` : whole;
    });
    return this.text(path + decoded(search));
  }
}

function subjectIn(body: string): string | undefined {
  try {
    return String((JSON.parse(body) as { subject?: unknown }).subject ?? '') || undefined;
  } catch {
    return undefined;
  }
}

function decoded(search: string): string {
  try {
    return decodeURIComponent(search);
  } catch {
    return search;
  }
}

/** A request as one line, and what makes it the same as another. */
export function shownRequest({ request: { method, url, headers, body } }: Exchange, names: OwnNames) {
  const line = `${method} ${names.path(url)}`;
  const content = body ? ('text' in body ? names.text(body.text) : unkept(body)) : '';
  return { line, content, key: [line, headers['x-api-key'], headers['content-type'], content].join('\n') };
}

/** An answer, line by line: code, content type, body. */
export function shownAnswer(exchange: Exchange, names: OwnNames): string[] {
  const { response, failure } = exchange;
  if (!response) return [`No answer: ${failure ?? 'the reason is not known'}`];
  const type = response.headers['content-type']?.toLowerCase();
  return [
    `Status ${response.status}`,
    `Content-Type: ${type ?? '(none)'}`,
    ...bodyLines(exchange, response.body, names),
  ]
    .slice(0, mostLines)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
}

function bodyLines(exchange: Exchange, body: KeptBody, names: OwnNames): string[] {
  if (!('text' in body)) return [unkept(body)];
  const id = exchange.operation as OperationId | undefined;
  const json = id && new Answer(exchange, id).json;
  if (json === undefined || json === null || typeof json !== 'object') {
    const text = body.text.trim();
    const label = names.ticket(text.replaceAll('"', ''));
    return label ? [text.replaceAll(/\d+/g, label)] : names.text(text).replaceAll(/>\s*</g, '>\n<').split('\n');
  }
  const schema = operation(id as OperationId).answerSchema;
  return names.text(JSON.stringify(schema ? masked(schema, json) : json, null, 2)).split('\n');
}

/** The value with `<ID>` for each internal ID that a server gives as it likes: those that stand beside no name. */
function masked(given: Schema, value: unknown): unknown {
  const schema = resolve(given);
  const options = [schema, ...(schema.oneOf ?? []).map((one) => resolve(one))];
  if (Array.isArray(value)) {
    const { items } = options.find((one) => one.items) ?? {};
    return items ? value.map((one) => (resolve(items).type === 'integer' ? hidden(one) : masked(items, one))) : value;
  }
  if (value === null || typeof value !== 'object') return value;
  const { properties = {}, additionalProperties } =
    options.find((one) => one.properties ?? one.additionalProperties) ?? {};
  // In the contract's order: that of an answer means nothing.
  const order = Object.keys(properties);
  const place = ([name]: [string, unknown]) => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  return Object.fromEntries(
    Object.entries(value)
      .sort((a, b) => place(a) - place(b))
      .map(([name, one]) => {
        const its = properties[name] ?? additionalProperties;
        if (typeof its !== 'object') return [name, one];
        return [name, isFree(name, its, properties) ? hidden(one) : masked(its, one)];
      }),
  );
}

/** Whether a property is an internal ID of something without a name: `userId`, and not `statusId`, beside which is `status`. */
function isFree(name: string, schema: Schema, properties: Record<string, Schema>): boolean {
  if (!/\/(Nullable)?Id$/.test(schema.$ref ?? '')) return false;
  const stem = name.replace(/_?id$/i, '');
  return ![stem, `${stem}_name`, 'name'].some((one) => [resolve(properties[one] ?? {}).type].flat().includes('string'));
}

const hidden = (value: unknown): unknown =>
  typeof value === 'number' ? '<ID>' : typeof value === 'string' && /^\d+$/.test(value) ? '"<ID>" as a text' : value;
