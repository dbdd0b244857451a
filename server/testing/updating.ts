/** What tests of updateTicket do to a server. */
import { expect } from 'vitest';
import { type Api, expectError } from './api-under-test.js';

export function updating(api: Api) {
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
  return { update, updated, refused, setColumns };
}
