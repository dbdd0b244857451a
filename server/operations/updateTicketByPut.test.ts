import { expect, test } from 'vitest';
import { type Api, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';

eachServer('updateTicketByPut', (api: Api) => {
  const put = (number: string, body: object) => api.call('updateTicketByPut', { params: { number }, body });

  test(req('updateTicketByPut/same-as-patch'), async () => {
    const body = { statusId: 'Closed', departmentId: 'Sales', priority: 'High', dueDate: '2030-01-01', note: 'a note' };
    const [patched, replaced] = [await api.newTicket(), await api.newTicket()];
    const patch = await api.call('updateTicket', { params: { number: patched }, body });
    const reply = await put(replaced, body);
    expect([reply.status, reply.type, reply.text]).toEqual([patch.status, patch.type, replaced]);
    const { status, department, priority, duedate } = await api.ticket(patched);
    expect(await api.ticket(replaced)).toMatchObject({
      status,
      department,
      priority,
      duedate,
      thread: [{}, { type: 'note', body: 'a note' }],
    });
  });
  test(req('updateTicketByPut/only-sent-fields-change'), async () => {
    const number = await api.newTicket({ departmentId: 'Sales', duedate: '2030-01-01' });
    expect((await put(number, { priority: 'Low' })).status).toBe(200);
    expect(await api.ticket(number)).toMatchObject({
      priority: 'Low',
      department: 'Sales',
      duedate: '2030-01-01 00:00:00',
    });
  });
  test(req('updateTicketByPut/unknown-404'), async () => {
    expectError(await put('nothing', { priority: 'Low' }), 404, 'not found');
  });
  test(req('updateTicketByPut/unknown-field-refused'), async () => {
    const number = await api.newTicket();
    expectError(await put(number, { duedate: '2030-01-01', priority: 'Low' }), 400, 'duedate');
    expect((await api.ticket(number)).priority).toBe('Normal');
  });
});
