/** What a fault can know and change of a request, and faults on a request's way in. */
import { isUtf8 } from 'node:buffer';
import { fieldSchema } from '../../contract/fields.js';
import { operation } from '../../contract/operations.js';
import { validator } from '../../contract/validators.js';
import { type Condition, type Environment, errorReply, type Fault, type FaultRequest, when } from './fault.js';

export type Json = Record<string, unknown>;
export type Query = Record<string, string>;

/** Changes a request. */
export const request =
  (change: (sent: FaultRequest, environment: Environment) => FaultRequest | Promise<FaultRequest>): Fault =>
  async (sent, forward, environment) =>
    forward(await change(sent, environment));

/** A valid request that meets a condition is refused. */
export const refuses = (condition: Condition, code = 400): Fault => when(condition, async () => errorReply(code));

/** The query by name; a name that stands twice has its last value. */
export const queryOf = ({ url }: FaultRequest): Query =>
  Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? ''));

export type QueryChange = (query: Query) => Record<string, string | number | undefined>;

/** The request with another query; a parameter that is `undefined` is left out. */
export function withQuery(sent: FaultRequest, query: ReturnType<QueryChange>): FaultRequest {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const text = new URLSearchParams(given as [string, string][]).toString();
  return { ...sent, url: `${sent.url.split('?')[0]}${text && `?${text}`}` };
}

/** Changes the query; `undefined` takes a parameter out. */
export const query = (change: QueryChange): Fault => request((sent) => withQuery(sent, change(queryOf(sent))));

/** A valid query that fits is refused. */
export const refusesQuery = (fits: (query: Query) => boolean): Fault => refuses((sent) => fits(queryOf(sent)));

/** The ticket of the path is another one. */
export const withTicket = (sent: FaultRequest, number: string): FaultRequest => ({
  ...sent,
  url: sent.url.replace(/\.php\/[^./?]+/, `.php/${number}`),
});

/** Many faults look at the same body, which may have 50 MB. */
const parsedBodies = new WeakMap<Buffer, { json: unknown }>();

/** The body as JSON; nothing where it is none. */
export function parsed({ body }: FaultRequest): unknown {
  if (!body) return undefined;
  const known = parsedBodies.get(body);
  if (known) return known.json;
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    json = undefined;
  }
  parsedBodies.set(body, { json });
  return json;
}

/** The body as an object; nothing where it is none. */
export function bodyOf(sent: FaultRequest): Json | undefined {
  const json = parsed(sent);
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Json) : undefined;
}

export const withBody = (sent: FaultRequest, json: unknown): FaultRequest => ({
  ...sent,
  headers: { ...sent.headers, 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(json)),
});

/** Whether the body is an object that fits. */
export const hasBody =
  (fits: (body: Json) => boolean) =>
  (sent: FaultRequest): boolean => {
    const json = bodyOf(sent);
    return json !== undefined && fits(json);
  };

/** Changes a body that is an object, if nothing else is wrong with it; `undefined` takes a field out. */
export const body = (change: (body: Json, environment: Environment, sent: FaultRequest) => unknown): Fault =>
  request(async (sent, environment) => {
    const isJson = /^application\/json\s*(;|$)/.test(sent.headers['content-type'] ?? '');
    const isPlain = isJson && isUtf8(sent.body ?? Buffer.alloc(0));
    const json = isPlain ? bodyOf(sent) : undefined;
    return json ? withBody(sent, await change(json, environment, sent)) : sent;
  });

/** A number above it is the ID of nothing, and refused as such. */
const highestId = 2 ** 31 - 1;

/** A field is ignored where its value is one that the contract allows, and of this type: accepted, but not stored. */
export const ignoresValid = (field: string, type?: string): Fault =>
  body(({ [field]: value, ...others }, _environment, sent) => {
    const ofType = value !== undefined && (type === undefined || typeof value === type);
    const fits = ofType && !(Number(value) > highestId) && isValid(sent, field, value);
    return fits || value === undefined ? others : { ...others, [field]: value };
  });

function isValid({ operation: id }: FaultRequest, field: string, value: unknown): boolean {
  const { requestSchema } = id ? operation(id) : {};
  return requestSchema !== undefined && validator(fieldSchema(requestSchema, field))(value);
}

/** A field is ignored where its value fits: accepted, but not stored. */
export const ignores = (field: string, fits: (value: unknown) => boolean = () => true): Fault =>
  body(({ [field]: value, ...others }) =>
    value !== undefined && !fits(value) ? { ...others, [field]: value } : others,
  );

/** A field gets another value before it is stored. */
export const storedAs = (field: string, change: (value: unknown, body: Json) => unknown): Fault =>
  body((sent) => ({ ...sent, [field]: change(sent[field], sent) }));

/** A valid body that fits is refused. */
export const refusesBody = (fits: (body: Json) => boolean, code = 400): Fault => refuses(hasBody(fits), code);
