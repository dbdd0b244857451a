import { expect, test } from 'vitest';
import { tableNames } from '../store/tables.js';
import { type Api, dataUri, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { family } from '../testing/sample-calls.js';

eachServer('deleteTicket', (api: Api) => {
  const remove = (number: string | number, format = 'json') => api.call('deleteTicket', { params: { number }, format });
  const files = { attachments: [{ 'a.txt': dataUri('secret') }] };
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        tableNames.map(async (table) => [
          table,
          (
            await api.store.db
              .selectFrom(table)
              .select((eb) => eb.fn.countAll<number>().as('rows'))
              .executeTakeFirstOrThrow()
          ).rows,
        ]),
      ),
    );

  test(req('deleteTicket/answers-200'), async () => {
    expect((await remove(await api.newTicket())).status).toBe(200);
  });
  test(req('deleteTicket/answers-the-number'), async () => {
    const number = await api.newTicket();
    expect((await remove(number)).text).toBe(number);
  });
  test(req('deleteTicket/answers-plain-text'), async () => {
    for (const format of ['json', 'xml']) expect((await remove(await api.newTicket(), format)).type).toBe('text/plain');
  });
  test(req('deleteTicket/ticket-gone'), async () => {
    const { id, number } = await api.ticket(await api.newTicket());
    await remove(number);
    for (const text of [number, id]) expectError(await api.call('getTicket', { params: { number: text } }), 404);
  });
  test(req('deleteTicket/thread-gone', 'with everything else that the ticket had'), async () => {
    await api.newTicket();
    const before = await counts();
    const ticket = await api.ticket(await api.newTicket(files));
    await api.call('updateTicket', { params: { number: ticket.number }, body: { note: 'x', ...files } });
    await remove(ticket.number);
    const file_id = ticket.thread[0]?.attachments?.[0]?.file_id ?? 0;
    expectError(await api.call('downloadAttachment', { params: { file_id } }), 404);
    expect(await counts()).toEqual(before);
  });
  test('a file that is attached elsewhere, too, stays', async () => {
    const ticket = await api.ticket(await api.newTicket(files));
    const other = await api.ticket(await api.newTicket());
    const file_id = ticket.thread[0]?.attachments?.[0]?.file_id ?? 0;
    await api.store.db
      .insertInto('attachment')
      .values({ object_id: other.thread[0]?.id, type: 'H', file_id })
      .execute();
    await remove(ticket.number);
    expect((await api.call('downloadAttachment', { params: { file_id } })).json).toMatchObject({ size: 6 });
  });
  test(req('deleteTicket/gone-from-search'), async () => {
    const number = await api.newTicket({ subject: 'qdeleted' });
    const search = async () => (await api.call('searchTickets', { query: { query: 'qdeleted' } })).json;
    expect(await search()).toHaveLength(1);
    await remove(number);
    expect(await search()).toEqual([]);
  });
  test(req('deleteTicket/unknown-404'), async () => {
    const number = await api.newTicket();
    await remove(number);
    for (const text of [number, 'nothing', '0', '%', "' or 1=1 --"]) expectError(await remove(text), 404, 'not found');
  });
  test(req('deleteTicket/by-id-refused'), async () => {
    const { id, number } = await api.ticket(await api.newTicket());
    expectError(await remove(id), 404);
    expect((await api.ticket(number)).id).toBe(id);
  });
  test(req('deleteTicket/children-freed'), async () => {
    const { parent, child } = await family(api);
    const before = await api.ticket(child);
    await remove(parent);
    expect(await api.ticket(child)).toEqual(before);
    expect((await api.call('getParentTicket', { params: { number: child } })).json).toEqual({ parent: null });
    expect(
      (await api.call('linkSubticket', { params: { parentNumber: await api.newTicket() }, body: { childId: child } }))
        .status,
    ).toBe(200);
  });
  test(req('deleteTicket/others-untouched'), async () => {
    const rows = () => api.store.db.selectFrom('ticket').selectAll().orderBy('ticket_id').execute();
    const entries = () => api.store.db.selectFrom('thread_entry').selectAll().orderBy('id').execute();
    const before = [await rows(), await entries()];
    await remove(await api.newTicket(files));
    expect([await rows(), await entries()]).toEqual(before);
  });
  test('two deletions at once: one is done, the other is told', async () => {
    const number = await api.newTicket(files);
    const replies = await Promise.all([remove(number), remove(number), remove(number)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });
});
