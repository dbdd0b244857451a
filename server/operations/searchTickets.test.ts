import { expect, test } from 'vitest';
import type { components } from '../../generated/types.js';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';
import { expectError } from '../testing/refusals.js';
import { dataUri, newTicketBody } from '../testing/sample-calls.js';

type Found = components['schemas']['FoundTicket'];
type Query = Record<string, string | number>;

/** Parameters, values that are refused, and what the message has in it (default: the parameter's name). */
const refusals: [name: string, values: (string | number)[], message?: string][] = [
  ['query', ['\0'], 'NUL'],
  ['status', ['Nothing', '99', '0', "'", '%', '']],
  ['department', ['Nowhere', '99', '', "'", '/', 'Network / Wi-Fi']],
  ['limit', [0, -1, 101, 1000, '9'.repeat(40), '9'.repeat(400), 'x', '1.5', '', '1;2', '0x', 'null', 'true']],
  ['offset', [-1, 'x', '1.5', '', '9'.repeat(400)]],
  ['sort', ['subject', 'created desc', 'id; drop table ticket', '', 'CREATED']],
  ...['q', 'statusId', 'Limit', 'page', '__proto__'].map((name): [string, string[], string] => [
    name,
    ['1'],
    'not a parameter',
  ]),
];

eachServer('searchTickets', (api: Api) => {
  const search = async (query: Query | string = {}): Promise<Found[]> => {
    const reply = await api.call('searchTickets', { query });
    expect(reply.status, reply.text).toBe(200);
    return reply.json;
  };
  const numbers = (found: readonly Found[]) => found.map(({ number }) => number);
  const found = async (query: Query) => numbers(await search({ limit: 100, ...query }));

  test.each(refusals)('a wrong %s is refused', async (name, values, message = name) => {
    for (const value of values) {
      expectError(await api.call('searchTickets', { query: { [name]: value } }), 400, message);
    }
  });

  test('a parameter that is repeated or an array is refused', async () => {
    for (const query of ['status=Open&status=Closed', 'limit=1&limit=2', 'query=a&query=b'])
      expectError(await api.call('searchTickets', { query }), 400, '2 times');
    for (const query of ['query[]=a', 'status[0]=Open', 'limit[max]=1'])
      expectError(await api.call('searchTickets', { query }), 400, query.split('[')[0]);
  });

  test('a row says what the ticket says', async () => {
    for (const { dueDate, ...row } of await search({ limit: 40 })) {
      expect(await api.ticket(row.number)).toMatchObject({ ...row, duedate: dueDate });
    }
  });

  test('the text is looked for in the subject alone, also as part of words in any case', async () => {
    const fields = { name: 'Qwxname', message: 'qwxmessage', attachments: [{ 'qwxfile.txt': dataUri('qwxcontent') }] };
    const number = await api.newTicket({ subject: 'ÜBERWEISUNG Abc12345xyz', ...fields });
    for (const query of ['überweisung aB', 'c12345X', 'xyz', '2345']) expect(await found({ query })).toContain(number);
    for (const query of ['qwxname', 'qwxmessage', 'qwxfile', 'qwxcontent']) expect(await found({ query })).toEqual([]);
    expect(await found({ query: '' })).toEqual(await found({}));
  });

  test('quotes and SQL in the text find themselves and do nothing else', async () => {
    const subject = `qquote ' " \\ ; -- /* */ \` '' \\' %' or '1'='1`;
    const number = await api.newTicket({ subject });
    for (const query of [subject, `'`, `"`, `\\`, `qquote ' " \\`, `'1'='1`, `\\' %'`])
      expect(await found({ query })).toContain(number);
    for (const query of [`x' or '1'='1' --`, `"; drop table ticket; --`]) expect(await found({ query })).toEqual([]);
  });

  test('a status is found by its name in any case', async () => {
    const closed = await found({ status: 3 });
    expect(closed).not.toEqual([]);
    for (const status of ['closed', 'CLOSED', 'cLoSeD']) expect(await found({ status })).toEqual(closed);
  });

  test('a nested department is found by its path, with any spaces, encoded or not', async () => {
    const number = await api.newTicket({ departmentId: 'Wi-Fi' });
    for (const department of ['IT Operations / Network / Wi-Fi', 'it operations/network/WI-FI'])
      expect(await found({ department })).toEqual(await found({ department: 11 }));
    expect(await found({ department: 11 })).toContain(number);
    expect(await found({ department: 'IT Operations / Network' })).not.toContain(number);
    expect(numbers(await search('department=Development%20/%20osTicket&limit=100'))).toEqual(
      await found({ department: 5 }),
    );
  });

  test('tickets of a department that is not in use any more are found', async () => {
    const number = await api.newTicket();
    await api.store.db.updateTable('ticket').set({ dept_id: 8 }).where('number', '=', number).execute();
    expect(await found({ department: 'Legacy Systems' })).toContain(number);
  });

  test('the newest are first, and of one second those that were made last', async () => {
    const rows = await api.store.db.selectFrom('ticket').select(['number', 'created', 'ticket_id']).execute();
    rows.sort((a, b) => b.created.localeCompare(a.created) || b.ticket_id - a.ticket_id);
    expect(await search({ limit: 40 })).toMatchObject(rows.slice(0, 40).map(({ number }) => ({ number })));
    await api.store.db
      .updateTable('ticket')
      .set({ updated: '2990-01-01 00:00:00' })
      .where('number', '=', rows[30]?.number ?? '')
      .execute();
    expect(numbers(await search({ sort: 'updated', limit: 1 }))).toEqual([rows[30]?.number]);
  });

  test('pages join, also where many tickets were created in one second', async () => {
    const body = { ...newTicketBody, subject: 'qmany' };
    for (let i = 0; i < 105; i += 1) await api.call('createTicket', { body });
    expect(await search({ query: 'qmany', limit: 100 })).toHaveLength(100);
    const total = (await api.store.db.selectFrom('ticket').select('ticket_id').execute()).length;
    for (const sort of ['created', 'updated', 'number']) {
      const pages: Found[] = [];
      for (let page = await search({ sort, limit: 7 }); page.length > 0; ) {
        pages.push(...page);
        page = await search({ sort, limit: 7, offset: pages.length });
      }
      expect([pages.length, new Set(numbers(pages)).size]).toEqual([total, total]);
    }
    expect(await search({ offset: Number.MAX_SAFE_INTEGER })).toEqual([]);
  });

  test('what is kept between requests never shows anything old', async () => {
    const number = await api.newTicket({ subject: 'qfresh one' });
    const newest = async () => (await search({ limit: 1 }))[0];
    expect(await newest()).toMatchObject({ number, subject: 'qfresh one', priority: 'Normal', department: 'Support' });
    await api.call('updateTicket', { params: { number }, body: { priority: 'High', departmentId: 'Sales' } });
    expect(await newest()).toMatchObject({ number, priority: 'High', department: 'Sales' });
    const rename = (name: string) => api.store.db.updateTable('department').set({ name }).where('id', '=', 2).execute();
    await rename('Vertrieb');
    expect(await newest()).toMatchObject({ number, department: 'Vertrieb' });
    await rename('Sales');
    await api.call('deleteTicket', { params: { number } });
    expect((await newest())?.number).not.toBe(number);
  });
});
