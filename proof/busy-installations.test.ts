/** Installations where others work while the suite runs, and where rules change tickets, are accused of nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import type { Store } from '../server/store/store.js';
import { type Answered, type Asked, startProxy } from './proxy-for-tests.js';
import { accusations, runSuite } from './run-suite-for-tests.js';
import { isAbsent, isCreation, objectOf } from './unusual-set-up-for-tests.js';

const told = { largeFiles: false };

/** Departments that new tickets get by turns. */
const byTurns = [1, 2, 3];

/** Requests between two tickets of customers: an exploration sends more, as often each time. */
const requestsBetween = 30;

test('turns among departments, a filter that answers with a file, a customer who writes after each 30 requests, an SLA plan that is renamed', async () => {
  let [asked, turn, written] = [0, 0, 0];
  let store: Store | undefined;
  const fill = async (filled: Store) => {
    store = filled;
    await madeUpTickets(120)(filled);
  };
  const ask = (one: Asked) => {
    asked += 1;
    const sent = isCreation(one) ? objectOf(one) : undefined;
    if (sent && isAbsent(sent.departmentId) && isAbsent(sent.topicId)) {
      turn += 1;
      one.body = Buffer.from(JSON.stringify({ ...sent, departmentId: byTurns[turn % byTurns.length] }));
    }
    return undefined;
  };
  const answer = async (answered: Answered, one: Asked) => {
    if (store && isCreation(one) && answered.status === 201)
      await cannedResponseTo(store, answered.body.toString().trim());
    return answered;
  };
  const meanwhile = async (url: string, key: string) => {
    await pause(5);
    if (asked < (written + 1) * requestsBetween) return;
    written += 1;
    const subject = `Printer ${written} is out of paper`;
    const body = {
      name: 'Customer',
      email: `customer-${written}@example.com`,
      subject,
      message: subject,
      departmentId: 1,
    };
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    await fetch(`${url}/api/tickets.json`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (written % 5 > 0) return;
    await store?.db
      .updateTable('sla')
      .set({ name: `Default SLA ${written}` })
      .where('id', '=', 1)
      .execute();
  };
  const { results, left } = await runSuite(
    { fill },
    { told, front: (url) => startProxy(url, { ask, answer }), meanwhile },
  );
  expect(Math.min(turn, written)).toBeGreaterThan(20);
  expect(accusations(results)).toEqual([]);
  expect(left).toEqual([]);
}, 900_000);

/** Milliseconds after which a new ticket is changed, and each of how many. */
const rules = [
  [300, 1],
  [2_500, 1],
  [500, 4],
] as const;

test.each(rules)(
  'new tickets get a note and an agent %s ms after they were made: one of %s',
  async (ruleAfterMs, oneOf) => {
    let store: Store | undefined;
    const fill = async (filled: Store) => {
      store = filled;
      await madeUpTickets(120)(filled);
    };
    const firstSeen = new Map<number, number>();
    let changed = 0;
    const meanwhile = async () => {
      await pause(20);
      if (!store) return;
      const { db } = store;
      const tickets = await db.selectFrom('ticket').select(['ticket_id', 'staff_id', 'updated']).execute();
      const isFirst = firstSeen.size === 0;
      for (const { ticket_id: id, staff_id: agent } of tickets) {
        const seen = firstSeen.get(id);
        if (seen === undefined) firstSeen.set(id, isFirst ? Number.POSITIVE_INFINITY : Date.now());
        if (seen === undefined || Date.now() - seen < ruleAfterMs) continue;
        firstSeen.set(id, Number.POSITIVE_INFINITY);
        if (id % oneOf > 0) continue;
        changed += 1;
        const thread = await db.selectFrom('thread').select('id').where('object_id', '=', id).executeTakeFirst();
        if (!agent) await db.updateTable('ticket').set({ staff_id: 1 }).where('ticket_id', '=', id).execute();
        if (thread) await noteTo(store, thread.id);
      }
    };
    const { results, left } = await runSuite({ fill }, { told, meanwhile });
    expect(changed).toBeGreaterThan(20);
    expect(accusations(results)).toEqual([]);
    const noProof = results.filter(({ reason }) => reason?.text.includes('change while nothing is done to them'));
    if (oneOf === 1) expect(noProof).not.toEqual([]);
    expect(left).toEqual([]);
  },
  900_000,
);

/** Adds an entry to a thread that is like its last one otherwise. @returns its ID; nothing where the thread has none */
async function addEntry(
  { db }: Store,
  thread: number,
  others: { type: 'N' | 'R'; poster: string; title?: string; body: string },
): Promise<number | undefined> {
  const last = await db
    .selectFrom('thread_entry')
    .selectAll()
    .where('thread_id', '=', thread)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!last) return undefined;
  const { id: _, ...entry } = last;
  const { insertId } = await db
    .insertInto('thread_entry')
    .values({ ...entry, format: 'text', ...others })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

/** Adds the note of a rule. */
const noteTo = (store: Store, thread: number) =>
  addEntry(store, thread, { type: 'N', poster: 'SYSTEM', title: 'Rule', body: 'Matched a rule.' });

/** What a filter answers to a new ticket, with a file that other tickets have, too. */
async function cannedResponseTo(store: Store, number: string): Promise<void> {
  const { db } = store;
  const { id: thread } = await db
    .selectFrom('thread')
    .innerJoin('ticket', 'ticket.ticket_id', 'thread.object_id')
    .select('thread.id')
    .where('ticket.number', '=', number)
    .executeTakeFirstOrThrow();
  const entry = await addEntry(store, thread, { type: 'R', poster: 'SYSTEM (Canned Reply)', body: 'We have it.' });
  const ofTickets = db.selectFrom('attachment').selectAll().where('type', '=', 'H').orderBy('id');
  const { id: _, ...file } = await ofTickets.executeTakeFirstOrThrow();
  await db
    .insertInto('attachment')
    .values({ ...file, object_id: Number(entry), inline: 0 })
    .execute();
}
