import { describe, expect, test } from 'vitest';
import type { components } from '../../generated/types.js';
import { type Api, dataUri, eachServer, expectError, newTicketBody } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';

type Found = components['schemas']['FoundTicket'];
type Query = Record<string, string | number>;

eachServer('searchTickets', (api: Api) => {
  const search = async (query: Query = {}): Promise<Found[]> => {
    const reply = await api.call('searchTickets', { query });
    expect([reply.status, reply.type], reply.text).toEqual([200, 'application/json']);
    return reply.json;
  };
  const refused = async (query: Query | string, message: string | RegExp) =>
    expectError(await api.call('searchTickets', { query }), 400, message);
  const numbers = (found: readonly Found[]) => found.map(({ number }) => number);
  const found = async (query: Query) => numbers(await search({ limit: 100, ...query }));
  const all = async () => {
    const rows = await api.store.db.selectFrom('ticket').selectAll().execute();
    return rows.sort((a, b) => b.created.localeCompare(a.created) || b.ticket_id - a.ticket_id);
  };

  test(req('searchTickets/answers-an-array'), async () => {
    expect(Array.isArray(await search())).toBe(true);
  });
  test(req('searchTickets/nothing-found-is-empty'), async () => {
    expect(await search({ query: 'no subject has this in it' })).toEqual([]);
  });
  test(req('searchTickets/id-null-with-its-name'), async () => {
    await api.newTicket();
    for (const row of (await search({ limit: 100 })) as unknown as Record<string, unknown>[]) {
      for (const name of ['topic', 'staff', 'team', 'sla'])
        expect(row[`${name}Id`] === null, name).toBe(row[name] === null);
    }
  });
  test(req('searchTickets/row-agrees-with-ticket'), async () => {
    for (const { dueDate, ...row } of await search({ limit: 40 })) {
      expect(await api.ticket(row.number)).toMatchObject({ ...row, duedate: dueDate });
    }
  });

  describe('query', () => {
    test(req('searchTickets/query-finds'), async () => {
      const number = await api.newTicket({ subject: 'Payment failed for Zebra-9' });
      for (const query of ['Payment failed for Zebra-9', 'Zebra', 'failed for', '9'])
        expect(await found({ query })).toContain(number);
    });
    test(req('searchTickets/query-excludes'), async () => {
      await api.newTicket({ subject: 'another thing' });
      for (const query of ['e', 'th', 'the', 'another']) {
        for (const { subject } of await search({ query, limit: 100 })) expect(subject.toLowerCase()).toContain(query);
      }
    });
    test(req('searchTickets/query-subject-only'), async () => {
      await api.newTicket({
        name: 'Qwxname',
        message: 'qwxmessage',
        attachments: [{ 'qwxfile.txt': dataUri('qwxcontent') }],
      });
      for (const query of ['qwxname', 'qwxmessage', 'qwxfile', 'qwxcontent'])
        expect(await found({ query })).toEqual([]);
    });
    test(req('searchTickets/query-any-case'), async () => {
      const number = await api.newTicket({ subject: 'ÜBERWEISUNG Qwcase' });
      for (const query of ['qwcase', 'QWCASE', 'überweisung qW']) expect(await found({ query })).toEqual([number]);
    });
    test(req('searchTickets/query-part-of-a-word'), async () => {
      const number = await api.newTicket({ subject: 'Order abc12345xyz' });
      for (const query of ['c12345x', 'rder abc', 'xyz', '2345']) expect(await found({ query })).toContain(number);
    });
    test(req('searchTickets/query-wildcards-literal'), async () => {
      const [percent, plain, under] = [
        await api.newTicket({ subject: 'qwild 100% x' }),
        await api.newTicket({ subject: 'qwild 100 x' }),
        await api.newTicket({ subject: 'qwild a_b' }),
      ];
      await api.newTicket({ subject: 'qwild aXb' });
      expect(await found({ query: 'qwild 100%' })).toEqual([percent]);
      expect(await found({ query: 'qwild a_b' })).toEqual([under]);
      expect(await found({ query: 'qwild 100' })).toEqual([plain, percent]);
      expect(await found({ query: 'qwild*' })).toEqual([]);
    });
    test(req('searchTickets/query-quotes-harmless'), async () => {
      const subject = `qquote ' " \\ ; -- /* */ \` '' \\' %' or '1'='1`;
      const number = await api.newTicket({ subject });
      for (const query of [subject, `'`, `"`, `\\`, `qquote ' " \\`, `'1'='1`, `\\' %'`])
        expect(await found({ query })).toContain(number);
      for (const query of [`x' or '1'='1' --`, `"; drop table ticket; --`]) expect(await found({ query })).toEqual([]);
    });
    test('an empty text filters nothing', async () => {
      expect(await found({ query: '' })).toEqual(await found({}));
    });
    test('a NUL character is refused', async () => {
      await refused('query=%00', 'NUL');
    });
  });

  describe('filters', () => {
    test(req('searchTickets/status-by-name'), async () => {
      const number = await api.newTicket();
      await api.call('updateTicket', { params: { number }, body: { statusId: 'Resolved' } });
      expect(await found({ status: 'Resolved' })).toContain(number);
      expect(await found({ status: 'Open' })).not.toContain(number);
    });
    test(req('searchTickets/status-by-id'), async () => {
      expect(await found({ status: 3 })).toEqual(await found({ status: 'Closed' }));
      expect(await found({ status: 3 })).not.toEqual([]);
    });
    test(req('searchTickets/status-excludes'), async () => {
      for (const { statusId } of await search({ status: 'Closed', limit: 100 })) expect(statusId).toBe(3);
    });
    test(req('searchTickets/status-name-any-case'), async () => {
      for (const status of ['closed', 'CLOSED', 'cLoSeD'])
        expect(await found({ status })).toEqual(await found({ status: 3 }));
    });
    test(req('searchTickets/status-unknown-not-everything'), async () => {
      for (const status of ['Nothing', '99', '0', "'", '%']) await refused({ status }, 'status');
      await refused({ status: '' }, 'status');
    });
    test(req('searchTickets/department-by-name'), async () => {
      const number = await api.newTicket({ departmentId: 'Network' });
      expect(await found({ department: 'Network' })).toContain(number);
      expect(await found({ department: 'Sales' })).not.toContain(number);
    });
    test(req('searchTickets/department-by-id'), async () => {
      const number = await api.newTicket({ departmentId: 10 });
      expect(await found({ department: 10 })).toContain(number);
    });
    test(req('searchTickets/department-by-path'), async () => {
      const number = await api.newTicket({ departmentId: 'Wi-Fi' });
      for (const department of ['IT Operations / Network / Wi-Fi', 'it operations/network/WI-FI'])
        expect(await found({ department })).toEqual(await found({ department: 11 }));
      expect(await found({ department: 11 })).toContain(number);
      expect(await found({ department: 'IT Operations / Network' })).not.toContain(number);
      await refused({ department: 'Network / Wi-Fi' }, 'department');
    });
    test('the slash of a path need not be encoded', async () => {
      const reply = await api.call('searchTickets', { query: 'department=Development%20/%20osTicket' });
      expect([reply.status, numbers(reply.json)]).toEqual([200, await found({ department: 5, limit: 20 })]);
    });
    test(req('searchTickets/department-excludes'), async () => {
      await api.newTicket({ departmentId: 'Development' });
      for (const { departmentId } of await search({ department: 'Development', limit: 100 }))
        expect(departmentId).toBe(4);
    });
    test(req('searchTickets/department-name-any-case'), async () => {
      for (const department of ['SALES', 'sales'])
        expect(await found({ department })).toEqual(await found({ department: 2 }));
    });
    test(req('searchTickets/department-unknown-not-everything'), async () => {
      for (const department of ['Nowhere', '99', '', "'", '/']) await refused({ department }, 'department');
    });
    test('tickets of a department that is not in use any more are found', async () => {
      const number = await api.newTicket();
      await api.store.db.updateTable('ticket').set({ dept_id: 8 }).where('number', '=', number).execute();
      expect(await found({ department: 'Legacy Systems' })).toContain(number);
    });
    test(req('searchTickets/filters-combine'), async () => {
      const number = await api.newTicket({ subject: 'qcombine', departmentId: 'Sales' });
      await api.newTicket({ subject: 'qcombine', departmentId: 'Billing' });
      expect(await found({ query: 'qcombine', department: 'Sales', status: 'Open' })).toEqual([number]);
      expect(await found({ query: 'qcombine', department: 'Sales', status: 'Closed' })).toEqual([]);
      expect(await found({ department: 'Sales', status: 'Open' })).toContain(number);
    });
  });

  describe('pages', () => {
    test(req('searchTickets/limit-default-20'), async () => {
      expect(await search()).toHaveLength(20);
    });
    test(req('searchTickets/limit-respected'), async () => {
      for (const limit of [1, 2, 33]) expect(await search({ limit })).toHaveLength(limit);
    });
    test(req('searchTickets/limit-100-accepted'), async () => {
      expect((await search({ limit: 100 })).length).toBeGreaterThan(39);
    });
    test(req('searchTickets/never-more-than-100'), async () => {
      const body = { ...newTicketBody, subject: 'qmany' };
      for (let i = 0; i < 105; i += 1) await api.call('createTicket', { body });
      expect(await search({ query: 'qmany', limit: 100 })).toHaveLength(100);
      expect(await search({ limit: 100 })).toHaveLength(100);
    });
    test(req('searchTickets/limit-over-100-refused'), async () => {
      for (const limit of [101, 1000, '9'.repeat(40), '9'.repeat(400)]) await refused({ limit }, 'limit');
    });
    test(req('searchTickets/limit-zero-refused'), async () => {
      for (const limit of [0, -1]) await refused({ limit }, 'limit');
    });
    test(req('searchTickets/limit-is-integer'), async () => {
      for (const limit of ['x', '1.5', '', '1;2', '0x', 'null', 'true']) await refused({ limit }, 'limit');
    });
    test(req('searchTickets/offset-default-0'), async () => {
      expect(await search()).toEqual(await search({ offset: 0 }));
    });
    test(req('searchTickets/offset-skips'), async () => {
      expect((await search({ limit: 10 })).slice(4)).toEqual(await search({ limit: 6, offset: 4 }));
    });
    test(req('searchTickets/offset-beyond-the-end'), async () => {
      for (const offset of [10_000, Number.MAX_SAFE_INTEGER]) expect(await search({ offset })).toEqual([]);
    });
    test(req('searchTickets/offset-negative-refused'), async () => {
      await refused({ offset: -1 }, 'offset');
    });
    test(req('searchTickets/offset-is-integer'), async () => {
      for (const offset of ['x', '1.5', '', '9'.repeat(400)]) await refused({ offset }, 'offset');
    });
    test(req('searchTickets/pages-join'), async () => {
      // Many tickets were created in the same second.
      for (const sort of ['created', 'updated', 'number']) {
        const pages: Found[] = [];
        for (let offset = 0; ; offset += 7) {
          const page = await search({ sort, limit: 7, offset });
          if (page.length === 0) break;
          pages.push(...page);
        }
        const total = (await all()).length;
        expect([pages.length, new Set(numbers(pages)).size]).toEqual([total, total]);
      }
    });
  });

  describe('order', () => {
    test(req('searchTickets/sort-default-created'), async () => {
      expect(numbers(await search({ limit: 40 }))).toEqual((await all()).slice(0, 40).map(({ number }) => number));
    });
    test(req('searchTickets/sort-created'), async () => {
      expect(await search({ sort: 'created', limit: 40 })).toEqual(await search({ limit: 40 }));
    });
    test(req('searchTickets/sort-updated'), async () => {
      const number = numbers(await search({ limit: 1, offset: 30 }))[0] ?? '';
      await api.store.db
        .updateTable('ticket')
        .set({ updated: '2990-01-01 00:00:00' })
        .where('number', '=', number)
        .execute();
      const times = (await search({ sort: 'updated', limit: 40 })).map(({ updated }) => updated);
      expect(times).toEqual([...times].sort().reverse());
      expect(numbers(await search({ sort: 'updated', limit: 1 }))).toEqual([number]);
    });
    test(req('searchTickets/sort-number'), async () => {
      const sorted = numbers(await search({ sort: 'number', limit: 40 }));
      expect(sorted).toEqual([...sorted].sort());
    });
    test(req('searchTickets/sort-updated-direction', 'is newest first'), async () => {
      const times = (await search({ sort: 'updated', limit: 2 })).map(({ updated }) => updated);
      expect((times[0] ?? '') >= (times[1] ?? '')).toBe(true);
    });
    test(req('searchTickets/sort-number-direction', 'is ascending'), async () => {
      const [first = '', second = ''] = numbers(await search({ sort: 'number', limit: 2 }));
      expect(first < second).toBe(true);
    });
    test(req('searchTickets/sort-unknown-refused'), async () => {
      for (const sort of ['subject', 'created desc', 'id; drop table ticket', '', 'CREATED'])
        await refused({ sort }, 'sort');
    });
  });

  test(req('searchTickets/unknown-parameter-refused'), async () => {
    for (const name of ['q', 'statusId', 'Limit', 'page', '__proto__']) await refused({ [name]: '1' }, 'no parameter');
  });
  test(req('searchTickets/repeated-parameter-refused'), async () => {
    for (const query of ['status=Open&status=Closed', 'limit=1&limit=2', 'query=a&query=b'])
      await refused(query, '2 times');
    for (const query of ['query[]=a', 'status[0]=Open', 'limit[max]=1']) await refused(query, /query|status|limit/);
  });

  test('what is kept between requests never shows anything old', async () => {
    const number = await api.newTicket({ subject: 'qfresh one' });
    expect((await search({ limit: 1 }))[0]).toMatchObject({
      number,
      subject: 'qfresh one',
      priority: 'Normal',
      department: 'Support',
    });
    await api.call('updateTicket', { params: { number }, body: { priority: 'High', departmentId: 'Sales' } });
    expect((await search({ limit: 1 }))[0]).toMatchObject({ number, priority: 'High', department: 'Sales' });
    await api.store.db.updateTable('department').set({ name: 'Vertrieb' }).where('id', '=', 2).execute();
    expect((await search({ limit: 1 }))[0]).toMatchObject({ number, department: 'Vertrieb' });
    await api.store.db.updateTable('department').set({ name: 'Sales' }).where('id', '=', 2).execute();
    await api.call('deleteTicket', { params: { number } });
    expect(numbers(await search({ limit: 1 }))).not.toEqual([number]);
  });
});
