import { describe, expect, test } from 'vitest';
import { type Api, dataUri, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { family, richTicket } from '../testing/sample-calls.js';

const time = { created: '2026-03-01 10:00:00', updated: '2026-03-01 10:00:00' };

eachServer('getTicket', (api: Api) => {
  const get = (number: string | number) => api.call('getTicket', { params: { number } });
  const change = async (ticket: number, columns: object) => {
    await api.store.db.updateTable('ticket').set(columns).where('ticket_id', '=', ticket).execute();
  };
  /** Adds an entry to a ticket's thread, as osTicket would. */
  const addEntry = async (ticket: number, entry: object) => {
    const { db } = api.store;
    const thread = await db
      .selectFrom('thread')
      .select('id')
      .where('object_id', '=', ticket)
      .where('object_type', '=', 'T')
      .executeTakeFirstOrThrow();
    const made = await db
      .insertInto('thread_entry')
      .values({ thread_id: thread.id, body: 'text', ...time, ...entry })
      .executeTakeFirstOrThrow();
    return Number(made.insertId);
  };
  const entries = async (ticket: number) => (await api.ticket(ticket)).thread;

  test(req('getTicket/by-number'), async () => {
    const number = await api.newTicket();
    expect((await get(number)).json.number).toBe(number);
  });
  test(req('getTicket/by-id'), async () => {
    const { id } = await api.ticket(await api.newTicket());
    expect((await get(id)).json.id).toBe(id);
  });
  test(req('getTicket/number-before-id'), async () => {
    const [one, other] = [await api.ticket(await api.newTicket()), await api.ticket(await api.newTicket())];
    await change(other.id, { number: String(one.id) });
    expect((await get(one.id)).json.id).toBe(other.id);
    await change(other.id, { number: other.number });
    expect((await get(one.id)).json.id).toBe(one.id);
  });
  test(req('getTicket/unknown-404'), async () => {
    const number = await api.newTicket();
    const { id } = await api.ticket(number);
    for (const text of [
      'nothing',
      '0',
      `0${id}`,
      '4294967296',
      '-1',
      `${number} `,
      '1e1',
      "' or 1=1 --",
      '%',
      '../1',
      '1;2',
      '99999999999',
    ]) {
      expectError(await get(text), 404, 'not found');
    }
  });
  test('a number with letters is found as it is spelled, and may have a dot in it', async () => {
    const { id } = await api.ticket(await api.newTicket());
    await change(id, { number: 'AbC-1.2.3/x' });
    expect((await get('AbC-1.2.3/x')).json.id).toBe(id);
    for (const text of ['abc-1.2.3/x', 'AbC-1', 'AbC-1.2.3/x ']) expectError(await get(text), 404);
  });
  test(req('getTicket/answers-200'), async () => {
    expect((await get(await api.newTicket())).status).toBe(200);
  });
  test(req('getTicket/format-other-400'), async () => {
    expectError(await api.call('getTicket', { params: { number: 1 }, format: 'html' }), 400, 'json, xml');
    expectError(await api.fetch('GET', '/api/tickets-get.php/1'), 400, 'extension');
  });
  test('a Content-Type without a body is harmless', async () => {
    const number = await api.newTicket();
    for (const type of ['application/xml', 'x', 'application/json; charset=utf-8']) {
      const reply = await api.fetch('GET', `/api/tickets-get.php/${number}.json`, {
        headers: { 'Content-Type': type },
      });
      expect(reply.status).toBe(200);
    }
  });

  test(req('getTicket/id-null-with-its-name'), async () => {
    const { id } = await api.ticket(await api.newTicket());
    const none = { topicId: null, topic: null, staffId: null, staff: null, teamId: null, team: null };
    expect(await api.ticket(id)).toMatchObject(none);
    // What they point to was deleted.
    await change(id, { topic_id: 999, staff_id: 999, team_id: 999, sla_id: 999 });
    expect(await api.ticket(id)).toMatchObject({ ...none, slaId: null, sla: null });
    await change(id, { topic_id: 2, staff_id: 2, team_id: 2, sla_id: 2 });
    const { topicId, topic, staffId, staff, teamId, team, slaId, sla } = await api.ticket(id);
    expect([topicId, topic, staffId, teamId, team, slaId, sla]).toEqual([
      2,
      'Feedback',
      2,
      2,
      'Level 2 Support',
      2,
      'Premium Support',
    ]);
    const agent = await api.store.db
      .selectFrom('staff')
      .selectAll()
      .where('staff_id', '=', staffId ?? 0)
      .executeTakeFirstOrThrow();
    expect(staff).toBe(`${agent.firstname} ${agent.lastname}`);
  });
  test('what a ticket must have and lost is shown as the default', async () => {
    const { id } = await api.ticket(await api.newTicket({ departmentId: 'Sales', priority: 'High' }));
    await change(id, { dept_id: 999, status_id: 999 });
    await api.store.db.deleteFrom('ticket__cdata').where('ticket_id', '=', id).execute();
    expect(await api.ticket(id)).toMatchObject({
      departmentId: 1,
      department: 'Support',
      status: 'Open',
      priority: 'Normal',
      subject: '',
    });
    const found = await api.call('searchTickets', { query: { limit: 1 } });
    expect(found.json[0]).toMatchObject({ id, departmentId: 1, subject: '' });
    expect(api.log).toEqual([]);
  });
  test(req('getTicket/closed-only-when-closed'), async () => {
    const number = await api.newTicket();
    const { id } = await api.ticket(number);
    await change(id, { closed: '2026-01-01 00:00:00' });
    expect((await api.ticket(id)).closed).toBeNull();
    await change(id, { status_id: 3 });
    expect((await api.ticket(id)).closed).toBe('2026-01-01 00:00:00');
    await change(id, { closed: null });
    expect((await api.ticket(id)).closed).toMatch(/^\d{4}-/);
  });
  test(req('getTicket/children-are-ids'), async () => {
    const { parent, child } = await family(api);
    expect((await api.ticket(parent)).children).toEqual([(await api.ticket(child)).id]);
  });

  describe('thread', () => {
    test(req('getTicket/thread-is-complete'), async () => {
      const { id } = await api.ticket(await api.newTicket());
      for (let i = 0; i < 60; i += 1) await addEntry(id, { type: 'MRN'[i % 3], poster: `P${i}` });
      // A task's thread has the same object ID and is another one.
      const task = await api.store.db
        .insertInto('thread')
        .values({ object_id: id, object_type: 'A', created: time.created })
        .executeTakeFirstOrThrow();
      await api.store.db
        .insertInto('thread_entry')
        .values({ thread_id: Number(task.insertId), type: 'N', body: 'task', ...time })
        .execute();
      const thread = await entries(id);
      expect(thread).toHaveLength(61);
      expect(thread.map(({ body }) => body)).not.toContain('task');
    });
    test(req('getTicket/thread-in-order'), async () => {
      const { id } = await api.ticket(await api.newTicket());
      await addEntry(id, { type: 'N', body: 'third', created: '2990-01-03 00:00:00' });
      await addEntry(id, { type: 'N', body: 'first', created: '2990-01-01 00:00:00' });
      await addEntry(id, { type: 'N', body: 'second', created: '2990-01-02 00:00:00' });
      await addEntry(id, { type: 'N', body: 'fourth', created: '2990-01-03 00:00:00' });
      expect((await entries(id)).map(({ body }) => body).slice(1)).toEqual(['first', 'second', 'third', 'fourth']);
    });
    test(req('getTicket/thread-type-message'), async () => {
      const ticket = await api.ticket(await api.newTicket());
      expect(ticket.thread[0]).toMatchObject({ type: 'message', userId: ticket.userId, poster: 'Jane Doe' });
      expect(Object.keys(ticket.thread[0] ?? {})).not.toContain('staffId');
      // A message that an agent entered for the user is the user's.
      await addEntry(ticket.id, { type: 'M', staff_id: 3, user_id: 0, body: 'by phone' });
      expect((await entries(ticket.id)).find(({ body }) => body === 'by phone')).toMatchObject({
        type: 'message',
        userId: ticket.userId,
      });
    });
    test(req('getTicket/thread-type-response'), async () => {
      const { id } = await api.ticket(await api.newTicket());
      await addEntry(id, { type: 'R', staff_id: 3, poster: 'P', body: 'answer' });
      const { staff_id, firstname, lastname } = await api.store.db
        .selectFrom('staff')
        .selectAll()
        .where('staff_id', '=', 3)
        .executeTakeFirstOrThrow();
      const responses = (await entries(id)).filter(({ type }) => type === 'response');
      expect(responses).toMatchObject([{ body: 'answer', staffId: staff_id, staff: `${firstname} ${lastname}` }]);
    });
    test('an agent who is gone keeps the name of the entry', async () => {
      const { id } = await api.ticket(await api.newTicket());
      await addEntry(id, { type: 'R', staff_id: 999, poster: 'Old Agent' });
      expect((await entries(id)).at(0)).toMatchObject({ type: 'response', staffId: 999, staff: 'Old Agent' });
    });
    test(req('getTicket/thread-type-note'), async () => {
      const { id } = await api.ticket(await api.newTicket());
      await addEntry(id, { type: 'N', staff_id: 3, body: 'by an agent' });
      await addEntry(id, { type: 'N', staff_id: 0, body: 'by nobody' });
      const notes = (await entries(id)).filter(({ type }) => type === 'note');
      expect(notes).toMatchObject([{ body: 'by an agent', staffId: 3 }, { body: 'by nobody' }]);
      expect(Object.keys(notes[1] ?? {})).not.toContain('staffId');
    });
    test('the body is the one that is stored', async () => {
      const { id } = await api.ticket(await api.newTicket());
      const body = '<p>Hello&nbsp;<img src="cid:x"></p>';
      await addEntry(id, { type: 'N', format: 'html', body });
      expect((await entries(id)).map((entry) => entry.body)).toContain(body);
    });
  });

  describe('attachments', () => {
    test(req('getTicket/attachments-listed'), async () => {
      const thread = await entries((await api.ticket(await richTicket(api))).id);
      expect(thread[0]?.attachments).toMatchObject([
        { filename: 'a.txt', size: 5, mime_type: 'text/plain', inline: false },
      ]);
    });
    test(req('getTicket/attachment-count'), async () => {
      const attachments = ['a', 'b', 'c'].map((name) => ({ [`${name}.txt`]: dataUri(name) }));
      const { thread } = await api.ticket(await api.newTicket({ attachments }));
      expect(thread[0]?.attachment_count).toBe(3);
      expect(thread[0]?.attachments).toHaveLength(3);
    });
    test(req('getTicket/no-attachments-no-fields'), async () => {
      for (const fields of [{}, { attachments: [] }]) {
        const { thread } = await api.ticket(await api.newTicket(fields));
        expect(Object.keys(thread[0] ?? {})).not.toEqual(expect.arrayContaining(['attachments']));
        expect(Object.keys(thread[0] ?? {})).not.toEqual(expect.arrayContaining(['attachment_count']));
      }
    });
    test(req('getTicket/attachment-file_id-downloads'), async () => {
      const { thread } = await api.ticket(await api.newTicket({ attachments: [{ 'a.txt': dataUri('content') }] }));
      const { json } = await api.call('downloadAttachment', {
        params: { file_id: thread[0]?.attachments?.[0]?.file_id ?? 0 },
      });
      expect(Buffer.from(json.content, 'base64').toString()).toBe('content');
    });
    test(req('getTicket/attachment-size-in-bytes'), async () => {
      const { thread } = await api.ticket(await api.newTicket({ attachments: [{ 'a.txt': dataUri('ü€') }] }));
      expect(thread[0]?.attachments?.[0]?.size).toBe(5);
    });
    test(req('getTicket/attachment-sent-is-not-inline'), async () => {
      const { thread } = await api.ticket(
        await api.newTicket({
          format: 'html',
          message: '<img src="a.png">',
          attachments: [{ 'a.png': dataUri('x', 'image/png') }],
        }),
      );
      expect(thread[0]?.attachments?.[0]?.inline).toBe(false);
    });
    test('the name and type are as osTicket has them', async () => {
      const ticket = await api.ticket(await api.newTicket({ attachments: [{ 'a.txt': dataUri('x') }] }));
      const { id, file_id } = ticket.thread[0]?.attachments?.[0] ?? { id: 0, file_id: 0 };
      await api.store.db
        .updateTable('attachment')
        .set({ name: 'image001.png', inline: 1 })
        .where('id', '=', id)
        .execute();
      await api.store.db.updateTable('file').set({ type: 'not a type' }).where('id', '=', file_id).execute();
      expect((await entries(ticket.id))[0]?.attachments).toMatchObject([
        { filename: 'image001.png', inline: true, mime_type: 'application/octet-stream' },
      ]);
      const { json } = await api.call('downloadAttachment', { params: { file_id } });
      expect(json).toMatchObject({ filename: 'image001.png', mime_type: 'application/octet-stream' });
    });
  });
});
