/** Unusual installations that keep to the contract are accused of nothing. What does not hide another shares a run. */

import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import type { Store } from '../server/store/store.js';
import { startOldProxy } from './old-proxy-for-tests.js';
import { accusations, runSuite } from './run-suite-for-tests.js';

const sequence = vi.hoisted(() => ({ last: 0, isOn: false }));
vi.mock('../server/queries/ticket-number.js', async (original) => {
  const { newTicketNumber } = await original<typeof import('../server/queries/ticket-number.js')>();
  // osTicket's formats of a sequence: `#`, and `######` since somebody changed it.
  const next = () => (++sequence.last % 2 === 0 ? String(sequence.last) : String(sequence.last).padStart(6, '0'));
  return {
    newTicketNumber: (...given: Parameters<typeof newTicketNumber>) =>
      sequence.isOn ? next() : newTicketNumber(...given),
  };
});

const beyond32Bits = 2 ** 31 + 5;

/** Tables whose IDs have no sign in osTicket, are counted on from the highest, and where those stand. */
const counted = [
  ['ticket', 'ticket_id', { ticket__cdata: 'ticket_id', thread: 'object_id', form_entry: 'object_id' }],
  ['thread', 'id', { thread_entry: 'thread_id' }],
  ['thread_entry', 'id', { attachment: 'object_id' }],
  ['attachment', 'id', {}],
] as const;

/** Gives the newest row of a table an ID beyond 32 bits; those that are added get higher ones. */
async function lifted({ db }: Store, name: string, key: string, references: Readonly<Record<string, string>>) {
  const newest = sql`(select max(${sql.ref(key)}) from ${sql.table(name)})`;
  for (const [table, column] of Object.entries(references)) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${beyond32Bits} where ${sql.ref(column)} = ${newest}`.execute(
      db,
    );
  }
  await sql`update ${sql.table(name)} set ${sql.ref(key)} = ${beyond32Bits} where ${sql.ref(key)} = ${newest}`.execute(
    db,
  );
}

/** Numbers in a sequence that are IDs of older tickets, zeros before them, large IDs, a department "7", lost files. */
async function unusual(store: Store): Promise<void> {
  const { db } = store;
  await madeUpTickets(120)(store);
  sequence.isOn = true;
  sequence.last = 1;
  await db.updateTable('department').set({ name: '7' }).where('id', '=', 3).execute();
  for (const [name, key, references] of counted) await lifted(store, name, key, references);
  const files = await db.selectFrom('file').select('id').orderBy('id').execute();
  const lost = files.filter((_, index) => index % 2 === 0).map(({ id }) => id);
  await db.deleteFrom('file_chunk').where('file_id', 'in', lost).execute();
}

test('sequential numbers that are IDs, leading zeros, IDs beyond 32 bits, a department "7", damaged files', async () => {
  const { results, left } = await runSuite({ fill: unusual });
  sequence.isOn = false;
  expect(sequence.last).toBeGreaterThan(120);
  expect(accusations(results)).toEqual([]);
  expect(left).toEqual([]);
}, 900_000);

test('escaped slashes and characters, no charset, gzip, chunks, HTTP/1.0', async () => {
  const { results, left } = await runSuite({}, undefined, startOldProxy);
  expect(accusations(results)).toEqual([]);
  expect(left).toEqual([]);
}, 900_000);
