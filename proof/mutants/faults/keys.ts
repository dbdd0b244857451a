/** What a fault can know of the key of a request. */
import type { Fault, FaultRequest, Surroundings } from '../engine/fault.js';
import { type Ids, keyOf, on, withFullKey } from './request.js';

/** What the database says of the key of a request; nothing where it has no such key. */
export async function keyRow(
  sent: FaultRequest,
  { store }: Surroundings,
): Promise<Record<string, unknown> | undefined> {
  return store.db
    .selectFrom('api_key')
    .selectAll()
    .where('apikey', '=', keyOf(sent) ?? '')
    .executeTakeFirst();
}

/** A request that fits is served as if it had a key with all permissions. */
export const served = (
  ids: Ids,
  when: (sent: FaultRequest, around: Surroundings) => boolean | Promise<boolean>,
): Fault =>
  on(ids, async (sent, forward, around) => forward((await when(sent, around)) ? withFullKey(sent, around) : sent));

/** A request that is refused with this code for its key is carried out all the same. */
export const doneWithoutRight = (ids: Ids, code: number): Fault =>
  on(ids, async (sent, forward, around) => {
    const refusal = await forward(sent);
    if (refusal.status === code) await forward(withFullKey(sent, around));
    return refusal;
  });

/** A request that is refused with this code for its key is refused for its other mistakes first. */
export const otherMistakesFirst = (ids: Ids, code: number): Fault =>
  on(ids, async (sent, forward, around) => {
    const refusal = await forward(sent);
    if (refusal.status !== code) return refusal;
    const other = await forward(withFullKey(sent, around));
    return other.status >= 400 ? other : refusal;
  });
