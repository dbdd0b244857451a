import { describe, expect, test } from 'vitest';
import { attachmentLimits } from '../../contract/attachments.js';
import { type Api, dataUri, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { family } from '../testing/sample-calls.js';

eachServer('updateTicket', (api: Api) => {
  const update = (number: string | number, body: object, key?: string) =>
    api.call('updateTicket', { params: { number }, body, key });
  const updated = async (body: object, number?: string) => {
    const of = number ?? (await api.newTicket());
    const reply = await update(of, body);
    expect(reply.status, reply.text).toBe(200);
    return api.ticket(of);
  };
  /** Expects that the update is refused and that nothing changed. */
  const refused = async (body: object, status: number, message: string | RegExp, number?: string) => {
    const of = number ?? (await api.newTicket());
    const before = await api.ticket(of);
    expectError(await update(of, body), status, message);
    expect(await api.ticket(of)).toEqual(before);
  };
  const setColumns = async (number: string, columns: object) => {
    await api.store.db.updateTable('ticket').set(columns).where('number', '=', number).execute();
  };

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

  describe('note', () => {
    const noted = async (body: object) => (await updated(body)).thread.find(({ type }) => type === 'note');
    const row = async (id: number | undefined) =>
      api.store.db
        .selectFrom('thread_entry')
        .selectAll()
        .where('id', '=', id ?? 0)
        .executeTakeFirst();

    test(req('updateTicket/note-added'), async () => {
      expect(await noted({ note: 'Customer called\n' })).toMatchObject({
        type: 'note',
        body: 'Customer called\n',
        poster: 'API',
      });
      await refused({ note: 'x'.repeat(65_536) }, 400, 'note is too long');
    });
    test(req('updateTicket/note-title'), async () => {
      expect((await row((await noted({ note: 'x', noteTitle: 'Ünï' }))?.id))?.title).toBe('Ünï');
    });
    test(req('updateTicket/note-title-default'), async () => {
      expect((await row((await noted({ note: 'x' }))?.id))?.title).toBe('API Update');
    });
    test(req('updateTicket/note-format-text'), async () => {
      expect(await noted({ note: '<b>x</b> **y**', noteFormat: 'text' })).toMatchObject({ body: '<b>x</b> **y**' });
    });
    test(req('updateTicket/note-format-html'), async () => {
      const note = await noted({ note: '<b>Hello</b>', noteFormat: 'html' });
      expect([note?.body, (await row(note?.id))?.format]).toEqual(['<b>Hello</b>', 'html']);
    });
    test(req('updateTicket/note-format-markdown'), async () => {
      const note = await noted({ note: '**Hello**', noteFormat: 'markdown' });
      expect([note?.body, (await row(note?.id))?.format]).toEqual(['**Hello**', 'markdown']);
    });
    test(req('updateTicket/note-format-default-markdown'), async () => {
      expect((await row((await noted({ note: '**Hello**' }))?.id))?.format).toBe('markdown');
      const number = await api.newTicket();
      await api.with({ without: ['markdown'] }, (other) =>
        other.call('updateTicket', { params: { number }, body: { note: '**Hello**' } }),
      );
      const note = (await api.ticket(number)).thread[1];
      expect([note?.body, (await row(note?.id))?.format]).toEqual(['**Hello**', 'text']);
    });
    test(req('updateTicket/note-format-unknown-400'), async () => {
      for (const noteFormat of ['rtf', 'Markdown', '']) await refused({ note: 'x', noteFormat }, 400, 'noteFormat');
    });
    test(req('updateTicket/markdown-absent-501'), async () => {
      const number = await api.newTicket();
      await api.with({ without: ['markdown'] }, async (other) => {
        const call = { params: { number }, body: { note: 'x', noteFormat: 'markdown' } };
        expectError(await other.call('updateTicket', call), 501, 'Markdown Support Plugin');
      });
      expect((await api.ticket(number)).thread).toHaveLength(1);
    });
    test(req('updateTicket/note-not-empty'), async () => {
      await refused({ note: '' }, 400, 'note');
    });
    test(req('updateTicket/note-title-too-long-refused'), async () => {
      await refused({ note: 'x', noteTitle: 'x'.repeat(256) }, 400, 'noteTitle');
      expect((await row((await noted({ note: 'x', noteTitle: 'é'.repeat(255) }))?.id))?.title).toHaveLength(255);
    });
    test('a ticket that lost its thread gets a new one', async () => {
      const { id, number } = await api.ticket(await api.newTicket());
      await api.store.db.deleteFrom('thread').where('object_id', '=', id).where('object_type', '=', 'T').execute();
      expect((await updated({ note: 'x' }, number)).thread).toMatchObject([{ type: 'note', body: 'x' }]);
    });
  });

  describe('attachments', () => {
    const withFiles = (...files: object[]) => updated({ note: 'x', attachments: files });
    const filesOf = async (...files: object[]) =>
      (await withFiles(...files)).thread.find(({ type }) => type === 'note')?.attachments ?? [];
    const refusedFiles = (files: object[], message: string) =>
      refused({ note: 'x', priority: 4, attachments: files }, 400, message);

    test(req('updateTicket/attachments-need-a-note'), async () => {
      await refused({ attachments: [{ 'a.txt': dataUri('x') }], priority: 4 }, 400, 'note');
    });
    test(req('updateTicket/attachment-stored'), async () => {
      const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, i) => (i * 7) % 256));
      const [file] = await filesOf({ 'a.zip': dataUri(bytes, 'application/zip') });
      const { json } = await api.call('downloadAttachment', { params: { file_id: file?.file_id ?? 0 } });
      expect(Buffer.from(json.content, 'base64').equals(bytes)).toBe(true);
    });
    test(req('updateTicket/attachment-name'), async () => {
      expect((await filesOf({ 'Bericht März.pdf': dataUri('x', 'application/pdf') }))[0]?.filename).toBe(
        'Bericht März.pdf',
      );
    });
    test(req('updateTicket/attachment-type'), async () => {
      expect((await filesOf({ 'a.txt': dataUri('x', 'image/webp') }))[0]?.mime_type).toBe('image/webp');
    });
    test(req('updateTicket/attachment-on-the-note'), async () => {
      const { thread } = await withFiles({ 'a.txt': dataUri('x') }, { 'b.txt': dataUri('y') });
      expect(thread.map(({ type, attachment_count }) => [type, attachment_count])).toEqual([
        ['message', undefined],
        ['note', 2],
      ]);
    });
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ [`${i}.txt`]: dataUri('x') }));
    test(req('updateTicket/attachments-five-accepted'), async () => {
      expect(await filesOf(...many(attachmentLimits.files))).toHaveLength(5);
    });
    test(req('updateTicket/attachments-at-most-five'), async () => {
      await refusedFiles(many(attachmentLimits.files + 1), 'attachments');
    });
    test(req('updateTicket/attachment-ten-mb-accepted'), async () => {
      expect(
        (await filesOf({ 'a.zip': dataUri(Buffer.alloc(attachmentLimits.fileBytes), 'application/zip') }))[0]?.size,
      ).toBe(10 * 2 ** 20);
    });
    test(req('updateTicket/attachment-at-most-ten-mb'), async () => {
      await refusedFiles(
        [{ 'a.zip': dataUri(Buffer.alloc(attachmentLimits.fileBytes + 1), 'application/zip') }],
        'a.zip',
      );
    });
    test(req('updateTicket/attachments-at-most-fifty-mb'), async () => {
      const files = Array.from({ length: 5 }, (_, i) => ({
        [`${i}.txt`]: dataUri(Buffer.alloc(attachmentLimits.fileBytes + (i === 4 ? 1 : 0))),
      }));
      await refusedFiles(files, '4.txt');
    });
    test(req('updateTicket/attachment-unsupported-type-400'), async () => {
      await refusedFiles([{ 'a.png': dataUri('x', 'application/x-sh') }], 'application/x-sh');
    });
    test(req('updateTicket/attachment-not-a-data-uri-400'), async () => {
      await refusedFiles([{ 'a.txt': 'aGVsbG8=' }], 'a.txt');
    });
    test(req('updateTicket/attachment-broken-base64-400'), async () => {
      await refusedFiles([{ 'a.txt': 'data:text/plain;base64,YQ' }], 'a.txt');
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
