/** What a careless server makes of a broken request: something that it can accept. */
import type { OperationId } from '../../../contract/operations.js';
import type { FaultRequest, Surroundings } from '../engine/fault.js';
import { bodyOf, type Json, withBody } from './request.js';

/** A new ticket's number. */
export async function newTicketNumber({ ask }: Surroundings): Promise<string> {
  const answer = await ask('POST', '/api/tickets.json', { ...defaults.createTicket, subject: 'Made by a fault' });
  return answer.body.toString();
}

/** What a body is filled up with, so that it is accepted. */
const defaults: Partial<Record<OperationId, Json>> = {
  createTicket: { name: 'A Mutant', email: 'mutant@example.com', subject: 'No subject', message: 'No message' },
  updateTicket: { note: 'Mended.' },
  updateTicketByPut: { note: 'Mended.' },
};

/** Fills a body up with what the operation needs. */
export async function filledUp(sent: FaultRequest, json: Json, around: Surroundings): Promise<FaultRequest> {
  const { operation } = sent;
  const base =
    operation === 'linkSubticket'
      ? { childId: await newTicketNumber(around) }
      : ((operation && defaults[operation]) ?? {});
  return withBody(sent, { ...base, ...json });
}

/** Fills up a body that lacks something. */
export const completed = async (sent: FaultRequest, around: Surroundings): Promise<FaultRequest> =>
  filledUp(sent, bodyOf(sent) ?? {}, around);

/** Leaves a field out where it is sent, and fills the body up. */
export const withoutField =
  (field: string) =>
  async (sent: FaultRequest, around: Surroundings): Promise<FaultRequest> => {
    const json = bodyOf(sent);
    if (!json || !(field in json)) return sent;
    const { [field]: _, ...others } = json;
    return filledUp(sent, others, around);
  };

/** Reads a body that is no JSON object as one, as well as it goes. */
export async function repairedBody(sent: FaultRequest, around: Surroundings): Promise<FaultRequest> {
  const text = (sent.body?.toString() ?? '').replaceAll('\\u0000', '').replaceAll('\uFFFD', '');
  for (const attempt of [text, `${text}}`]) {
    try {
      const [json] = [JSON.parse(attempt)].flat();
      if (json === null || typeof json !== 'object') break;
      // Whatever PHP finds no use for is passed over.
      const usable = Object.entries(json)
        .filter(([, value]) => typeof value !== 'object' && value !== 'none')
        .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 10_000) : value]);
      return filledUp(sent, Object.fromEntries(usable), around);
    } catch {
      // The next attempt.
    }
  }
  return filledUp(sent, {}, around);
}

/** Takes an extension that there is none for as `.json`. */
export const repairedExtension = (sent: FaultRequest): FaultRequest => ({
  ...sent,
  url: sent.url.replace(/(\.php\/[^/.?]+)(\.\w+)?(?=\?|$)/, '$1.json'),
});
