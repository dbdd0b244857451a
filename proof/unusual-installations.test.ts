/** Unusual installations that keep to the contract are accused of nothing. What does not hide another shares a run. */

import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import type { Store } from '../server/store/store.js';
import { startOldProxy } from './old-proxy-for-tests.js';
import { type Asked, startProxy } from './proxy-for-tests.js';
import { accusations, runSuite as run, type SuiteOptions } from './run-suite-for-tests.js';
import { isCreation, objectOf, refusal, speaksGerman, startConfigured } from './unusual-set-up-for-tests.js';

const sequence = vi.hoisted(() => ({ last: 0, isOn: false, next: undefined as (() => string) | undefined }));
vi.mock('../server/queries/ticket-number.js', async (original) => {
  const { newTicketNumber } = await original<typeof import('../server/queries/ticket-number.js')>();
  // osTicket's formats of a sequence: `#`, and `######` since somebody changed it.
  const next = () => (++sequence.last % 2 === 0 ? String(sequence.last) : String(sequence.last).padStart(6, '0'));
  return {
    newTicketNumber: (...given: Parameters<typeof newTicketNumber>) =>
      sequence.next?.() ?? (sequence.isOn ? next() : newTicketNumber(...given)),
  };
});

/** A run without files of 10 MB, which are the same to all that is unusual here. */
const runSuite = (server: Parameters<typeof run>[0], { told, ...others }: SuiteOptions = {}) =>
  run(server, { told: { largeFiles: false, ...told }, ...others });

/** The help topic that new tickets get by themselves. */
const usualTopic = 2;

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

test('German and Arabic names, numbers with letters and signs, a help topic and due dates for all, "Doe, John", line ends of the web', async () => {
  let last = 11;
  sequence.next = () => `HÜ#${String(++last).padStart(5, '0')}:20.26`;
  const fill = async (store: Store) => {
    await madeUpTickets(120)(store);
    await speaksGerman(store, usualTopic);
  };
  const { results, left } = await runSuite({ fill }, { front: (url) => startConfigured(url, usualTopic) });
  sequence.next = undefined;
  expect(last).toBeGreaterThan(120);
  expect(accusations(results)).toEqual([]);
  expect(left).toEqual([]);
}, 900_000);

/** A run against an installation that refuses some creations. */
const refusing = (refuse: (sent: Record<string, unknown>) => string | undefined, told: SuiteOptions['told'] = {}) =>
  runSuite(
    {},
    {
      front: (url) =>
        startProxy(url, {
          ask: (asked) => {
            const sent = isCreation(asked) && asked.headers['x-api-key'] ? objectOf(asked) : undefined;
            const message = sent && refuse(sent);
            return message === undefined ? undefined : refusal(400, message);
          },
        }),
      told,
    },
  );

test('a field that each new ticket must have: that alone is told, and one sentence says what to do', async () => {
  const message = 'Unable to create new ticket: Cost centre is a required field';
  const refuse = (sent: Record<string, unknown>) => (sent.costCentre === undefined ? message : undefined);
  const { results } = await refusing(refuse);
  const broken = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  expect(broken.map(({ requirement }) => requirement)).toEqual(['createTicket/answers-201']);
  const reasons = results.flatMap(({ reason }) => (reason?.text.includes(message) ? [reason.text] : []));
  expect(new Set(reasons).size).toBe(1);
  expect(reasons[0]).toContain('"newTicket" in the settings file');
  const told = await refusing(refuse, { newTicket: { costCentre: '4711' } });
  expect(accusations(told.results)).toEqual([]);
}, 900_000);

test('an address from which nothing may be created, whatever the key: that alone is told', async () => {
  const message = 'Tickets from your address are not accepted';
  const ask = ({ method }: Asked) => (method === 'POST' ? refusal(403, message) : undefined);
  const { results } = await runSuite({}, { front: (url) => startProxy(url, { ask }) });
  const broken = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  expect(broken.map(({ requirement }) => requirement)).toEqual(['createTicket/answers-201']);
  expect(results.filter(({ reason }) => reason?.text.includes('lacks can_create_tickets'))).toEqual([]);
  expect(results.some(({ reason }) => reason?.text.includes(message))).toBe(true);
}, 900_000);

test('a limit of open tickets accuses nothing, and a subject that is refused is still found', async () => {
  let made = 0;
  const limited = await refusing(() => (made++ < 20 ? undefined : 'You have reached the maximum open tickets allowed'));
  expect(limited.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')).toEqual([]);
  const isRefused = (sent: Record<string, unknown>) => String(sent.subject).includes('one number');
  const { results } = await refusing((sent) => (isRefused(sent) ? 'Not this subject' : undefined));
  const verdicts = results.filter(({ requirement }) => requirement === 'createTicket/number-is-new');
  expect(verdicts).toMatchObject([{ verdict: 'untestable', prerequisite: 'createTicket/answers-201' }]);
}, 900_000);

test('lines and order of JSON, escapes, CDATA, no charset, gzip, chunks, HTTP/1.0', async () => {
  const { results, left } = await runSuite({}, { front: startOldProxy });
  expect(accusations(results)).toEqual([]);
  expect(left).toEqual([]);
}, 900_000);
