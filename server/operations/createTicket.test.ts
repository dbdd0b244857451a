import { describe, expect, test } from 'vitest';
import { INACTIVE_DEPARTMENT_ID } from '../../fixtures/organisation.js';
import { CONTACT_FORM_ID, TICKET_FORM_ID } from '../store/default-rows.js';
import type { Batch } from '../store/tables.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { type Refusal, testRefusals } from '../testing/refusals.js';
import { req } from '../testing/req.js';
import { newTicketBody } from '../testing/sample-calls.js';

/** What a new ticket shows of the fields that it was sent with. */
const shown: [what: string, fields: object, expected: object][] = [
  ['nothing but the required fields', {}, { ip: null, topicId: null, topic: null, duedate: null, isAnswered: false }],
  ['no department', {}, { departmentId: 1, department: 'Support' }],
  ['no priority', {}, { priorityId: 2, priority: 'Normal' }],
  ['a digit as priority', { priority: '4' }, { priorityId: 4 }],
  ['spaces and markup', { subject: ' <b>Two\nlines</b> ' }, { subject: ' <b>Two\nlines</b> ' }],
  ['the longest subject', { subject: 'x'.repeat(65_535) }, { subject: 'x'.repeat(65_535) }],
  ['line ends', { message: 'Line 1\r\nLine 2\t' }, { thread: [{ type: 'message', body: 'Line 1\r\nLine 2\t' }] }],
  ['the longest message', { message: 'ü'.repeat(32_767) }, { thread: [{ body: 'ü'.repeat(32_767) }] }],
  ['the longest name', { name: 'é'.repeat(128), email: 'long@example.com' }, { user: { name: 'é'.repeat(128) } }],
  ['an address with +', { email: 'Grace.Hopper+x@example.com' }, { user: { email: 'Grace.Hopper+x@example.com' } }],
  ['an IPv6 address', { ip: '2001:db8::1' }, { ip: '2001:db8::1' }],
  ['the source Phone', { source: 'Phone' }, { source: 'Phone' }],
  ['the source Other', { source: 'Other' }, { source: 'Other' }],
  ['custom fields', { floor: 3, nested: { a: [1, null] }, constructor: 1 }, { statusId: 1 }],
  ['a topic with a department', { topicId: 5 }, { topicId: 5, department: 'Billing' }],
  ['a topic with a priority', { topicId: 4 }, { priority: 'High' }],
  ['a topic with an SLA plan', { topicId: 3 }, { sla: 'Premium Support' }],
  [
    'a topic, and others than it brings',
    { topicId: 5, departmentId: 'Sales', priority: 'Low' },
    { department: 'Sales', priority: 'Low' },
  ],
  ['minutes', { duedate: '2030-12-31 17:30' }, { duedate: '2030-12-31 17:30:00' }],
  ['milliseconds', { duedate: '2030-12-31T17:30:00.999' }, { duedate: '2030-12-31 17:30:00' }],
  ['a leap day', { duedate: '2028-02-29' }, { duedate: '2028-02-29 00:00:00' }],
  ['a due date that is past', { duedate: '2001-01-01' }, { duedate: '2001-01-01 00:00:00', isOverdue: true }],
];

const refusals: Refusal[] = [
  [
    'email',
    ['x', 'x@', '@example.com', 'a b@example.com', 'x@example..com', `${'x'.repeat(250)}@example.com`, 1, null],
  ],
  ['ip', ['x', '1.2.3', '256.1.1.1', '1.2.3.4/8', ':::1']],
  ['source', ['Fax', 'api'], /source must be equal to one of/],
  ['name', ['x'.repeat(129), '', {}]],
  ['subject', ['x'.repeat(65_536)], 'subject is too long'],
  ['message', ['ü'.repeat(32_768)], 'message is too long: 65536 bytes'],
  ['phone', ['5'.repeat(65_536)], 'phone is too long'],
  ['format', ['rtf', 'HTML']],
  ['topicId', [4_000_000, 9]],
  ['departmentId', ['Nowhere', 4_000_000, '4000000', INACTIVE_DEPARTMENT_ID]],
  ['priority', ['Very high', 99, '99']],
  [
    'duedate',
    [
      ...['tomorrow', '31.12.2025', '2025-12', '2025-12-31T', '20251231', '0000-01-01'],
      ...['2025-02-30', '2025-13-01', '2025-00-10', '2025-12-31T24:00', '2025-02-29', '2030-06-30T22:30:00+99:00'],
    ],
  ],
  ['parentTicketId', ['nothing', 4_000_000, '4000000', '0'], 'parentTicketId', 404],
];

const times = { created: '2026-11-01 10:00:00', updated: '2026-11-01 10:00:00' };
const field = (form_id: number, name: string, type = 'text') => ({ form_id, name, type, label: name, ...times });

/** Fields that an administrator has added to the forms of tickets and users, and a form of a topic's own. */
const customForms: Batch = {
  form: [{ id: 90, title: 'Hardware', ...times }],
  form_field: [
    ...[
      field(TICKET_FORM_ID, 'floor'),
      field(TICKET_FORM_ID, 'urgent', 'bool'),
      field(TICKET_FORM_ID, 'callback', 'phone'),
    ],
    ...[field(TICKET_FORM_ID, 'none'), field(TICKET_FORM_ID, 'list'), field(TICKET_FORM_ID, 'unsent')],
    ...[field(CONTACT_FORM_ID, 'company'), field(90, 'serial')],
  ],
  help_topic_form: [
    { topic_id: 5, form_id: TICKET_FORM_ID },
    { topic_id: 5, form_id: 90 },
  ],
};

eachServer('createTicket', (api: Api) => {
  const created = async (fields: object = {}) => api.ticket(await api.newTicket({ ...fields }));

  /** What is filled in, by the names of the fields. */
  async function formValues(type: 'T' | 'U', id: number) {
    const rows = await api.store.db
      .selectFrom('form_entry_values')
      .innerJoin('form_entry', 'form_entry.id', 'entry_id')
      .innerJoin('form_field', 'form_field.id', 'field_id')
      .select(['name', 'value'])
      .where('object_type', '=', type)
      .where('object_id', '=', id)
      .whereRef('form_field.form_id', '=', 'form_entry.form_id')
      .execute();
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }

  test.each(shown)('with %s', async (_, fields, expected) => {
    expect(await created(fields)).toMatchObject(expected);
  });

  testRefusals(api, refusals, (field, value) =>
    api.call('createTicket', { body: { ...newTicketBody, [field]: value } }),
  );

  test('at the other path of the plugin family', async () => {
    const reply = await api.fetch('POST', '/api/wildcard/tickets.json', { body: newTicketBody });
    expect([reply.status, (await api.ticket(reply.text)).subject]).toEqual([201, newTicketBody.subject]);
  });

  test('many at once have a number each', async () => {
    const numbers = await Promise.all(Array.from({ length: 30 }, () => api.newTicket()));
    expect(new Set(numbers).size).toBe(30);
  });

  test('one address is one user: in another case, and many at once', async () => {
    const [one, other] = [await created({ email: 'same@example.com' }), await created({ email: 'SAME@example.com' })];
    expect(other.userId).toBe(one.userId);
    const many = await Promise.all(Array.from({ length: 8 }, () => created({ email: 'at.once@example.com' })));
    expect(new Set(many.map(({ userId }) => userId)).size).toBe(1);
  });

  test.each([
    ['+1 555-1234 X 12', '15551234X12'],
    ['none', 'none'],
    ['', undefined],
  ])('the phone number "%s" of a new user is kept in their form as %s', async (phone, value) => {
    const { userId } = await created({ phone, email: `phone${phone.length}@example.com` });
    await created({ phone: '999', email: `phone${phone.length}@example.com` });
    expect(await formValues('U', userId)).toEqual(value === undefined ? {} : { phone: value });
  });

  test('custom form fields are kept in the forms that know them: of tickets, of the topic, of a new user', async () => {
    await api.store.insertBatch(customForms);
    const sent = {
      floor: 3,
      urgent: true,
      callback: '+49 30-12',
      none: '',
      list: [1],
      serial: 'S1',
      email: 'c@example.com',
    };
    const plain = await created({ ...sent, company: 'ACME', notes: 'Two\nlines', unknown: 'x' });
    const subject = { subject: plain.subject, priority: plain.priority };
    const kept = { ...subject, floor: '3', urgent: '1', callback: '493012' };
    expect(await formValues('T', plain.id)).toEqual(kept);
    expect(await formValues('U', plain.userId)).toEqual({ company: 'ACME', notes: 'Two\nlines' });
    const known = await created({ ...sent, company: 'Other', topicId: 5 });
    expect(await formValues('T', known.id)).toEqual({ ...kept, serial: 'S1' });
    expect(await formValues('U', known.userId)).toEqual({ company: 'ACME', notes: 'Two\nlines' });
    const none = await created({ email: 'c@example.com', topicId: 5 });
    expect(await formValues('T', none.id)).toEqual(subject);
    const long = await api.call('createTicket', { body: { ...newTicketBody, floor: 'x'.repeat(65_536) } });
    expect([long.status, long.text]).toEqual([400, expect.stringContaining('floor is too long')]);
  });

  test.each([
    [{}, 'text'],
    [{ format: 'html' }, 'html'],
    [{ format: 'markdown' }, 'markdown'],
  ])('the message of %j is stored as %s', async (fields, format) => {
    const { thread } = await created(fields);
    const entry = api.store.db
      .selectFrom('thread_entry')
      .select('format')
      .where('id', '=', thread[0]?.id ?? 0);
    expect(await entry.execute()).toEqual([{ format }]);
  });

  test('a due date with an offset is converted to the time zone of the database', async () => {
    const [utc, east, west] = await Promise.all(
      ['2030-06-30T22:30:00Z', '2030-07-01T00:30:00+02:00', '2030-06-30T15:00:00-0730'].map(
        async (duedate) => (await created({ duedate })).duedate,
      ),
    );
    expect([east, west]).toEqual([utc, utc]);
    if (api.store.kind === 'sqlite') expect(utc).toBe('2030-06-30 22:30:00');
  });

  test('a parent can be given by its ID in a text', async () => {
    const parent = await created();
    const child = await created({ parentTicketId: String(parent.id) });
    expect((await api.ticket(parent.number)).children).toEqual([child.id]);
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
    test(req('createTicket/autorespond-false-sends-nothing'), async () => {
      expect(await mails({ autorespond: false })).toEqual([]);
    });
    test(req('createTicket/autorespond-default-true'), async () => {
      expect(await mails({})).toEqual([newTicketBody.email]);
      expect(await mails({ autorespond: true })).toEqual([newTicketBody.email]);
    });
  });
});
