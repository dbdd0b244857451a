import { expect, test } from 'vitest';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';

eachServer('listTicketStatuses', (api: Api) => {
  test('shows the statuses of a new installation, and one that is added from the next request on', async () => {
    const statuses = [
      { id: 1, name: 'Open', state: 'open' },
      { id: 2, name: 'Resolved', state: 'closed' },
      { id: 3, name: 'Closed', state: 'closed' },
    ];
    expect((await api.call('listTicketStatuses')).json).toEqual(statuses);
    const time = { created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
    const waiting = { name: 'Waiting', state: 'open' };
    await api.store.db
      .insertInto('ticket_status')
      .values({ ...waiting, ...time })
      .execute();
    const number = await api.newTicket();
    await api.call('updateTicket', { params: { number }, body: { statusId: 'waiting' } });
    const { statusId: id, status } = await api.ticket(number);
    expect(status).toBe('Waiting');
    expect((await api.call('listTicketStatuses')).json).toEqual([...statuses, { id, ...waiting }]);
  });
});
