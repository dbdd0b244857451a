/** A ticket as other operations show it, where getTicket does not. */
import { operation } from '../../contract/operations.js';
import { Answer } from '../client/answer.js';
import type { Context } from '../kernel/context.js';

type Fields = Record<string, unknown>;

const isTicket = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && 'number' in value && 'subject' in value;

/** Search and getTicket give one field other names. */
const asTicket = ({ dueDate, ...row }: Fields): Fields => ({ ...row, duedate: dueDate });

/**
 * The same ticket as XML, or as its row in a search with its children.
 *
 * @param failed what getTicket answered
 * @returns an answer that reads like one of getTicket, with the fields that could be found; nothing where there is none
 */
export async function otherReading(t: Context, number: string, failed: Answer): Promise<Answer | undefined> {
  const xml = await asXml(t, number, failed);
  return xml && !showsOther(t, number, xml) ? xml : inSearch(t, number, failed);
}

/** Whether an answer shows another ticket than the own one that was asked for: another number, ID and subject. */
export function showsOther(t: Context, number: string, answer: Answer): boolean {
  const known = t.session.ledger?.subjectOf(number);
  if (known === undefined || !isTicket(answer.meant)) return false;
  const { number: shown, id, subject } = answer.meant;
  const isIt = [shown, id].some((one) => String(one) === number);
  return !isIt && typeof subject === 'string' && subject !== known;
}

/** The same ticket as XML; nothing where that cannot be read. */
export async function asXml(t: Context, number: string, failed: Answer): Promise<Answer | undefined> {
  const answer = await t.call('getTicket', { path: { number, format: 'xml' } });
  if (!answer.isNoError) return undefined;
  try {
    const { value } = answer.xml(operation('getTicket').answerSchema ?? {});
    return isTicket(value) ? new Answer(answer.exchange, 'getTicket', { answer: failed, json: value }) : undefined;
  } catch {
    return undefined;
  }
}

async function inSearch(t: Context, number: string, failed: Answer): Promise<Answer | undefined> {
  const subject = t.session.ledger?.subjectOf(number);
  const query = { limit: 100, ...(subject ? { query: subject.slice(0, 200) } : {}) };
  const answer = await t.call('searchTickets', { query });
  const rows = answer.isSuccess && Array.isArray(answer.meant) ? answer.meant.filter(isTicket) : [];
  const row = rows.find((one) => one.number === number);
  if (!row) return undefined;
  const json = { ...asTicket(row), ...(await children(t, number)) };
  return new Answer(answer.exchange, 'getTicket', { answer: failed, json });
}

async function children(t: Context, number: string): Promise<Fields> {
  if (t.session.permissions.can_manage_subtickets === false || t.session.capabilities.subtickets === false) return {};
  const answer = await t.call('listChildTickets', { path: { number, format: 'json' } });
  const { children: listed } = (answer.isSuccess ? (answer.meant as Fields | undefined) : undefined) ?? {};
  return Array.isArray(listed) ? { children: listed.map((one) => (one as Fields | null)?.ticket_id) } : {};
}
