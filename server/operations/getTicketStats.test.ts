import { expect, test } from 'vitest';
import type { components } from '../../generated/types.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';

type Stats = components['schemas']['TicketStats'];

eachServer('getTicketStats', (api: Api) => {
  const stats = async (): Promise<Stats> => (await api.call('getTicketStats')).json;
  const inEnglishOrder = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b, 'en'));

  test('names of any script are in order, the departments of an agent, too', async () => {
    await api.newTicket({ departmentId: 'カスタマーサポート' });
    const { by_department, by_staff } = await stats();
    const lists = [
      Object.keys(by_department),
      by_staff.map(({ staff_name }) => staff_name),
      ...by_staff.map(({ departments }) => Object.keys(departments)),
    ];
    expect(lists[0]?.length).toBeGreaterThan(3);
    for (const names of lists) expect(names).toEqual(inEnglishOrder(names));
  });

  test('tickets of a department that is not in use, or gone, are counted', async () => {
    for (const dept_id of [8, 999]) {
      const number = await api.newTicket();
      await api.store.db.updateTable('ticket').set({ dept_id }).where('number', '=', number).execute();
    }
    const { by_department, ...all } = await stats();
    for (const name of ['total', 'open', 'closed', 'overdue'] as const) {
      const sum = Object.values(by_department).reduce((total, department) => total + department[name], 0);
      expect(sum, name).toBe(all[name]);
    }
  });

  test('a department is counted as search finds its tickets', async () => {
    const { by_department } = await stats();
    const count = async (query: object) =>
      (await api.call('searchTickets', { query: { department: 'Sales', limit: 100, ...query } })).json.length;
    expect(await count({})).toBe(by_department['Sales']?.total);
    expect(await count({ status: 'Open' })).toBe(by_department['Sales']?.open);
  });

  test('a ticket moves with its status: in its department and for its agent', async () => {
    const number = await api.newTicket({ departmentId: 'Billing', duedate: '2001-01-01' });
    await api.call('updateTicket', { params: { number }, body: { staffId: 1 } });
    const of = async () => {
      const { by_department, by_staff, ...all } = await stats();
      const agent = by_staff.find(({ staff_id }) => staff_id === 1);
      return { all, billing: by_department['Billing'], agent: agent?.departments['Billing'] };
    };
    const open = await of();
    await api.call('updateTicket', { params: { number }, body: { statusId: 'Archived' } });
    const moved = ({ open = 0, closed = 0, overdue = 0, ...rest }: Partial<Stats> = {}) => ({
      ...rest,
      open: open - 1,
      closed: closed + 1,
      overdue: overdue - 1,
    });
    expect(await of()).toEqual({ all: moved(open.all), billing: moved(open.billing), agent: moved(open.agent) });
  });
});
