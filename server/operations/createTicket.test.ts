import { describe, expect, test } from 'vitest';
import { type Api, eachServer, expectError, newTicketBody } from '../testing/api-under-test.js';
import { creating } from '../testing/creating.js';
import { req } from '../testing/req.js';

eachServer('createTicket', (api: Api) => {
  const { create, created, count, refused } = creating(api);

  test(req('createTicket/answers-201'), async () => {
    expect((await create({})).status).toBe(201);
  });
  test(req('createTicket/answers-the-number'), async () => {
    const { text } = await create({});
    expect(text).toMatch(/^\d{6}$/);
    expect((await api.ticket(text)).number).toBe(text);
  });
  test(req('createTicket/answers-plain-text'), async () => {
    expect((await create({})).type).toBe('text/plain');
  });
  test(req('createTicket/ticket-exists'), async () => {
    const { text } = await create({});
    expect((await api.call('getTicket', { params: { number: text } })).status).toBe(200);
  });
  test('at the other path of the plugin family', async () => {
    const reply = await api.fetch('POST', '/api/wildcard/tickets.json', { body: newTicketBody });
    expect([reply.status, (await api.ticket(reply.text)).subject]).toEqual([201, newTicketBody.subject]);
  });

  test(req('createTicket/number-is-new'), async () => {
    const numbers = await Promise.all(Array.from({ length: 30 }, () => api.newTicket()));
    expect(new Set(numbers).size).toBe(30);
  });
  test(req('createTicket/starts-open'), async () => {
    expect(await created()).toMatchObject({
      statusId: 1,
      status: 'Open',
      closed: null,
      isOverdue: false,
      isAnswered: false,
    });
  });
  test(req('createTicket/name-stored'), async () => {
    expect((await created({ name: 'Ada Lovelace', email: 'ada@example.com' })).user.name).toBe('Ada Lovelace');
  });
  test(req('createTicket/email-stored'), async () => {
    expect((await created({ email: 'Grace.Hopper+x@example.com' })).user.email).toBe('Grace.Hopper+x@example.com');
  });
  test(req('createTicket/subject-stored'), async () => {
    expect((await created({ subject: ' <b>Two\nlines</b> ' })).subject).toBe(' <b>Two\nlines</b> ');
    await refused({ subject: 'x'.repeat(65_536) }, 'subject is too long');
    expect((await created({ subject: 'x'.repeat(65_535) })).subject).toHaveLength(65_535);
  });
  test(req('createTicket/message-stored'), async () => {
    const { thread } = await created({ message: 'Line 1\r\nLine 2\t' });
    expect(thread).toMatchObject([{ type: 'message', body: 'Line 1\r\nLine 2\t' }]);
    await refused({ message: 'ü'.repeat(32_768) }, 'message is too long: 65536 bytes');
    expect((await created({ message: 'ü'.repeat(32_767) })).thread[0]?.body).toHaveLength(32_767);
  });
  test(req('createTicket/phone-accepted'), async () => {
    expect((await create({ phone: '+1 555-1234' })).status).toBe(201);
  });
  test(req('createTicket/ip-stored'), async () => {
    for (const ip of ['192.168.1.100', '2001:db8::1']) expect((await created({ ip })).ip).toBe(ip);
    expect((await created()).ip).toBeNull();
  });
  test(req('createTicket/source-stored'), async () => {
    for (const source of ['API', 'Web', 'Email', 'Phone', 'Other'])
      expect((await created({ source })).source).toBe(source);
  });
  test(req('createTicket/source-default-api'), async () => {
    expect((await created()).source).toBe('API');
  });
  test(req('createTicket/optional-fields-optional'), async () => {
    expect((await api.call('createTicket', { body: newTicketBody })).status).toBe(201);
  });
  test(req('createTicket/email-is-an-address'), async () => {
    for (const email of ['x', 'x@', '@example.com', 'a b@example.com', 'x@example..com'])
      await refused({ email }, 'email');
  });
  test(req('createTicket/ip-is-an-address'), async () => {
    for (const ip of ['x', '1.2.3', '256.1.1.1', '1.2.3.4/8', ':::1', '']) await refused({ ip }, 'ip');
  });
  test(req('createTicket/source-is-known'), async () => {
    for (const source of ['Fax', 'api', '']) await refused({ source }, /source must be equal to one of/);
  });
  test(req('createTicket/too-long-refused'), async () => {
    await refused({ name: 'x'.repeat(129) }, 'name');
    await refused({ email: `${'x'.repeat(250)}@example.com` }, 'email');
    expect((await created({ name: '\u00e9'.repeat(128), email: 'long-name@example.com' })).user.name).toHaveLength(128);
  });
  test(req('createTicket/same-email-same-user'), async () => {
    const [one, other] = [await created({ email: 'same@example.com' }), await created({ email: 'SAME@example.com' })];
    expect(other.userId).toBe(one.userId);
    const many = await Promise.all(Array.from({ length: 8 }, () => created({ email: 'at.once@example.com' })));
    expect(new Set(many.map(({ userId }) => userId)).size).toBe(1);
  });
  test(req('createTicket/custom-fields-accepted'), async () => {
    const fields = { building: 'B', floor: 3, nested: { a: [1, null] }, constructor: 1 };
    expect((await create(fields)).status).toBe(201);
  });
  test(req('createTicket/alert-accepted'), async () => {
    for (const alert of [true, false]) expect((await create({ alert })).status).toBe(201);
  });

  const markup = '<b>bold</b> & **bold** <script>alert(1)</script>';
  test(req('createTicket/format-default-text'), async () => {
    const ticket = await created({ message: markup });
    expect(ticket.thread[0]?.body).toBe(markup);
    expect(await formatOf(ticket.thread[0]?.id)).toBe('text');
  });
  test(req('createTicket/format-text'), async () => {
    expect((await created({ message: markup, format: 'text' })).thread[0]?.body).toBe(markup);
  });
  test(req('createTicket/format-html'), async () => {
    const ticket = await created({ message: '<p>Hello <b>world</b></p>', format: 'html' });
    expect(ticket.thread[0]?.body).toContain('Hello');
    expect(await formatOf(ticket.thread[0]?.id)).toBe('html');
  });
  test(req('createTicket/format-markdown'), async () => {
    const ticket = await created({ message: '## Hello', format: 'markdown' });
    expect(ticket.thread[0]?.body).toContain('Hello');
    expect(await formatOf(ticket.thread[0]?.id)).toBe('markdown');
  });
  const formatOf = async (id: number | undefined) =>
    (
      await api.store.db
        .selectFrom('thread_entry')
        .select('format')
        .where('id', '=', id ?? 0)
        .executeTakeFirst()
    )?.format;
  test(req('createTicket/format-unknown-400'), async () => {
    for (const format of ['rtf', 'HTML', '']) await refused({ format }, 'format');
  });
  test(req('createTicket/markdown-absent-501'), async () => {
    await api.with({ without: ['markdown'] }, async (other) => {
      const before = await count();
      const reply = await other.call('createTicket', { body: { ...newTicketBody, format: 'markdown' } });
      expectError(reply, 501, 'Markdown Support Plugin');
      expect(await count()).toBe(before);
      expect((await other.call('createTicket', { body: newTicketBody })).status).toBe(201);
    });
  });

  test(req('createTicket/topic-stored'), async () => {
    expect(await created({ topicId: 6 })).toMatchObject({ topicId: 6, topic: 'Technical Support' });
    expect(await created()).toMatchObject({ topicId: null, topic: null });
  });
  test('a help topic brings its department, priority and SLA plan, unless others are named', async () => {
    expect(await created({ topicId: 5 })).toMatchObject({ department: 'Billing' });
    expect(await created({ topicId: 4 })).toMatchObject({ priority: 'High' });
    expect(await created({ topicId: 3 })).toMatchObject({ sla: 'Premium Support' });
    expect(await created({ topicId: 5, departmentId: 'Sales', priority: 'Low' })).toMatchObject({
      department: 'Sales',
      priority: 'Low',
    });
  });
  test(req('createTicket/topic-unknown-refused'), async () => {
    for (const topicId of [4_000_000, 9]) await refused({ topicId }, 'topicId');
  });

  test(req('createTicket/duedate-stored'), async () => {
    expect((await created({ duedate: '2099-12-31' })).duedate).toBe('2099-12-31 00:00:00');
    expect((await created()).duedate).toBeNull();
  });
  test(req('createTicket/duedate-with-time'), async () => {
    for (const duedate of ['2030-12-31T17:30:00', '2030-12-31 17:30', '2030-12-31T17:30:00.999']) {
      expect((await created({ duedate })).duedate).toBe('2030-12-31 17:30:00');
    }
  });
  test('an offset is converted to the time zone of the database', async () => {
    const [utc, east, west] = await Promise.all(
      ['2030-06-30T22:30:00Z', '2030-07-01T00:30:00+02:00', '2030-06-30T15:00:00-0730'].map(
        async (duedate) => (await created({ duedate })).duedate,
      ),
    );
    expect([east, west]).toEqual([utc, utc]);
    if (api.store.kind === 'sqlite') expect(utc).toBe('2030-06-30 22:30:00');
    await refused({ duedate: '2030-06-30T22:30:00+99:00' }, 'duedate');
    await refused({ duedate: '0000-01-01' }, 'duedate');
  });
  test(req('createTicket/duedate-invalid-400'), async () => {
    for (const duedate of ['tomorrow', '31.12.2025', '2025-12', '2025-12-31T', '20251231', ''])
      await refused({ duedate }, 'duedate');
  });
  test(req('createTicket/duedate-impossible-400'), async () => {
    for (const duedate of ['2025-02-30', '2025-13-01', '2025-00-10', '2025-12-31T24:00', '2025-02-29'])
      await refused({ duedate }, 'duedate');
    expect((await created({ duedate: '2028-02-29' })).duedate).toBe('2028-02-29 00:00:00');
  });
  test(req('createTicket/duedate-in-the-past', 'is accepted, and the ticket is overdue at once'), async () => {
    expect(await created({ duedate: '2001-01-01' })).toMatchObject({ duedate: '2001-01-01 00:00:00', isOverdue: true });
  });

  describe('auto-response', () => {
    const mails = async (fields: object) => {
      const sent: string[] = [];
      await api.with({ autorespond: ({ to }) => sent.push(to) }, async (other) => {
        expect((await other.call('createTicket', { body: { ...newTicketBody, ...fields } })).status).toBe(201);
        await other.call('createTicket', { body: { ...newTicketBody, departmentId: 'Nowhere' } });
      });
      return sent;
    };
    test(req('createTicket/autorespond-accepted'), async () => {
      for (const autorespond of [true, false]) expect((await create({ autorespond })).status).toBe(201);
    });
    test(req('createTicket/autorespond-false-sends-nothing'), async () => {
      expect(await mails({ autorespond: false })).toEqual([]);
    });
    test(req('createTicket/autorespond-default-true'), async () => {
      expect(await mails({})).toEqual([newTicketBody.email]);
      expect(await mails({ autorespond: true })).toEqual([newTicketBody.email]);
    });
  });

  describe('parent', () => {
    test(req('createTicket/parent-by-number'), async () => {
      const parent = await created();
      const child = await created({ parentTicketId: parent.number });
      expect((await api.ticket(parent.number)).children).toEqual([child.id]);
    });
    test(req('createTicket/parent-by-id'), async () => {
      const parent = await created();
      const children = [
        await created({ parentTicketId: parent.id }),
        await created({ parentTicketId: String(parent.id) }),
      ];
      expect((await api.ticket(parent.number)).children).toEqual(children.map(({ id }) => id));
    });
    test(req('createTicket/parent-verified'), async () => {
      for (const parentTicketId of ['nothing', 4_000_000, '4000000', '0'])
        await refused({ parentTicketId }, 'parentTicketId', 404);
    });
    test(req('createTicket/parent-absent-501'), async () => {
      const parentTicketId = await api.newTicket();
      await api.with({ without: ['subtickets'] }, async (other) => {
        const before = await count();
        const reply = await other.call('createTicket', { body: { ...newTicketBody, parentTicketId } });
        expectError(reply, 501, 'Subticket Manager Plugin');
        expect(await count()).toBe(before);
      });
    });
    test(req('createTicket/parent-without-subticket-permission', 'is allowed'), async () => {
      const key = await api.keyWith('can_create_tickets');
      expect((await create({ parentTicketId: await api.newTicket() }, key)).status).toBe(201);
    });
  });
});
