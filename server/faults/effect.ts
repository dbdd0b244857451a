/** Faults in what a request does, whatever it is answered. */
import { type Environment, type Fault, type FaultAnswer, type FaultRequest, isSuccess } from './fault.js';
import { type Repair, repairs } from './repair.js';

/**
 * A request that must be refused is accepted: it is repaired first, as a careless server would.
 *
 * @param repair what is tried, one after the other. Default: everything that such a server could do
 */
export const accepted =
  (repair: Repair = repairs): Fault =>
  async (sent, forward, environment) => {
    const refusal = await forward(sent);
    return isSuccess(refusal) ? refusal : ((await repaired(repair(sent, environment), forward)) ?? refusal);
  };

/** A request is refused as it must be, and carried out all the same. */
export const refusedButDone =
  (repair: Repair = repairs): Fault =>
  async (sent, forward, environment) => {
    const refusal = await forward(sent);
    if (!isSuccess(refusal)) await repaired(repair(sent, environment), forward);
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

/** Each URL is answered as it was at first. */
export const stale: Fault = async (sent, forward, { memory }) => {
  const known = memory.get(sent.url) as FaultAnswer | undefined;
  if (known) return known;
  const answer = await forward(sent);
  memory.set(sent.url, answer);
  return answer;
};
