/** What a fault can know of the key of a request, and faults in what a key may do. */
import { keyHeader } from '../../contract/keys.js';
import type { Condition, Environment, Fault, FaultRequest } from './fault.js';
import { request } from './request.js';

const header = keyHeader.toLowerCase();

/** The key of a request; nothing where it has none. */
export const keyOf = ({ headers }: FaultRequest): string | undefined => headers[header];

/** The same request with a key that may do everything. */
export const withFullKey = (sent: FaultRequest, { fullKey }: Environment): FaultRequest => ({
  ...sent,
  headers: { ...sent.headers, [header]: fullKey },
});

/** What the database says of the key of a request; nothing where it has no such key. */
export const keyRow = (sent: FaultRequest, { store }: Environment): Promise<Record<string, unknown> | undefined> =>
  store.db
    .selectFrom('api_key')
    .selectAll()
    .where('apikey', '=', keyOf(sent) ?? '')
    .executeTakeFirst();

/** A request that meets a condition is served as if it had a key with all permissions. */
export const served = (condition: Condition): Fault =>
  request(async (sent, environment) => ((await condition(sent, environment)) ? withFullKey(sent, environment) : sent));

/** Any key that the installation knows may do everything. */
export const anyKeyDoes: Fault = served(async (sent, environment) => (await keyRow(sent, environment))?.isactive === 1);

/** Any key that has this permission may do everything. */
export const keyWithDoes = (permission: string): Fault =>
  served(async (sent, environment) => {
    const row = await keyRow(sent, environment);
    return row?.isactive === 1 && row[permission] === 1;
  });

/** Requests without a valid key are served. */
export const keyIsOptional: Fault = served(
  async (sent, environment) => (await keyRow(sent, environment))?.isactive !== 1,
);

/** A request that is refused with this code for its key is carried out all the same. */
export const doneWithoutRight =
  (code: number): Fault =>
  async (sent, forward, environment) => {
    const refusal = await forward(sent);
    if (refusal.status === code) await forward(withFullKey(sent, environment));
    return refusal;
  };

/** A request that is refused with this code for its key is refused for its other mistakes first. */
export const otherMistakesFirst =
  (code: number): Fault =>
  async (sent, forward, environment) => {
    const refusal = await forward(sent);
    if (refusal.status !== code) return refusal;
    const other = await forward(withFullKey(sent, environment));
    return other.status >= 400 ? other : refusal;
  };

/** The ticket of the path is none that there is. */
export const ticketIsUnknown: Condition = async ({ params }, { store }) => {
  const number = params.number ?? params.parentNumber;
  if (number === undefined) return false;
  const found = await store.db
    .selectFrom('ticket')
    .select('ticket_id')
    .where(({ eb, or }) => or([eb('number', '=', number), eb('ticket_id', '=', Number(number) || 0)]))
    .executeTakeFirst();
  return found === undefined;
};
