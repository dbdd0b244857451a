/** Faults in what a request does, whatever it is answered. */
import { type Environment, type Fault, type FaultAnswer, type FaultRequest, isSuccess, when } from './fault.js';
import { type Repair, repairs } from './repair.js';
import { bodyOf, ignores, withTicket } from './request.js';

/**
 * A request that must be refused is accepted: it is repaired first, as a careless server would.
 *
 * @param repair what is tried, one after the other. Default: everything that such a server could do
 */
export const accepted =
  (repair: Repair = repairs): Fault =>
  async (sent, forward, environment) => {
    const refusal = await forward(sent);
    return isSuccess(refusal) ? refusal : ((await repaired(repair(sent, environment, refusal), forward)) ?? refusal);
  };

/** A request is refused as it must be, and carried out all the same. */
export const refusedButDone =
  (repair: Repair = repairs): Fault =>
  async (sent, forward, environment) => {
    const refusal = await forward(sent);
    if (!isSuccess(refusal)) await repaired(repair(sent, environment, refusal), forward);
    return refusal;
  };

/** The first success. */
async function repaired(
  attempts: AsyncIterable<FaultRequest>,
  forward: Parameters<Fault>[1],
): Promise<FaultAnswer | undefined> {
  for await (const attempt of attempts) {
    const answer = await forward(attempt);
    if (isSuccess(answer)) return answer;
  }
  return undefined;
}

/** A request is not carried out, and answered as if it were. */
export const notDone =
  (answer: (sent: FaultRequest, environment: Environment) => FaultAnswer | Promise<FaultAnswer>): Fault =>
  async (sent, _forward, environment) =>
    answer(sent, environment);

/** After a success something else happens that should not. */
export const andAlso =
  (more: (environment: Environment, sent: FaultRequest, answer: FaultAnswer) => Promise<unknown>): Fault =>
  async (sent, forward, environment) => {
    const answer = await forward(sent);
    if (isSuccess(answer)) await more(environment, sent, answer);
    return answer;
  };

/** The number of the path is taken for an internal ID where no ticket has it as its number. */
export const idForNumber: Fault = async (sent, forward, { store }) => {
  const answer = await forward(sent);
  const id = sent.params.number;
  if (answer.status !== 404 || !id || !/^\d{1,9}$/.test(id)) return answer;
  const found = await store.db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_id', '=', Number(id))
    .executeTakeFirst();
  return found?.number ? forward(withTicket(sent, found.number)) : answer;
};

/** A field is ignored where its value is an agent's username. */
export const usernameIgnored = (field: string): Fault =>
  when(async (sent, { store }) => {
    const value = bodyOf(sent)?.[field];
    if (typeof value !== 'string') return false;
    const agents = store.db.selectFrom('staff').select('staff_id').where('username', '=', value);
    return (await agents.executeTakeFirst()) !== undefined;
  }, ignores(field));

/** A change leaves the time of the last change as it was. */
export const timeKept: Fault = async (sent, forward, { store }) => {
  const { number } = sent.params;
  const before = number
    ? await store.db
        .selectFrom('ticket')
        .select(['ticket_id', 'updated'])
        .where('number', '=', number)
        .executeTakeFirst()
    : undefined;
  const answer = await forward(sent);
  if (before && isSuccess(answer)) {
    const { ticket_id: id, updated } = before;
    await store.db.updateTable('ticket').set({ updated }).where('ticket_id', '=', id).execute();
  }
  return answer;
};

/** Each URL is answered as it was at first. */
export const stale: Fault = async (sent, forward, { memory }) => {
  const known = memory.get(sent.url) as FaultAnswer | undefined;
  if (known) return known;
  const answer = await forward(sent);
  memory.set(sent.url, answer);
  return answer;
};
