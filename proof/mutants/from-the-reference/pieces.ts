/** What several faults of the tables here are made of. */
import { operation } from '../../../contract/operations.js';
import { decodeXml, encodeXml } from '../../../contract/xml.js';
import { json, success } from '../../../server/faults/answer.js';
import { both, type Environment, type Fault, type FaultAnswer, isSuccess } from '../../../server/faults/fault.js';
import { withFullKey } from '../../../server/faults/key.js';
import { bodyOf, type Json, withBody } from '../../../server/faults/request.js';

export const updates = ['updateTicket', 'updateTicketByPut'] as const;

// The shape is the operation's; a fault names the fields that it breaks.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Ticket = any;

/** The ticket as it is read; nothing where there is none. */
export async function read({ ask }: Environment, number: string): Promise<Ticket> {
  const answer = await ask('GET', `/api/tickets-get.php/${encodeURIComponent(number)}.json`);
  return isSuccess(answer) ? JSON.parse(answer.body.toString()) : undefined;
}

type Change = (value: Ticket, environment: Environment) => unknown;

/** What a success says in XML is changed. */
export const inXml = (change: Change): Fault =>
  success(async (answer, { operation: id }, environment) => {
    if (!id || !answer.headers['content-type']?.startsWith('application/xml')) return answer;
    const { value } = decodeXml(answer.body.toString(), operation(id).answerSchema ?? {});
    return { ...answer, body: Buffer.from(encodeXml(await change(value, environment))) };
  });

/** What a success says is changed, in each format. */
export const inBoth = (change: Change): Fault =>
  both(
    json((value, _, environment) => change(value, environment)),
    inXml(change),
  );

/** Something is noticed of a ticket before it is changed, where the change is a success. */
export const noticed =
  (notice: (before: Ticket, environment: Environment, sent: Json) => unknown): Fault =>
  async (sent, forward, environment) => {
    const before = await read(environment, sent.params.number ?? '');
    const answer = await forward(sent);
    if (isSuccess(answer) && before) await notice(before, environment, bodyOf(sent) ?? {});
    return answer;
  };

/** A request that is refused with one of these codes is done in part: with the body that is left of it. */
export const doneInPart =
  (codes: readonly number[], left: (body: Json) => Json | undefined): Fault =>
  async (sent, forward, environment) => {
    const answer = await forward(sent);
    const rest = codes.includes(answer.status) ? left(bodyOf(sent) ?? {}) : undefined;
    if (rest) await forward(withFullKey(withBody(sent, rest), environment));
    return answer;
  };

/** A success with this in its body is answered otherwise. */
export const answeredAs =
  (fits: (body: Json) => boolean, answer: (done: FaultAnswer) => FaultAnswer): Fault =>
  async (sent, forward) => {
    const done = await forward(sent);
    return isSuccess(done) && fits(bodyOf(sent) ?? {}) ? answer(done) : done;
  };

/** A set that the fault keeps from one request to the next. */
export function remembered(memory: Map<string, unknown>, name: string): Set<string> {
  const known = (memory.get(name) as Set<string> | undefined) ?? new Set<string>();
  memory.set(name, known);
  return known;
}
