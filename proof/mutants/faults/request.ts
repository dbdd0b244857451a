/** Faults on a request's way in. */
import { isUtf8 } from 'node:buffer';
import { keyHeader } from '../../../contract/keys.js';
import type { OperationId } from '../../../contract/operations.js';
import type { Fault, FaultAnswer, FaultRequest, Surroundings } from '../engine/fault.js';

export type Ids = OperationId | readonly OperationId[];
export type Json = Record<string, unknown>;

/** A fault of these operations alone. */
export const on =
  (ids: Ids, fault: Fault): Fault =>
  (request, forward, around) =>
    request.operation && [ids].flat().includes(request.operation) ? fault(request, forward, around) : forward(request);

/** A fault that requests which fit meet, and no others. */
export const where =
  (fits: (sent: FaultRequest, around: Surroundings) => boolean | Promise<boolean>, fault: Fault): Fault =>
  async (request, forward, around) =>
    (await fits(request, around)) ? fault(request, forward, around) : forward(request);

/** A fault that requests whose body fits meet, and no others. */
export const whereBody = (fits: (body: Json) => boolean, fault: Fault): Fault =>
  where((sent) => {
    const json = bodyOf(sent);
    return json !== undefined && fits(json);
  }, fault);

/** Changes a request of an operation. */
export const request = (
  ids: Ids,
  change: (request: FaultRequest, around: Surroundings) => FaultRequest | Promise<FaultRequest>,
): Fault => on(ids, async (sent, forward, around) => forward(await change(sent, around)));

/** The query by name; a name that stands twice has its last value. */
export const queryOf = ({ url }: FaultRequest): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? ''));

export function withQuery(sent: FaultRequest, query: Record<string, string | number | undefined>): FaultRequest {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const text = new URLSearchParams(given as [string, string][]).toString();
  return { ...sent, url: `${sent.url.split('?')[0]}${text && `?${text}`}` };
}

/** Changes the query; `undefined` takes a parameter out. */
export const query = (
  ids: Ids,
  change: (query: Record<string, string>) => Record<string, string | number | undefined>,
): Fault => request(ids, (sent) => withQuery(sent, change(queryOf(sent))));

/** The body as an object; nothing where it is none. */
export function bodyOf({ body }: FaultRequest): Json | undefined {
  try {
    const json: unknown = JSON.parse(body?.toString() ?? '');
    return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Json) : undefined;
  } catch {
    return undefined;
  }
}

export const withBody = (sent: FaultRequest, json: unknown): FaultRequest => ({
  ...sent,
  headers: { ...sent.headers, 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(json)),
});

/** Changes a body that is an object, if nothing else is wrong with it; `undefined` takes a field out. */
export const body = (ids: Ids, change: (body: Json, around: Surroundings, sent: FaultRequest) => unknown): Fault =>
  request(ids, async (sent, around) => {
    const isPlain = sent.headers['content-type'] === 'application/json' && isUtf8(sent.body ?? Buffer.alloc(0));
    const json = isPlain ? bodyOf(sent) : undefined;
    return json ? withBody(sent, await change(json, around, sent)) : sent;
  });

/** The same request with a key that may do everything. */
export const withFullKey = (sent: FaultRequest, { fullKey }: Surroundings): FaultRequest => ({
  ...sent,
  headers: { ...sent.headers, [keyHeader.toLowerCase()]: fullKey },
});

/** The key of a request; nothing where it has none. */
export const keyOf = ({ headers }: FaultRequest): string | undefined => headers[keyHeader.toLowerCase()];

/** A field is passed over where its value fits: accepted, but not stored. */
export const passedOver = (ids: Ids, field: string, fits: (value: unknown) => boolean = () => true): Fault =>
  body(ids, ({ [field]: value, ...others }) =>
    value !== undefined && fits(value) ? others : { ...others, ...(value === undefined ? {} : { [field]: value }) },
  );

/** A field gets another value before it is stored. */
export const storedAs = (ids: Ids, field: string, change: (value: unknown, body: Json) => unknown): Fault =>
  body(ids, (sent) => ({ ...sent, [field]: change(sent[field], sent) }));

/** A valid request whose body fits is refused with this code. */
export const refusesBody = (ids: Ids, fits: (body: Json) => boolean, code = 400): Fault =>
  on(ids, (sent, forward) => {
    const json = bodyOf(sent);
    return json && fits(json) ? Promise.resolve(refused(code)) : forward(sent);
  });

/** An error as the contract has it. */
export const refused = (status: number): FaultAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify({ error: true, message: 'Refused by a fault' })),
});
