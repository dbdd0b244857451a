/** What is said of a note that was never sent. */
import { expect, test } from 'vitest';
import { FakeWire } from '../../client/caller-for-tests.js';
import { judge } from '../../kernel/judge.js';
import { sessionOn } from '../../run/session-for-tests.js';
import { checks } from './thread.js';

test('where a ticket does not show whose it is, that is why it has no note', async () => {
  const subjects = new Map<string, string>();
  const wire = new FakeWire(({ method, url, body }) => {
    if (method === 'POST') {
      const number = String(900_001 + subjects.size);
      subjects.set(number, JSON.parse(String(body)).subject);
      return { status: 201, type: 'text/plain', body: number };
    }
    const [, number = ''] = /(\d+)\.json$/.exec(url) ?? [];
    const user = { name: 'Jane', email: 'jane@example.org' };
    const ticket = { id: 1, number, subject: subjects.get(number), user, created: '2026-11-24 00:00:00' };
    return { body: JSON.stringify({ ...ticket, thread: [{ id: 1, type: 'message', body: 'Hello' }] }) };
  }, true);
  const [check] = checks.filter(({ requirement }) => requirement === 'getTicket/thread-type-note');
  if (!check) throw new Error('There is no such check.');
  const { verdict, reason } = await judge(sessionOn(wire), check);
  expect([verdict, reason?.code]).toEqual(['skip', 'unsafe']);
  expect(reason?.text).toMatch(/another address/);
});
