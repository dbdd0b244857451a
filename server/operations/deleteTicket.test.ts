import { expect, test } from 'vitest';
import { defaultPermissions } from '../../contract/keys.js';
import { addKey } from '../rules/keys.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError, snapshot } from '../testing/refusals.js';
import { req } from '../testing/req.js';
import { dataUri, family } from '../testing/sample-calls.js';

eachServer('deleteTicket', (api: Api) => {
  const remove = (number: string | number) => api.call('deleteTicket', { params: { number } });
  const files = { attachments: [{ 'a.txt': dataUri('secret') }] };

  test('no row of the ticket is left, and no other row is changed', async () => {
    // The user stays, so it is there before.
    await api.newTicket();
    const before = await snapshot(api);
    const number = await api.newTicket(files);
    await api.call('updateTicket', { params: { number }, body: { note: 'x', ...files } });
    expect((await remove(number)).status).toBe(200);
    expect(await snapshot(api)).toEqual(before);
  });

  test('a file that is attached elsewhere, too, stays', async () => {
    const ticket = await api.ticket(await api.newTicket(files));
    const other = await api.ticket(await api.newTicket());
    const file_id = ticket.thread[0]?.attachments?.[0]?.file_id ?? 0;
    const attachment = { object_id: other.thread[0]?.id, type: 'H', file_id };
    await api.store.db.insertInto('attachment').values(attachment).execute();
    await remove(ticket.number);
    expect((await api.call('downloadAttachment', { params: { file_id } })).json).toMatchObject({ size: 6 });
  });

  test('what names no ticket is refused, SQL and wildcards included', async () => {
    const { id } = await api.ticket(await api.newTicket());
    const before = await snapshot(api);
    for (const text of [id, 'nothing', '0', '%', "' or 1=1 --"]) expectError(await remove(text), 404, 'not found');
    expect(await snapshot(api)).toEqual(before);
  });

  test('a child that was freed can be linked again', async () => {
    const { parent, child } = await family(api);
    await remove(parent);
    const call = { params: { parentNumber: await api.newTicket() }, body: { childId: child } };
    expect((await api.call('linkSubticket', call)).status).toBe(200);
  });

  test('several deletions at once: one is done, the others are told', async () => {
    const number = await api.newTicket(files);
    const replies = await Promise.all([remove(number), remove(number), remove(number)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });

  test(req('deleteTicket/permission-off-by-default'), async () => {
    expect(defaultPermissions).not.toContain('can_delete_tickets');
    // One that an administrator made in osTicket without ticking anything has the columns' defaults.
    const [key, time] = ['TICKED-NOTHING', '2026-01-01 00:00:00'];
    await api.store.db
      .insertInto('api_key')
      .values({ apikey: key, isactive: 1, created: time, updated: time })
      .execute();
    for (const refused of [await addKey(api.store), key]) {
      const params = { number: await api.newTicket() };
      expectError(await api.call('deleteTicket', { key: refused, params }), 403, 'can_delete_tickets');
    }
  });
});
