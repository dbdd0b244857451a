/** What no request can bring about: rows as osTicket and its agents write them, and rows that are gone. */
import { describe, expect, test } from 'vitest';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { dataUri } from '../testing/sample-calls.js';

const time = { created: '2026-03-01 10:00:00', updated: '2026-03-01 10:00:00' };

eachServer('getTicket', (api: Api) => {
  const get = (number: string | number) => api.call('getTicket', { params: { number } });
  const made = async (fields = {}) => api.ticket(await api.newTicket(fields));
  const change = async (ticket: number, columns: object) => {
    await api.store.db.updateTable('ticket').set(columns).where('ticket_id', '=', ticket).execute();
  };
  const agent = async (id: number) => {
    const row = api.store.db.selectFrom('staff').selectAll().where('staff_id', '=', id);
    const { firstname, lastname } = await row.executeTakeFirstOrThrow();
    return `${firstname} ${lastname}`;
  };

  test('a number names its ticket before an ID does', async () => {
    const [one, other] = [await made(), await made()];
    await change(other.id, { number: String(one.id) });
    expect((await get(one.id)).json.id).toBe(other.id);
    await change(other.id, { number: other.number });
    expect((await get(one.id)).json.id).toBe(one.id);
  });

  test('what names no ticket is 404: numbers of other forms, SQL, wildcards, paths', async () => {
    const { id, number } = await made();
    const forms = [`0${id}`, `${number} `, '0', '-1', '1e1', '4294967296', '99999999999', 'nothing'];
    for (const text of [...forms, "' or 1=1 --", '%', '../1', '1;2']) expectError(await get(text), 404, 'not found');
  });

  test('a number with letters is found as it is spelled, and may have a dot in it', async () => {
    const { id } = await made();
    await change(id, { number: 'AbC-1.2.3/x' });
    expect((await get('AbC-1.2.3/x')).json.id).toBe(id);
    for (const text of ['abc-1.2.3/x', 'AbC-1', 'AbC-1.2.3/x ']) expectError(await get(text), 404);
  });

  test('what a ticket points to is shown with its name, and as none when it is gone', async () => {
    const { id } = await made();
    const none = { topicId: null, topic: null, staffId: null, staff: null, teamId: null, team: null };
    expect(await api.ticket(id)).toMatchObject(none);
    await change(id, { topic_id: 999, staff_id: 999, team_id: 999, sla_id: 999 });
    expect(await api.ticket(id)).toMatchObject({ ...none, slaId: null, sla: null });
    await change(id, { topic_id: 2, staff_id: 2, team_id: 2, sla_id: 2 });
    expect(await api.ticket(id)).toMatchObject({
      ...{ topicId: 2, topic: 'Feedback', teamId: 2, team: 'Level 2 Support', slaId: 2, sla: 'Premium Support' },
      ...{ staffId: 2, staff: await agent(2) },
    });
  });

  test('what a ticket must have and lost is shown as the default', async () => {
    const { id } = await made({ departmentId: 'Sales', priority: 'High' });
    await change(id, { dept_id: 999, status_id: 999 });
    await api.store.db.deleteFrom('ticket__cdata').where('ticket_id', '=', id).execute();
    const department = { departmentId: 1, department: 'Support', subject: '' };
    expect(await api.ticket(id)).toMatchObject({ ...department, status: 'Open', priority: 'Normal' });
    const found = await api.call('searchTickets', { query: { limit: 1 } });
    expect(found.json[0]).toMatchObject({ id, ...department });
    expect(api.log).toEqual([]);
  });

  test('closed goes with the status, whatever the column says', async () => {
    const { id } = await made();
    await change(id, { closed: '2026-01-01 00:00:00' });
    expect((await api.ticket(id)).closed).toBeNull();
    await change(id, { status_id: 3 });
    expect((await api.ticket(id)).closed).toBe('2026-01-01 00:00:00');
    await change(id, { closed: null });
    expect((await api.ticket(id)).closed).toMatch(/^\d{4}-/);
  });

  describe('thread', () => {
    /** A new ticket with these entries, written as osTicket would. @returns its thread after the first message */
    const threadWith = async (...entries: object[]) => {
      const { db } = api.store;
      const { id } = await made();
      const of = db.selectFrom('thread').select('id').where('object_id', '=', id).where('object_type', '=', 'T');
      const thread_id = (await of.executeTakeFirstOrThrow()).id;
      const rows = entries.map((entry) => ({
        thread_id,
        body: 'text',
        ...time,
        created: '2990-01-01 00:00:00',
        ...entry,
      }));
      for (const row of rows) await db.insertInto('thread_entry').values(row).execute();
      // A task's thread has the same object ID and is another one.
      const task = db.insertInto('thread').values({ object_id: id, object_type: 'A', created: time.created });
      const { insertId } = await task.executeTakeFirstOrThrow();
      const ofTask = { thread_id: Number(insertId), type: 'N', body: 'task', ...time };
      await db.insertInto('thread_entry').values(ofTask).execute();
      const [message, ...others] = (await api.ticket(id)).thread;
      return { message, others };
    };

    test('has all entries of the ticket and no other, the oldest first', async () => {
      const many = Array.from({ length: 60 }, (_, i) => ({ type: 'MRN'[i % 3], body: `${i}` }));
      const { others } = await threadWith(
        { type: 'N', body: 'third', created: '2990-01-03 00:00:00' },
        { type: 'N', body: 'second', created: '2990-01-02 00:00:00' },
        { type: 'N', body: 'fourth', created: '2990-01-03 00:00:00' },
        ...many,
      );
      expect(others.map(({ body }) => body)).toEqual([...many.map(({ body }) => body), 'second', 'third', 'fourth']);
    });

    test('tells who wrote what, also for others and when the agent is gone', async () => {
      const { message, others } = await threadWith(
        { type: 'M', staff_id: 3, user_id: 0, body: 'by phone' },
        { type: 'R', staff_id: 3, poster: 'P' },
        { type: 'R', staff_id: 999, poster: 'Old Agent' },
        { type: 'N', staff_id: 3, format: 'html', body: '<p>Hello&nbsp;<img src="cid:x"></p>' },
        { type: 'N', staff_id: 0 },
      );
      // A message that an agent entered for the user is the user's.
      expect(others).toMatchObject([
        { type: 'message', body: 'by phone', userId: message?.userId },
        { type: 'response', staffId: 3, staff: await agent(3) },
        { type: 'response', staffId: 999, staff: 'Old Agent' },
        { type: 'note', staffId: 3, body: '<p>Hello&nbsp;<img src="cid:x"></p>' },
        { type: 'note' },
      ]);
      expect(message).not.toHaveProperty('staffId');
      expect(others[4]).not.toHaveProperty('staffId');
    });
  });

  test('an attachment has the name and type that osTicket has, in a ticket and in its download', async () => {
    const ticket = await made({ attachments: [{ 'a.txt': dataUri('x') }] });
    const { id, file_id } = ticket.thread[0]?.attachments?.[0] ?? { id: 0, file_id: 0 };
    const { db } = api.store;
    await db.updateTable('attachment').set({ name: 'image001.png', inline: 1 }).where('id', '=', id).execute();
    await db.updateTable('file').set({ type: 'not a type' }).where('id', '=', file_id).execute();
    const shown = { filename: 'image001.png', mime_type: 'application/octet-stream' };
    expect((await api.ticket(ticket.id)).thread[0]?.attachments).toMatchObject([{ ...shown, inline: true }]);
    expect((await api.call('downloadAttachment', { params: { file_id } })).json).toMatchObject(shown);
  });

  test('an empty list of attachments is none', async () => {
    const { thread } = await made({ attachments: [] });
    expect(Object.keys(thread[0] ?? {}).filter((field) => field.startsWith('attachment'))).toEqual([]);
  });

  test('a Content-Type without a body is harmless', async () => {
    const number = await api.newTicket();
    for (const type of ['application/xml', 'x', 'application/json; charset=utf-8']) {
      const reply = await api.call('getTicket', { params: { number }, headers: { 'Content-Type': type } });
      expect(reply.status).toBe(200);
    }
  });
});
