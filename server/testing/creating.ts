/** What tests of createTicket do to a server. */
import { expect } from 'vitest';
import { type Api, expectError, newTicketBody } from './api-under-test.js';

export function creating(api: Api) {
  const create = (fields: object, key?: string) =>
    api.call('createTicket', { key, body: { ...newTicketBody, ...fields } });
  const created = async (fields: object = {}) => api.ticket(await api.newTicket({ ...fields }));
  const count = async () => (await api.store.db.selectFrom('ticket').select('ticket_id').execute()).length;
  const refused = async (fields: object, message: string | RegExp, status = 400) => {
    const before = await count();
    expectError(await create(fields), status, message);
    expect(await count()).toBe(before);
  };
  return { create, created, count, refused };
}
