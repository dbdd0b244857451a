import { expect, test } from 'vitest';
import type { components } from '../../generated/types.js';
import { type Api, eachServer } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';

type Stats = components['schemas']['TicketStats'];

eachServer('getTicketStats', (api: Api) => {
  const stats = async (): Promise<Stats> => (await api.call('getTicketStats')).json;
  const update = (number: string, body: object) => api.call('updateTicket', { params: { number }, body });

  test(req('getTicketStats/answers-200'), async () => {
    const reply = await api.call('getTicketStats');
    expect([reply.status, reply.type]).toEqual([200, 'application/json']);
  });
  test(req('getTicketStats/by_department-sorted'), async () => {
    await api.newTicket({ departmentId: 'カスタマーサポート' });
    const names = Object.keys((await stats()).by_department);
    expect(names.length).toBeGreaterThan(3);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
  });
  test(req('getTicketStats/by_staff-sorted'), async () => {
    const { by_staff } = await stats();
    const names = by_staff.map(({ staff_name }) => staff_name);
    expect(names.length).toBeGreaterThan(3);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
    for (const { departments } of by_staff) {
      const own = Object.keys(departments);
      expect(own).toEqual([...own].sort((a, b) => a.localeCompare(b, 'en')));
    }
  });
  test(req('getTicketStats/total-is-open-and-closed'), async () => {
    await update(await api.newTicket(), { statusId: 'Archived' });
    const all = await stats();
    for (const { total, open, closed } of [all, ...Object.values(all.by_department)]) expect(total).toBe(open + closed);
  });
  test(req('getTicketStats/departments-add-up'), async () => {
    const number = await api.newTicket();
    // A department that is not in use, and one that is gone.
    await api.store.db.updateTable('ticket').set({ dept_id: 8 }).where('number', '=', number).execute();
    await api.store.db
      .updateTable('ticket')
      .set({ dept_id: 999 })
      .where('number', '=', await api.newTicket())
      .execute();
    const { by_department, ...all } = await stats();
    for (const name of ['total', 'open', 'closed', 'overdue'] as const) {
      expect(
        Object.values(by_department).reduce((sum, department) => sum + department[name], 0),
        name,
      ).toBe(all[name]);
    }
  });
  test(req('getTicketStats/agrees-with-search'), async () => {
    const { total, by_department } = await stats();
    const count = async (query: Record<string, string | number>) => {
      let found = 0;
      for (let offset = 0; ; offset += 100) {
        const page = (await api.call('searchTickets', { query: { ...query, limit: 100, offset } })).json.length;
        found += page;
        if (page === 0) return found;
      }
    };
    expect(await count({})).toBe(total);
    expect(await count({ department: 'Sales' })).toBe(by_department['Sales']?.total);
    expect(await count({ department: 'Sales', status: 'Open' })).toBe(by_department['Sales']?.open);
  });
  test(req('getTicketStats/counts-a-new-ticket'), async () => {
    const before = await stats();
    const number = await api.newTicket({ departmentId: 'Billing', duedate: '2001-01-01' });
    const plus = (of: Stats['by_department'][string] | undefined, change: object) => ({
      total: (of?.total ?? 0) + 1,
      open: (of?.open ?? 0) + 1,
      closed: of?.closed ?? 0,
      overdue: (of?.overdue ?? 0) + 1,
      ...change,
    });
    const open = await stats();
    expect(open).toMatchObject(plus(before as never, {}));
    expect(open.by_department['Billing']).toEqual(plus(before.by_department['Billing'], {}));
    await update(number, { statusId: 'Closed' });
    const closed = await stats();
    expect(closed).toMatchObject({
      total: open.total,
      open: before.open,
      closed: before.closed + 1,
      overdue: before.overdue,
    });
  });
  test(req('getTicketStats/staff-total', 'is the sum of the departments'), async () => {
    const number = await api.newTicket({ departmentId: 'Sales' });
    await update(number, { staffId: 1 });
    const { by_staff } = await stats();
    for (const { total, departments } of by_staff) {
      expect(Object.values(departments).reduce((sum, { open, closed }) => sum + open + closed, 0)).toBe(total);
    }
    expect(by_staff.find(({ staff_id }) => staff_id === 1)?.departments['Sales']?.open).toBeGreaterThan(0);
  });
});
