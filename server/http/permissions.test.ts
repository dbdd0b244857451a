import { describe, expect, test } from 'vitest';
import { defaultPermissions, permissions } from '../../contract/keys.js';
import { operations } from '../../contract/operations.js';
import { addKey } from '../rules/keys.js';
import { type Api, eachServer, expectError, newTicketBody } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { sampleCalls } from '../testing/sample-calls.js';

eachServer('permissions', (api: Api) => {
  describe.each(operations)('$id', ({ id, permission, successStatus }) => {
    test(req(`${id}/permission`), async () => {
      const key = await api.keyWith(permission);
      const reply = await api.call(id, { ...(await sampleCalls[id](api)), key });
      expect(reply.status, reply.text).toBe(successStatus);
    });

    test(req('permissions/lacking-403', id), async () => {
      const key = await api.keyWith();
      expectError(await api.call(id, { ...(await sampleCalls[id](api)), key }), 403, permission);
    });

    test(req('permissions/each-its-own', id), async () => {
      const key = await api.keyWith(...permissions.filter((other) => other !== permission));
      expectError(await api.call(id, { ...(await sampleCalls[id](api)), key }), 403, permission);
    });
  });

  test(req('permissions/refused-without-effect'), async () => {
    const key = await api.keyWith('can_read_tickets');
    const number = await api.newTicket();
    const before = await api.ticket(number);
    const tickets = async () => (await api.store.db.selectFrom('ticket').select('number').execute()).length;
    const count = await tickets();
    expectError(await api.call('createTicket', { key, body: newTicketBody }), 403);
    expectError(await api.call('updateTicket', { key, params: { number }, body: { priority: 4, note: 'x' } }), 403);
    expectError(await api.call('deleteTicket', { key, params: { number } }), 403);
    expect(await tickets()).toBe(count);
    expect(await api.ticket(number)).toEqual(before);
  });

  test(req('permissions/judged-before-lookup'), async () => {
    const key = await api.keyWith('can_create_tickets');
    const nobody = { number: 'nothing', parentNumber: 'nothing', file_id: 999_999 };
    for (const id of ['getTicket', 'updateTicket', 'deleteTicket', 'getParentTicket', 'downloadAttachment'] as const) {
      expectError(await api.call(id, { key, params: nobody, ...(id === 'updateTicket' && { body: {} }) }), 403);
    }
  });

  test(req('deleteTicket/permission-off-by-default'), async () => {
    expect(defaultPermissions).not.toContain('can_delete_tickets');
    const key = await addKey(api.store);
    expectError(await api.call('deleteTicket', { key, params: { number: await api.newTicket() } }), 403);
    // One that an administrator made in osTicket without ticking anything has the columns' defaults.
    const time = '2026-01-01 00:00:00';
    await api.store.db
      .insertInto('api_key')
      .values({ apikey: 'TICKED-NOTHING', isactive: 1, created: time, updated: time })
      .execute();
    expectError(
      await api.call('deleteTicket', { key: 'TICKED-NOTHING', params: { number: await api.newTicket() } }),
      403,
    );
  });
});
