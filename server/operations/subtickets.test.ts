/** The four subticket operations: what their refusals say, rows that osTicket leaves, and many requests at once. */
import { expect, test } from 'vitest';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { family } from '../testing/sample-calls.js';

eachServer('subtickets', (api: Api) => {
  const parentOf = (number: string) => api.call('getParentTicket', { params: { number } });
  const link = (parentNumber: string, childId: string) =>
    api.call('linkSubticket', { params: { parentNumber }, body: { childId } });
  const childNumbers = async (number: string) =>
    (await api.call('listChildTickets', { params: { number } })).json.children.map(
      (child: { number: string }) => child.number,
    );
  const newTickets = async () => [await api.newTicket(), await api.newTicket(), await api.newTicket()] as const;

  test('no parent, and one that osTicket deleted, are none', async () => {
    const number = await api.newTicket();
    for (const ticket_pid of [null, 0, 999_999]) {
      await api.store.db.updateTable('ticket').set({ ticket_pid }).where('number', '=', number).execute();
      expect((await parentOf(number)).json).toEqual({ parent: null });
    }
    expect((await link(await api.newTicket(), number)).status).toBe(200);
  });

  test('what is no number of a ticket is said so, an ID included', async () => {
    const [number, { id }] = [await api.newTicket(), await api.ticket(await api.newTicket())];
    for (const nobody of ['nothing', String(id)]) {
      for (const operation of ['getParentTicket', 'listChildTickets', 'unlinkSubticket'] as const)
        expectError(await api.call(operation, { params: { number: nobody } }), 404, 'not found');
      expectError(await link(nobody, number), 404, 'not found');
      expectError(await link(number, nobody), 404, 'childId');
    }
  });

  test('a refused link says why', async () => {
    const { parent, child } = await family(api);
    const grandchild = await api.newTicket({ parentTicketId: child });
    expectError(await link(parent, child), 422, 'already exists');
    expectError(await link(parent, parent), 422, 'own parent');
    expectError(await link(grandchild, parent), 422, 'descendant');
    expectError(await link(await api.newTicket(), child), 422, 'another parent');
    expectError(await api.call('unlinkSubticket', { params: { number: parent } }), 404, 'no parent');
    expect(await childNumbers(parent)).toEqual([child]);
  });

  test('children are in the order in which they were made, and children of children are not among them', async () => {
    const { parent, child } = await family(api);
    const second = await api.newTicket({ parentTicketId: parent });
    await api.newTicket({ parentTicketId: child });
    expect(await childNumbers(parent)).toEqual([child, second]);
  });

  test('at the same time: never a second parent, never a circle', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b, c] = await newTickets();
      const circle = await Promise.all([link(a, b), link(b, c), link(c, a)]);
      expect(circle.map(({ status }) => status).sort()).toEqual([200, 200, 422]);
      const [d, e, child] = await newTickets();
      const parents = await Promise.all([link(d, child), link(e, child), link(d, child)]);
      expect(parents.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
      expect([...(await childNumbers(d)), ...(await childNumbers(e))]).toEqual([child]);
    }
  });
});
