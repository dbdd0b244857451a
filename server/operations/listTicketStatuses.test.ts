import { expect, test } from 'vitest';
import { type Api, eachServer } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';

eachServer('listTicketStatuses', (api: Api) => {
  const statuses = async (): Promise<{ id: number; name: string; state: string }[]> =>
    (await api.call('listTicketStatuses')).json;

  test(req('listTicketStatuses/answers-an-array'), async () => {
    expect(await statuses()).toEqual([
      { id: 1, name: 'Open', state: 'open' },
      { id: 2, name: 'Resolved', state: 'closed' },
      { id: 3, name: 'Closed', state: 'closed' },
    ]);
  });
  test(req('listTicketStatuses/complete'), async () => {
    const time = { created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
    await api.store.db
      .insertInto('ticket_status')
      .values({ name: 'Waiting', state: 'open', ...time })
      .execute();
    const number = await api.newTicket();
    await api.call('updateTicket', { params: { number }, body: { statusId: 'waiting' } });
    const { statusId, status } = await api.ticket(number);
    expect(await statuses()).toContainEqual({ id: statusId, name: status, state: 'open' });
    const used = await api.call('searchTickets', { query: { limit: 100 } });
    const ids = (await statuses()).map(({ id }) => id);
    for (const { statusId, status } of used.json) {
      // osTicket's own, of tickets that are neither open nor closed.
      if (status !== 'Archived' && status !== 'Deleted') expect(ids).toContain(statusId);
    }
  });
  test(req('listTicketStatuses/ids-unique'), async () => {
    const ids = (await statuses()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  test(req('listTicketStatuses/has-an-open-status'), async () => {
    expect((await statuses()).some(({ state }) => state === 'open')).toBe(true);
  });
});
