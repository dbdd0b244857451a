/** Tickets of a busy help desk: somebody may change or delete one between the search and its reading. */
import { expect, test } from 'vitest';
import { FakeWire } from '../../client/caller-for-tests.js';
import { judge } from '../../kernel/judge.js';
import { runInfo, sessionOn } from '../../run/session-for-tests.js';
import { checks } from './rows.js';

const [check] = checks;

/** Judges an installation with some tickets, of which one is changed after the search and deleted after its first reading. */
async function judged(numbers: string[], deleted: string, priority = 'Low') {
  const asked = new Map<string, number>();
  const wire = new FakeWire(({ url }) => {
    const rows = numbers.map((number, id) => ({ id, number, subject: 'Printer', priority: 'Low' }));
    if (url.includes('/tickets-search.php')) return { body: JSON.stringify(rows) };
    const row = rows.find(({ number }) => url.includes(`/${number}.json`));
    if (!row) return { status: 404, body: '{"error":true,"message":"Ticket not found"}' };
    const times = (asked.get(row.number) ?? 0) + 1;
    asked.set(row.number, times);
    const isDeleted = row.number === deleted && times > 1;
    if (isDeleted) return { status: 404, body: '{"error":true,"message":"Ticket not found"}' };
    return { body: JSON.stringify({ ...row, priority: row.number === deleted ? 'High' : priority }) };
  });
  const session = sessionOn(wire, { mode: 'read', deletes: false, keys: runInfo.keys });
  if (!check) throw new Error('There is no such check.');
  return judge(session, check);
}

test('a ticket that somebody changes and deletes meanwhile says nothing; the next one is compared', async () => {
  expect(await judged(['100001', '100002'], '100001')).toMatchObject({ verdict: 'pass' });
  expect(await judged(['100001', '100002'], '100001', 'Emergency')).toMatchObject({ verdict: 'fail' });
});

test('where no other is there, nothing was compared', async () => {
  const { verdict, reason } = await judged(['100001'], '100001');
  expect([verdict, reason?.code]).toEqual(['skip', 'no-data']);
});
