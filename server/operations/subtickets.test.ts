/** The four subticket operations: what one of them does shows in the others. */
import { describe, expect, test } from 'vitest';
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import { type Api, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';
import { family, sampleCalls } from '../testing/sample-calls.js';

eachServer('subtickets', (api: Api) => {
  const parentOf = (number: string) => api.call('getParentTicket', { params: { number } });
  const childrenOf = (number: string) => api.call('listChildTickets', { params: { number } });
  const link = (parentNumber: string, childId: string) =>
    api.call('linkSubticket', { params: { parentNumber }, body: { childId } });
  const unlink = (number: string) => api.call('unlinkSubticket', { params: { number } });
  const reference = async (number: string) => {
    const { id, subject, status } = await api.ticket(number);
    return { ticket_id: id, number, subject, status };
  };
  const childNumbers = async (number: string) =>
    (await childrenOf(number)).json.children.map((child: { number: string }) => child.number);

  describe('getParentTicket', () => {
    test(req('getParentTicket/answers-the-parent'), async () => {
      const { parent, child } = await family(api);
      const reply = await parentOf(child);
      expect([reply.status, reply.json]).toEqual([200, { parent: await reference(parent) }]);
    });
    test(req('getParentTicket/none-is-null'), async () => {
      const number = await api.newTicket();
      expect((await parentOf(number)).json).toEqual({ parent: null });
      // 0 is none, and so is a parent that osTicket deleted.
      for (const ticket_pid of [0, 999_999]) {
        await api.store.db.updateTable('ticket').set({ ticket_pid }).where('number', '=', number).execute();
        expect((await parentOf(number)).json).toEqual({ parent: null });
      }
    });
    test(req('getParentTicket/agrees-with-children'), async () => {
      const { child } = await family(api);
      expect(await childNumbers((await parentOf(child)).json.parent.number)).toContain(child);
    });
    test(req('getParentTicket/unknown-404'), async () => {
      const { id } = await api.ticket(await api.newTicket());
      for (const number of ['nothing', String(id)]) expectError(await parentOf(number), 404, 'not found');
    });
  });

  describe('listChildTickets', () => {
    test(req('listChildTickets/answers-all-children'), async () => {
      const { parent, child } = await family(api);
      const second = await api.newTicket({ parentTicketId: parent });
      await api.newTicket({ parentTicketId: child });
      await family(api);
      expect((await childrenOf(parent)).json).toEqual({ children: [await reference(child), await reference(second)] });
    });
    test(req('listChildTickets/none-is-empty'), async () => {
      const reply = await childrenOf(await api.newTicket());
      expect([reply.status, reply.json]).toEqual([200, { children: [] }]);
    });
    test(req('listChildTickets/agrees-with-parent'), async () => {
      const { parent } = await family(api);
      for (const number of await childNumbers(parent)) expect((await parentOf(number)).json.parent.number).toBe(parent);
    });
    test(req('listChildTickets/agrees-with-ticket'), async () => {
      const { parent } = await family(api);
      const ids = (await childrenOf(parent)).json.children.map((child: { ticket_id: number }) => child.ticket_id);
      expect(ids).toEqual((await api.ticket(parent)).children);
    });
    test(req('listChildTickets/unknown-404'), async () => {
      expectError(await childrenOf('nothing'), 404, 'not found');
    });
  });

  describe('linkSubticket', () => {
    test(req('linkSubticket/answers-200'), async () => {
      expect((await link(await api.newTicket(), await api.newTicket())).status).toBe(200);
    });
    test(req('linkSubticket/linked'), async () => {
      const [parent, child] = [await api.newTicket(), await api.newTicket()];
      await link(parent, child);
      expect([(await parentOf(child)).json.parent.number, await childNumbers(parent)]).toEqual([parent, [child]]);
    });
    test('the answer is the two tickets', async () => {
      const [parent, child] = [await api.newTicket({ subject: 'P' }), await api.newTicket({ subject: 'C' })];
      const { json } = await link(parent, child);
      expect(json).toMatchObject({ success: true, parent: await reference(parent), child: await reference(child) });
    });
    test(req('linkSubticket/unknown-parent-404'), async () => {
      const child = await api.newTicket();
      const { id } = await api.ticket(await api.newTicket());
      for (const number of ['nothing', String(id)]) expectError(await link(number, child), 404, 'not found');
      expect((await parentOf(child)).json.parent).toBeNull();
    });
    test(req('linkSubticket/unknown-child-404'), async () => {
      const parent = await api.newTicket();
      const { id } = await api.ticket(await api.newTicket());
      for (const number of ['nothing', String(id)]) expectError(await link(parent, number), 404, 'childId');
      expect(await childNumbers(parent)).toEqual([]);
    });
    test(req('linkSubticket/again-422'), async () => {
      const { parent, child } = await family(api);
      expectError(await link(parent, child), 422, 'already exists');
      expect(await childNumbers(parent)).toEqual([child]);
    });
    test(req('linkSubticket/itself-refused'), async () => {
      const number = await api.newTicket();
      expectError(await link(number, number), 422, 'own parent');
      expect(await childNumbers(number)).toEqual([]);
    });
    test(req('linkSubticket/cycle-refused'), async () => {
      const { parent, child } = await family(api);
      const grandchild = await api.newTicket({ parentTicketId: child });
      for (const below of [child, grandchild]) expectError(await link(below, parent), 422, 'descendant');
      expect((await parentOf(parent)).json.parent).toBeNull();
    });
    test(req('linkSubticket/second-parent-refused'), async () => {
      const { parent, child } = await family(api);
      expectError(await link(await api.newTicket(), child), 422, 'another parent');
      expect((await parentOf(child)).json.parent.number).toBe(parent);
    });
    test(req('linkSubticket/children-may-be-many'), async () => {
      const parent = await api.newTicket();
      const children = [await api.newTicket(), await api.newTicket(), await api.newTicket()];
      for (const child of children) expect((await link(parent, child)).status).toBe(200);
      expect(await childNumbers(parent)).toEqual(children);
    });
    test('at the same time: never a second parent, never a circle', async () => {
      for (let round = 0; round < 5; round += 1) {
        const [a, b, c] = [await api.newTicket(), await api.newTicket(), await api.newTicket()] as [
          string,
          string,
          string,
        ];
        const circle = await Promise.all([link(a, b), link(b, c), link(c, a)]);
        expect(circle.map(({ status }) => status).sort()).toEqual([200, 200, 422]);
        const [d, e, child] = [await api.newTicket(), await api.newTicket(), await api.newTicket()] as [
          string,
          string,
          string,
        ];
        const parents = await Promise.all([link(d, child), link(e, child), link(d, child)]);
        expect(parents.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
        expect([...(await childNumbers(d)), ...(await childNumbers(e))]).toEqual([child]);
      }
    });
  });

  describe('unlinkSubticket', () => {
    test(req('unlinkSubticket/answers-200'), async () => {
      expect((await unlink((await family(api)).child)).status).toBe(200);
    });
    test('the answer is the child', async () => {
      const { child } = await family(api);
      expect((await unlink(child)).json).toMatchObject({ success: true, child: await reference(child) });
    });
    test(req('unlinkSubticket/unlinked'), async () => {
      const { parent, child } = await family(api);
      await unlink(child);
      expect([(await parentOf(child)).json, await childNumbers(parent)]).toEqual([{ parent: null }, []]);
    });
    test(req('unlinkSubticket/child-stays'), async () => {
      const { child } = await family(api);
      const before = await api.ticket(child);
      await unlink(child);
      const { updated, ...after } = await api.ticket(child);
      expect({ ...after, updated: before.updated }).toEqual(before);
      expect(updated >= before.updated).toBe(true);
    });
    test(req('unlinkSubticket/siblings-stay'), async () => {
      const { parent, child } = await family(api);
      const sibling = await api.newTicket({ parentTicketId: parent });
      await unlink(child);
      expect(await childNumbers(parent)).toEqual([sibling]);
    });
    test(req('unlinkSubticket/no-parent-404'), async () => {
      const { parent } = await family(api);
      expectError(await unlink(parent), 404, 'no parent');
      expect(await childNumbers(parent)).toHaveLength(1);
    });
    test(req('unlinkSubticket/unknown-404'), async () => {
      expectError(await unlink('nothing'), 404, 'not found');
    });
  });

  const absent: [RequirementId, OperationId][] = [
    [req('getParentTicket/absent-501') as RequirementId, 'getParentTicket'],
    [req('listChildTickets/absent-501') as RequirementId, 'listChildTickets'],
    [req('linkSubticket/absent-501') as RequirementId, 'linkSubticket'],
    [req('unlinkSubticket/absent-501') as RequirementId, 'unlinkSubticket'],
  ];
  test.each(absent)('%s', async (_, id) => {
    const call = await sampleCalls[id](api);
    await api.with({ without: ['subtickets'] }, async (other) => {
      expectError(await other.call(id, call), 501, 'Subticket Manager Plugin');
      expectError(await other.call(id, { ...call, key: null }), 401);
      expect((await other.call('searchTickets')).status).toBe(200);
    });
    expect((await api.call(id, call)).status).toBe(200);
  });
});
