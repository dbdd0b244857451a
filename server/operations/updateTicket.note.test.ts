import { expect, test } from 'vitest';
import { type Api, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { updating } from '../testing/updating.js';

eachServer('the note of updateTicket', (api: Api) => {
  const { updated, refused } = updating(api);
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
