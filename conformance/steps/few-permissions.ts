/** What is read with a key that may do little beside it. */
import { type OperationId, operation } from '../../contract/operations.js';
import type { KeyInfo } from '../../installation/keys.js';
import type { Answer, Context, RawRequest } from '../kernel/context.js';
import { beside } from '../kernel/each.js';
import { nothingIfMissing, Skip } from '../kernel/outcome.js';
import { byLinkSubticket, chainBy } from './chains.js';
import { crowd, crowdWord } from './crowd.js';
import { someNumbers } from './existing-tickets.js';
import { type Attempt, attempt, type BreakableRequest } from './requests.js';
import { sharedLinkTickets } from './subtickets.js';

/** The active keys whose permissions are known, that have a permission or lack it. @throws Skip when there is none */
export function keysFor(t: Context, id: OperationId, having: boolean): [KeyInfo, ...KeyInfo[]] {
  const { permission } = operation(id);
  const [first, ...others] = t.session.run.keys.filter(
    ({ active, permissions }) => active && permissions && permissions.includes(permission) === having,
  );
  if (first) return [first, ...others];
  throw new Skip('no-data', `The settings file names no key that ${having ? 'has' : 'lacks'} ${permission}.`);
}

/** The key with the permission of an operation and the fewest others: nothing else can be what lets it in. */
export function leastKey(t: Context, id: OperationId): KeyInfo {
  const [least] = keysFor(t, id, true).sort((a, b) => (a.permissions?.length ?? 0) - (b.permissions?.length ?? 0));
  return least as KeyInfo;
}

/** Tickets with a note, and with a parent and a child, as far as there are some. */
async function numbers(t: Context): Promise<readonly string[]> {
  if (t.session.run.mode === 'read') return someNumbers(t);
  const chain = await sharedLinkTickets(t, chainBy(byLinkSubticket)).catch(nothingIfMissing);
  return [...(await someNumbers(t)).slice(0, 1), ...(chain ? [chain.tickets.middle.number] : [])];
}

/** Requests whose answers show much. @param request the simplest one */
async function requests(t: Context, id: OperationId, request: BreakableRequest): Promise<RawRequest[]> {
  if (id === 'searchTickets' && t.session.run.mode === 'write') {
    const made = await crowd(t).catch(nothingIfMissing);
    return made ? [request, { ...request, query: [['query', crowdWord(t)]] }] : [request];
  }
  if (operation(id).method !== 'get' || request.path?.number === undefined) return [request];
  return [request, ...(await numbers(t)).map((number) => ({ ...request, path: { ...request.path, number } }))];
}

/** A request, and its answer with the key that may do the least. */
export interface WithLeastKey {
  request: RawRequest;
  answer: Answer;
  /** Whether a write that was answered as a success is shown to be done; absent where that is not known. */
  isDone?: boolean;
  /** The answers that show it. */
  seen?: readonly Answer[];
}

/** Does a write with a key, and looks whether it is done. */
async function writtenWith(t: Context, { request, watch }: Attempt, key: string): Promise<WithLeastKey> {
  const look = await watch(t).catch(nothingIfMissing);
  const answer = await t.send({ ...request, key });
  if (!answer.isSuccess || !look) return { request, answer };
  const before = t.answers.length;
  const done = await look(answer).then((breach) => ({ is: breach !== undefined }), nothingIfMissing);
  return done ? { request, answer, isDone: done.is, seen: t.answers.slice(before) } : { request, answer };
}

/**
 * Does a write again that seemed not to be done with the key that may do the least, and with the key of the run.
 *
 * @returns the answers that show that it is done with the one alone; nothing where they do not
 */
export async function doneWithFullKeyAlone(t: Context, id: OperationId): Promise<readonly Answer[] | undefined> {
  const [full] = t.session.run.keys;
  const write = async (key: string) => writtenWith(t, await attempt(t, id, `with the key ${key}`), key);
  const [least, whole] = [await write(leastKey(t, id).name), await write(full.name)];
  if (least.isDone !== false || whole.isDone !== true) return undefined;
  return [least.answer, ...(least.seen ?? []), whole.answer, ...(whole.seen ?? [])];
}

/** The answers with that key, once for all checks. */
export const withLeastKey = (t: Context, id: OperationId): Promise<WithLeastKey[]> =>
  t.share(`${id} with the fewest permissions`, async (own) => {
    const key = leastKey(own, id).name;
    const simplest = await attempt(own, id, 'with its permission alone');
    if (operation(id).method !== 'get' && key !== own.session.run.keys[0].name) {
      return [await writtenWith(own, simplest, key)];
    }
    const got: WithLeastKey[] = [];
    for (const request of await requests(own, id, simplest.request)) {
      await beside(own, async () => got.push({ request, answer: await own.send({ ...request, key }) }));
    }
    return got;
  });
