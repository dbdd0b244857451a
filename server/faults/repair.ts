/** What a careless server makes of a request that it should refuse: one that it can accept. */
import { resolve, type Schema } from '../../contract/document.js';
import { type OperationId, operation } from '../../contract/operations.js';
import { sampleRequests } from '../../contract/sample-requests.js';
import { validator } from '../../contract/validators.js';
import type { Environment, FaultAnswer, FaultRequest } from './fault.js';
import { bodyOf, type Json, type QueryChange, queryOf, withBody, withQuery, withTicket } from './request.js';

/** Requests in place of one that was refused, the closest to it first. */
export type Repair = (
  sent: FaultRequest,
  environment: Environment,
  refusal: FaultAnswer,
) => AsyncIterable<FaultRequest>;

/** All that such a server could do: ignore what it does not like, and fill up what is missing. */
export const repairs: Repair = async function* (sent, environment, { status }) {
  const { operation: id, params } = sent;
  if (id === undefined) return;
  const readable = withJsonExtension(sent);
  if (readable.url !== sent.url) yield readable;
  if (operation(id).requestSchema) yield* repairedBodies(sent, id, environment);
  for (const name of Object.keys(queryOf(sent))) yield withQuery(sent, { ...queryOf(sent), [name]: undefined });
  if (status === 404 && (params.number !== undefined || params.parentNumber !== undefined))
    yield withTicket(sent, await newTicketNumber(environment));
};

/** The query is changed. */
export const repairedQuery = (change: QueryChange): Repair =>
  async function* (sent) {
    yield withQuery(sent, change(queryOf(sent)));
  };

async function* repairedBodies(sent: FaultRequest, id: OperationId, environment: Environment) {
  const all = Object.entries(bodyOf(sent) ?? salvaged(sent));
  const { properties = {} } = resolve(operation(id).requestSchema ?? {});
  const given: Json = Object.fromEntries(all.map(([name, value]) => [name, readAs(properties[name], cleaned(value))]));
  if (all.some(([name, value]) => given[name] !== value)) yield withBody(sent, given);
  const sample = await sampleBody(id, environment);
  yield withBody(sent, { ...sample, ...given });
  // What a request needs is not ignored before all else was tried.
  const names = Object.keys(given).sort((a, b) => Number(a in sample) - Number(b in sample));
  for (const name of names) yield withBody(sent, { ...sample, ...given, [name]: sample[name] });
  // More than one is wrong: one after the other is ignored, until the sample alone is left.
  const left: Json = { ...sample, ...given };
  for (const name of names) {
    left[name] = sample[name];
    yield withBody(sent, left);
  }
}

/** What a body is filled up with. */
async function sampleBody(id: OperationId, environment: Environment): Promise<Json> {
  if (id === 'linkSubticket') return { childId: await newTicketNumber(environment) };
  const { body = {} }: { path?: object; query?: object; body?: Json } = sampleRequests[id];
  return body;
}

async function newTicketNumber({ ask }: Environment): Promise<string> {
  return (await ask('POST', '/api/tickets.json', sampleRequests.createTicket.body)).body.toString();
}

/** Reads a body that is no JSON object as one, as well as it goes. */
function salvaged({ body }: FaultRequest): Json {
  const text = body?.toString().replaceAll('\uFFFD', '') ?? '';
  for (const attempt of [text, `${text}}`]) {
    try {
      const [json] = [JSON.parse(attempt)].flat();
      return json instanceof Object ? json : {};
    } catch {
      // The next attempt.
    }
  }
  return {};
}

/** Without NUL characters, and cut. */
const cleaned = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '').slice(0, 10_000) : value);

/** A number where a text is asked for, or a text of digits where a number is: PHP takes one for the other. */
function readAs(schema: Schema | undefined, value: unknown): unknown {
  if (!schema || validator(schema)(value)) return value;
  const other = typeof value === 'number' ? String(value) : typeof value === 'string' ? Number(value) : undefined;
  return other !== undefined && validator(schema)(other) ? other : value;
}

/** An extension that the operation does not have is taken for `.json`. */
const withJsonExtension = (sent: FaultRequest): FaultRequest => ({
  ...sent,
  url: sent.url.replace(/(\.php\/[^/.?]+)(\.\w+)?(?=\?|$)/, '$1.json'),
});
