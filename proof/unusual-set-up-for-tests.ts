/** A proxy that makes of the reference server what administrators make of osTicket by its settings. */
import { isUtf8 } from 'node:buffer';
import type { Store } from '../server/store/store.js';
import { type Answered, type Asked, large, startProxy } from './proxy-for-tests.js';

type Body = Record<string, unknown>;

export const refusal = (status: number, message: string): Answered => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ error: true, message })),
});

/** The JSON object of a request; nothing where it has none. */
export function objectOf({ body }: Asked): Body | undefined {
  try {
    const value: unknown = body.length < large && isUtf8(body) ? JSON.parse(body.toString()) : undefined;
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}

export const isCreation = ({ method, url }: Asked) => method === 'POST' && url === '/api/tickets.json';

/** Whether a creation leaves a field out, in one of the ways to do so. */
export const isAbsent = (value: unknown) => value === undefined || value === null || value === '';

const dayMs = 86_400_000;
const inTwoDays = () => new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 19);

/** "Doe, John". */
const lastFirst = (name: string): string => name.replace(/^(.*) (\S+)$/s, '$2, $1');

/** What a new ticket gets that names nothing else, and the line ends of the web. */
function asConfigured(asked: Asked, topicId: number): void {
  const sent = objectOf(asked);
  if (!sent) return;
  if (isCreation(asked)) {
    if (isAbsent(sent.topicId)) sent.topicId = topicId;
    if (isAbsent(sent.duedate)) sent.duedate = inTwoDays();
  }
  for (const field of ['message', 'note'])
    if (typeof sent[field] === 'string') sent[field] = sent[field].replaceAll('\n', '\r\n');
  asked.body = Buffer.from(JSON.stringify(sent));
}

/** Users with their last name first. */
const namesTurned = (text: string): string =>
  text
    .replace(
      /("user":\{"name":)("(?:[^"\\]|\\.)*")/,
      (_, before, name) => before + JSON.stringify(lastFirst(JSON.parse(name))),
    )
    .replace(/(<user>\s*<name>)([^<]*)/, (_, before, name) => before + lastFirst(name));

/**
 * A help topic that every new ticket gets, with a department, a priority, an SLA plan and an agent; a due date for each;
 * names with the last name first.
 */
export const startConfigured = (behind: string, topicId: number) =>
  startProxy(behind, {
    ask: (asked) => {
      asConfigured(asked, topicId);
      return undefined;
    },
    answer: (answered) =>
      answered.body.length < large && /json|xml/.test(answered.headers['content-type'] ?? '')
        ? { ...answered, body: Buffer.from(namesTurned(answered.body.toString())) }
        : answered,
  });

/** Names of an osTicket that is German and Arabic, and a help topic that sends each ticket elsewhere. */
export async function speaksGerman({ db }: Store, topicId: number): Promise<void> {
  const statuses = { 1: 'Offen', 2: 'Gelöst', 3: 'Geschlossen' };
  for (const [id, name] of Object.entries(statuses))
    await db.updateTable('ticket_status').set({ name }).where('id', '=', Number(id)).execute();
  const priorities = { 1: 'Niedrig', 2: 'Üblich', 3: 'Höher', 4: 'طارئ' };
  for (const [id, name] of Object.entries(priorities))
    await db
      .updateTable('ticket_priority')
      .set({ priority_desc: name })
      .where('priority_id', '=', Number(id))
      .execute();
  const departments = { 1: 'Öffentlichkeit & Äußeres', 2: 'الدعم الفني', 4: 'Öffentlichkeit & Äußeres' };
  for (const [id, name] of Object.entries(departments))
    await db.updateTable('department').set({ name }).where('id', '=', Number(id)).execute();
  await db
    .updateTable('help_topic')
    .set({ dept_id: 5, priority_id: 4, sla_id: 2, staff_id: 2 })
    .where('topic_id', '=', topicId)
    .execute();
}
