import { beforeAll, expect, test } from 'vitest';
import { INACTIVE_DEPARTMENT_ID, INACTIVE_SLA_ID } from '../../fixtures/organisation.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError, type Refusal, snapshot, testRefusals } from '../testing/refusals.js';
import { dataUri, family } from '../testing/sample-calls.js';

/** Names that nothing has. */
const nobody = ['No such name', 4_000_000, '4000000', "' or 1=1 --", '%'];

const refusals: Refusal[] = [
  ['statusId', nobody],
  ['departmentId', [...nobody, INACTIVE_DEPARTMENT_ID, 'Development / Plugins']],
  ['slaId', [...nobody, INACTIVE_SLA_ID]],
  ['staffId', [...nobody, 9]],
  ['priority', nobody],
  ['topicId', [4_000_000, 9]],
  ['dueDate', ['tomorrow', '01/02/2030', '', '2030-1-1', '2030-02-30', '2030-04-31T10:00:00', '2030-01-01T25:00']],
  ['parentTicketNumber', ['nothing', '0'], 'parentTicketNumber', 404],
  ['note', ['', 'x'.repeat(65_536)]],
  ['noteTitle', ['x'.repeat(256)]],
  ['noteFormat', ['rtf', 'Markdown']],
  ...['duedate', 'subject', 'status', 'StatusId', 'teamId', ''].map((field): Refusal => [field, ['x']]),
];

eachServer('updateTicket', (api: Api) => {
  const update = (number: string | number, body: object) => api.call('updateTicket', { params: { number }, body });
  const updated = async (body: object, number?: string) => {
    const of = number ?? (await api.newTicket());
    const reply = await update(of, body);
    expect(reply.status, reply.text).toBe(200);
    return api.ticket(of);
  };
  const setColumns = async (number: string, columns: object) => {
    await api.store.db.updateTable('ticket').set(columns).where('number', '=', number).execute();
  };
  /** The thread entry of a new note, as it is stored. */
  const noted = async (body: object) => {
    const id = (await updated(body)).thread.find(({ type }) => type === 'note')?.id ?? 0;
    return api.store.db.selectFrom('thread_entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  };

  let untouched: string;
  beforeAll(async () => {
    untouched = await api.newTicket();
  });
  testRefusals(api, refusals, (field, value) => update(untouched, { note: 'x', [field]: value }));

  test('a request that is refused in one part changes nothing', async () => {
    const { id, number } = await api.ticket(await api.newTicket());
    const good = {
      statusId: 'Closed',
      departmentId: 'Sales',
      priority: 'High',
      dueDate: '2030-01-01',
      note: 'a note',
      attachments: [{ 'a.txt': dataUri('x') }],
    };
    const before = await snapshot(api);
    for (const [bad, status, message] of [
      [{ staffId: 'nobody' }, 400, 'staffId'],
      [{ dueDate: '2025-02-30' }, 400, 'dueDate'],
      [{ attachments: [{ 'a.txt': 'data:text/plain;base64,?' }] }, 400, 'a.txt'],
      [{ parentTicketNumber: String(id) }, 404, 'parentTicketNumber'],
      [{ parentTicketNumber: number }, 422, 'own parent'],
    ] as const)
      expectError(await update(number, { ...good, ...bad }), status, message);
    expectError(await update(id, good), 404, 'not found');
    expectError(await update(number, { attachments: good.attachments }), 400, 'note');
    expect(await snapshot(api)).toEqual(before);
  });

  test('each field changes alone, also where a team and an agent are set', async () => {
    const number = await api.newTicket({ departmentId: 'Sales', topicId: 1, priority: 'Low', ip: '1.2.3.4' });
    await setColumns(number, { team_id: 2, staff_id: 2 });
    const changes = {
      statusId: ['status', 2],
      departmentId: ['department', 3],
      topicId: ['topic', 2],
      slaId: ['sla', 3],
      staffId: ['staff', 5],
      dueDate: ['duedate', '2031-01-01'],
      priority: ['priority', 4],
    } as const;
    for (const [field, [shown, value]] of Object.entries(changes)) {
      const before: Record<string, unknown> = { ...(await api.ticket(number)) };
      const after: Record<string, unknown> = { ...(await updated({ [field]: value }, number)) };
      const changed = Object.keys(after).filter(
        (name) =>
          name !== 'updated' && name !== 'closed' && JSON.stringify(after[name]) !== JSON.stringify(before[name]),
      );
      expect(changed.sort()).toEqual(shown === 'duedate' ? [shown] : [shown, `${shown}Id`]);
    }
  });

  test('the time of the update is the server clock, in the time zone of the database', async () => {
    const number = await api.newTicket();
    await api.with({ now: () => new Date('2030-05-05T12:00:00Z') }, (other) =>
      other.call('updateTicket', { params: { number }, body: { note: 'x' } }),
    );
    const { updated: after } = await api.ticket(number);
    expect(Math.abs(Date.parse(`${after}Z`) - Date.UTC(2030, 4, 5, 12))).toBeLessThanOrEqual(14 * 3_600_000);
  });

  test('a ticket is overdue until its due date is moved or taken away, and only while it is open', async () => {
    const number = await api.newTicket();
    await setColumns(number, { isoverdue: 1 });
    expect((await updated({ priority: 1 }, number)).isOverdue).toBe(true);
    expect((await updated({ dueDate: '2999-01-01' }, number)).isOverdue).toBe(false);
    expect((await updated({ dueDate: '2001-01-01' }, number)).isOverdue).toBe(true);
    expect((await updated({ dueDate: null }, number)).isOverdue).toBe(false);
    expect((await updated({ dueDate: '2001-01-01', statusId: 'Closed' }, number)).isOverdue).toBe(false);
  });

  test('closing sets the time, closing again keeps it, and opening takes it away', async () => {
    const number = await api.newTicket();
    const closed = await updated({ statusId: 'Resolved' }, number);
    expect(closed.closed).toBe(closed.updated);
    await setColumns(number, { closed: '2026-01-01 00:00:00' });
    expect((await updated({ statusId: 'Closed' }, number)).closed).toBe('2026-01-01 00:00:00');
    const { updated: reopened } = await updated({ statusId: 'Open' }, number);
    const row = api.store.db.selectFrom('ticket').select(['closed', 'reopened']).where('number', '=', number);
    expect(await row.execute()).toEqual([{ closed: null, reopened }]);
    expect((await updated({ statusId: 'Archived' }, number)).status).toBe('Archived');
  });

  test('the same parent again is no error, and another field may come with it', async () => {
    const parentTicketNumber = await api.newTicket();
    const { number } = await updated({ parentTicketNumber });
    expect((await updated({ parentTicketNumber, priority: 'High' }, number)).priority).toBe('High');
  });

  test('the refusals of a parent say why', async () => {
    const { parent, child } = await family(api);
    expectError(await update(parent, { parentTicketNumber: child }), 422, 'descendant');
    expectError(await update(child, { parentTicketNumber: await api.newTicket() }), 422, 'another parent');
  });

  test.each([
    ['updateTicket/note-title', { noteTitle: 'Ünï' }, { title: 'Ünï' }],
    ['updateTicket/note-title-default', {}, { title: 'API Update', poster: 'API' }],
    ['the longest title', { noteTitle: 'é'.repeat(255) }, { title: 'é'.repeat(255) }],
    ['the format html', { noteFormat: 'html' }, { format: 'html' }],
    ['the format markdown', { noteFormat: 'markdown' }, { format: 'markdown' }],
    ['the default format', {}, { format: 'markdown' }],
  ])('%s is stored', async (_, fields, expected) => {
    expect(await noted({ note: 'x\n', ...fields })).toMatchObject({ body: 'x\n', ...expected });
  });

  test('without Markdown the default format of a note is text', async () => {
    await api.with({ without: ['markdown'] }, async (other) => {
      const number = await other.newTicket();
      await other.call('updateTicket', { params: { number }, body: { note: '**Hello**' } });
      const { id } = (await other.ticket(number)).thread[1] ?? { id: 0 };
      const entry = api.store.db.selectFrom('thread_entry').select(['body', 'format']).where('id', '=', id);
      expect(await entry.execute()).toEqual([{ body: '**Hello**', format: 'text' }]);
    });
  });

  test('a ticket that lost its thread gets a new one', async () => {
    const { id, number } = await api.ticket(await api.newTicket());
    await api.store.db.deleteFrom('thread').where('object_id', '=', id).where('object_type', '=', 'T').execute();
    expect((await updated({ note: 'x' }, number)).thread).toMatchObject([{ type: 'note', body: 'x' }]);
  });

  test('updates at the same time are all carried out', async () => {
    const number = await api.newTicket();
    const notes = Array.from({ length: 12 }, (_, i) => `note ${i}`);
    const replies = await Promise.all(notes.map((note, i) => update(number, { note, priority: 1 + (i % 4) })));
    expect(replies.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const stored = (await api.ticket(number)).thread.flatMap(({ type, body }) => (type === 'note' ? [body] : []));
    expect(stored.sort()).toEqual(notes.sort());
  });
});
