/** Faults in what a request does, whatever it is answered. */
import { type Fault, type FaultAnswer, type FaultRequest, isSuccess, type Surroundings } from '../engine/fault.js';
import { type Ids, on } from './request.js';

type Mend = (sent: FaultRequest, around: Surroundings) => FaultRequest | Promise<FaultRequest>;

/** A request that must be refused is mended first, so that it is accepted. */
export const accepted = (ids: Ids, mend: Mend): Fault =>
  on(ids, async (sent, forward, around) => {
    const answer = await forward(sent);
    return isSuccess(answer) ? answer : forward(await mend(sent, around));
  });

/** A request is refused as it must be, and carried out all the same. */
export const refusedButDone = (ids: Ids, mend: Mend): Fault =>
  on(ids, async (sent, forward, around) => {
    const refusal = await forward(sent);
    if (!isSuccess(refusal)) await forward(await mend(sent, around));
    return refusal;
  });

/** A request is not carried out, and answered as if it were. */
export const notDone = (
  ids: Ids,
  answer: (sent: FaultRequest, around: Surroundings) => FaultAnswer | Promise<FaultAnswer>,
): Fault => on(ids, async (sent, _forward, around) => answer(sent, around));

/** After a success something else happens that should not. */
export const andAlso = (
  ids: Ids,
  more: (around: Surroundings, sent: FaultRequest, answer: FaultAnswer) => Promise<unknown>,
): Fault =>
  on(ids, async (sent, forward, around) => {
    const answer = await forward(sent);
    if (isSuccess(answer)) await more(around, sent, answer);
    return answer;
  });

/** Each URL is answered as it was at first. */
export const stale = (ids: Ids): Fault =>
  on(ids, async (sent, forward, { memory }) => {
    const known = memory.get(sent.url) as FaultAnswer | undefined;
    if (known) return known;
    const answer = await forward(sent);
    memory.set(sent.url, answer);
    return answer;
  });
