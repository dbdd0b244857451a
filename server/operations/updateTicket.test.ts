import { describe, expect, test } from 'vitest';
import { type Api, dataUri, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { family } from '../testing/sample-calls.js';
import { updating } from '../testing/updating.js';

eachServer('updateTicket', (api: Api) => {
  const { update, updated, refused, setColumns } = updating(api);

  test(req('updateTicket/answers-200'), async () => {
    expect((await update(await api.newTicket(), { priority: 1 })).status).toBe(200);
  });
  test(req('updateTicket/answers-the-number'), async () => {
    const number = await api.newTicket();
    expect((await update(number, { note: 'x' })).text).toBe(number);
  });
  test(req('updateTicket/answers-plain-text'), async () => {
    const number = await api.newTicket();
    for (const format of ['json', 'xml']) {
      const reply = await api.call('updateTicket', { params: { number }, format, body: { priority: 1 } });
      expect([reply.type, reply.text]).toEqual(['text/plain', number]);
    }
  });
  test(req('updateTicket/unknown-404'), async () => {
    for (const number of ['nothing', '0', "'"]) expectError(await update(number, { priority: 1 }), 404, 'not found');
  });
  test(req('updateTicket/by-id', 'is not taken'), async () => {
    const { id } = await api.ticket(await api.newTicket());
    expectError(await update(id, { priority: 1 }), 404);
  });
  test(req('updateTicket/status-archived', 'can be given'), async () => {
    expect((await updated({ statusId: 'Archived' })).status).toBe('Archived');
  });
  test(req('updateTicket/all-fields-optional'), async () => {
    const parentTicketNumber = await api.newTicket();
    const fields = {
      statusId: 1,
      departmentId: 1,
      topicId: 1,
      slaId: 1,
      staffId: 1,
      priority: 1,
      dueDate: '2030-01-01',
      parentTicketNumber,
      note: 'x',
      noteTitle: 'x',
      noteFormat: 'text',
    };
    for (const [field, value] of Object.entries(fields)) await updated({ [field]: value });
    await updated({ note: 'x', attachments: [{ 'a.txt': dataUri('x') }] });
  });
  test(req('updateTicket/only-sent-fields-change'), async () => {
    const number = await api.newTicket({
      departmentId: 'Sales',
      topicId: 1,
      priority: 'Low',
      duedate: '2030-01-01',
      ip: '1.2.3.4',
    });
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
    const volatile = { updated: '', closed: '' };
    for (const [field, [shown, value]] of Object.entries(changes)) {
      const {
        [shown]: before,
        [`${shown}Id`]: _id,
        ...rest
      } = { ...(await api.ticket(number)), ...volatile } as Record<string, unknown>;
      const {
        [shown]: after,
        [`${shown}Id`]: _other,
        ...others
      } = { ...(await updated({ [field]: value }, number)), ...volatile } as Record<string, unknown>;
      expect(others, field).toEqual(rest);
      expect(after, field).not.toEqual(before);
    }
  });
  test(req('updateTicket/nothing-sent', 'is 200 and changes nothing'), async () => {
    const number = await api.newTicket();
    const before = await api.ticket(number);
    expect(await updated({}, number)).toEqual(before);
  });
  test(req('updateTicket/unknown-field-refused'), async () => {
    for (const field of ['duedate', 'subject', 'status', 'StatusId', 'teamId', ''])
      await refused({ [field]: 'x', note: 'x' }, 400, field);
  });
  test(req('updateTicket/all-or-nothing'), async () => {
    const good = {
      statusId: 'Closed',
      departmentId: 'Sales',
      priority: 'High',
      dueDate: '2030-01-01',
      note: 'a note',
      attachments: [{ 'a.txt': dataUri('x') }],
    };
    for (const bad of [
      { staffId: 'nobody' },
      { slaId: 999 },
      { topicId: 999 },
      { statusId: 'x' },
      { dueDate: '2025-02-30' },
    ])
      await refused({ ...good, ...bad }, 400, Object.keys(bad)[0] ?? '');
    await refused({ ...good, parentTicketNumber: 'nothing' }, 404, 'parentTicketNumber');
    await refused({ ...good, attachments: [{ 'a.txt': 'data:text/plain;base64,?' }] }, 400, 'a.txt');
    const number = await api.newTicket();
    await refused({ ...good, parentTicketNumber: number }, 422, 'own parent', number);
  });
  test(req('updateTicket/updated-moves'), async () => {
    const number = await api.newTicket();
    await setColumns(number, { updated: '2026-01-01 00:00:00' });
    await api.with({ now: () => new Date('2030-05-05T12:00:00Z') }, (other) =>
      other.call('updateTicket', { params: { number }, body: { note: 'x' } }),
    );
    const { updated: after } = await api.ticket(number);
    expect(Math.abs(Date.parse(`${after}Z`) - Date.UTC(2030, 4, 5, 12))).toBeLessThanOrEqual(14 * 3_600_000);
  });
  test(req('updateTicket/topic-by-id'), async () => {
    expect(await updated({ topicId: 6 })).toMatchObject({ topicId: 6, topic: 'Technical Support' });
  });
  test(req('updateTicket/topic-unknown-refused'), async () => {
    for (const topicId of [4_000_000, 9]) await refused({ topicId }, 400, 'topicId');
  });

  describe('due date', () => {
    test(req('updateTicket/dueDate-stored'), async () => {
      expect((await updated({ dueDate: '2030-12-31' })).duedate).toBe('2030-12-31 00:00:00');
    });
    test(req('updateTicket/dueDate-with-time'), async () => {
      expect((await updated({ dueDate: '2030-12-31T17:30:15' })).duedate).toBe('2030-12-31 17:30:15');
    });
    test(req('updateTicket/dueDate-null-clears'), async () => {
      const number = await api.newTicket({ duedate: '2001-01-01' });
      expect(await updated({ dueDate: null }, number)).toMatchObject({ duedate: null, isOverdue: false });
    });
    test(req('updateTicket/dueDate-future-clears-overdue'), async () => {
      const number = await api.newTicket();
      await setColumns(number, { isoverdue: 1 });
      expect((await api.ticket(number)).isOverdue).toBe(true);
      expect((await updated({ priority: 1 }, number)).isOverdue).toBe(true);
      expect((await updated({ dueDate: '2999-01-01' }, number)).isOverdue).toBe(false);
    });
    test('in the past it makes an open ticket overdue, and a closed one not', async () => {
      expect((await updated({ dueDate: '2001-01-01' })).isOverdue).toBe(true);
      expect((await updated({ dueDate: '2001-01-01', statusId: 'Closed' })).isOverdue).toBe(false);
    });
    test(req('updateTicket/dueDate-invalid-400'), async () => {
      for (const dueDate of ['tomorrow', '01/02/2030', '', '2030-1-1']) await refused({ dueDate }, 400, 'dueDate');
    });
    test(req('updateTicket/dueDate-impossible-400'), async () => {
      for (const dueDate of ['2030-02-30', '2030-04-31T10:00:00', '2030-01-01T25:00'])
        await refused({ dueDate }, 400, 'dueDate');
    });
  });

  test(req('updateTicket/closing-sets-closed'), async () => {
    const number = await api.newTicket();
    const closed = await updated({ statusId: 'Resolved' }, number);
    expect(closed.closed).toBe(closed.updated);
    await setColumns(number, { closed: '2026-01-01 00:00:00' });
    expect((await updated({ statusId: 'Closed' }, number)).closed).toBe('2026-01-01 00:00:00');
    expect((await updated({ statusId: 'Open' }, number)).closed).toBeNull();
    expect((await updated({ statusId: 'Archived' }, number)).status).toBe('Archived');
  });

  describe('parent', () => {
    test(req('updateTicket/parent-stored'), async () => {
      const parentTicketNumber = await api.newTicket();
      const child = await updated({ parentTicketNumber });
      expect((await api.ticket(parentTicketNumber)).children).toEqual([child.id]);
      // The same again changes nothing, and another field may come with it.
      expect((await updated({ parentTicketNumber, priority: 'High' }, child.number)).priority).toBe('High');
    });
    test(req('updateTicket/parent-unknown-refused'), async () => {
      const { id } = await api.ticket(await api.newTicket());
      for (const parentTicketNumber of ['nothing', String(id)])
        await refused({ parentTicketNumber, priority: 1 }, 404, 'parentTicketNumber');
    });
    test(req('updateTicket/parent-itself-refused'), async () => {
      const number = await api.newTicket();
      await refused({ parentTicketNumber: number }, 422, 'own parent', number);
    });
    test(req('updateTicket/parent-cycle-refused'), async () => {
      const { parent, child } = await family(api);
      const grandchild = await api.newTicket({ parentTicketId: child });
      await refused({ parentTicketNumber: child }, 422, 'descendant', parent);
      await refused({ parentTicketNumber: grandchild }, 422, 'descendant', parent);
    });
    test(req('updateTicket/second-parent-refused'), async () => {
      const { parent, child } = await family(api);
      await refused({ parentTicketNumber: await api.newTicket() }, 422, 'another parent', child);
      expect((await api.ticket(parent)).children).toHaveLength(1);
    });
    test(req('updateTicket/parent-absent-501'), async () => {
      const number = await api.newTicket();
      const before = await api.ticket(number);
      await api.with({ without: ['subtickets'] }, async (other) => {
        const body = { parentTicketNumber: await api.newTicket(), priority: 'High' };
        expectError(await other.call('updateTicket', { params: { number }, body }), 501, 'Subticket Manager Plugin');
      });
      expect(await api.ticket(number)).toEqual(before);
    });
    test(req('updateTicket/parent-without-subticket-permission', 'is allowed'), async () => {
      const key = await api.keyWith('can_update_tickets');
      expect((await update(await api.newTicket(), { parentTicketNumber: await api.newTicket() }, key)).status).toBe(
        200,
      );
    });
  });

  test('updates at the same time are all carried out', async () => {
    const number = await api.newTicket();
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, i) => update(number, { note: `note ${i}`, priority: 1 + (i % 4) })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const notes = (await api.ticket(number)).thread.flatMap(({ type, body }) => (type === 'note' ? [body] : []));
    expect(notes.sort()).toEqual(Array.from({ length: 12 }, (_, i) => `note ${i}`).sort());
  });
});
