/** Names and IDs in requests: the rules are the same for every kind of name. */
import { expect, test } from 'vitest';
import { INACTIVE_DEPARTMENT_ID, INACTIVE_SLA_ID } from '../../fixtures/organisation.js';
import { type Api, eachServer, expectError } from '../testing/api-under-test.js';
import { req } from '../testing/req.js';

interface Kind {
  readonly what: string;
  readonly field: string;
  /** Which field of the ticket shows the ID. */
  readonly shown: 'statusId' | 'departmentId' | 'slaId' | 'staffId' | 'priorityId';
  readonly id: number;
  readonly name: (api: Api) => Promise<string> | string;
  readonly inactive?: number;
}

const kinds = {
  status: { what: 'status', field: 'statusId', shown: 'statusId', id: 2, name: () => 'Resolved' },
  department: {
    what: 'department',
    field: 'departmentId',
    shown: 'departmentId',
    id: 7,
    name: () => 'Support DACH: Österreich & Schweiz',
    inactive: INACTIVE_DEPARTMENT_ID,
  },
  sla: { what: 'sla', field: 'slaId', shown: 'slaId', id: 2, name: () => 'Premium Support', inactive: INACTIVE_SLA_ID },
  staff: {
    what: 'staff',
    field: 'staffId',
    shown: 'staffId',
    id: 5,
    name: async (api) =>
      (await api.store.db.selectFrom('staff').select('username').where('staff_id', '=', 5).executeTakeFirstOrThrow())
        .username,
    inactive: 9,
  },
  priority: { what: 'priority', field: 'priority', shown: 'priorityId', id: 4, name: () => 'Emergency' },
} as const satisfies Record<string, Kind>;

eachServer('names in an update', (api: Api) => {
  const shown = async (kind: Kind, wanted: string | number) => {
    const number = await api.newTicket();
    const reply = await api.call('updateTicket', { params: { number }, body: { [kind.field]: wanted } });
    expect(reply.status, reply.text).toBe(200);
    return (await api.ticket(number))[kind.shown];
  };
  const refused = async (kind: Kind, wanted: string | number) => {
    const number = await api.newTicket();
    const before = await api.ticket(number);
    expectError(
      await api.call('updateTicket', { params: { number }, body: { [kind.field]: wanted } }),
      400,
      kind.field,
    );
    expect(await api.ticket(number)).toEqual(before);
  };
  const { status, department, sla, staff, priority } = kinds;

  const byName: [string, Kind][] = [
    [req('updateTicket/status-by-name'), status],
    [req('updateTicket/department-by-name'), department],
    [req('updateTicket/sla-by-name'), sla],
    [req('updateTicket/staff-by-username'), staff],
    [req('updateTicket/priority-by-name'), priority],
  ];
  test.each(byName)('%s', async (_, kind) => {
    expect(await shown(kind, await kind.name(api))).toBe(kind.id);
  });

  const byId: [string, Kind][] = [
    [req('updateTicket/status-by-id'), status],
    [req('updateTicket/department-by-id'), department],
    [req('updateTicket/sla-by-id'), sla],
    [req('updateTicket/staff-by-id'), staff],
    [req('updateTicket/priority-by-id'), priority],
  ];
  test.each(byId)('%s', async (_, kind) => {
    expect(await shown(kind, kind.id)).toBe(kind.id);
  });

  const anyCase: [string, Kind][] = [
    [req('updateTicket/status-name-any-case'), status],
    [req('updateTicket/department-name-any-case'), department],
    [req('updateTicket/sla-name-any-case'), sla],
    [req('updateTicket/staff-name-any-case'), staff],
    [req('updateTicket/priority-name-any-case'), priority],
  ];
  test.each(anyCase)('%s', async (_, kind) => {
    const name = await kind.name(api);
    expect(await shown(kind, name.toUpperCase())).toBe(kind.id);
    expect(await shown(kind, name.toLowerCase())).toBe(kind.id);
  });

  const numeric: [string, Kind][] = [
    [req('updateTicket/status-numeric-string'), status],
    [req('updateTicket/department-numeric-string'), department],
    [req('updateTicket/sla-numeric-string'), sla],
    [req('updateTicket/staff-numeric-string'), staff],
  ];
  test.each(numeric)('%s', async (_, kind) => {
    expect(await shown(kind, String(kind.id))).toBe(kind.id);
  });

  const unknown: [string, Kind][] = [
    [req('updateTicket/status-unknown-refused'), status],
    [req('updateTicket/department-unknown-refused'), department],
    [req('updateTicket/sla-unknown-refused'), sla],
    [req('updateTicket/staff-unknown-refused'), staff],
    [req('updateTicket/priority-unknown-refused'), priority],
  ];
  test.each(unknown)('%s', async (_, kind) => {
    for (const wanted of ['No such name', 4_000_000, '4000000', "' or 1=1 --", '%']) await refused(kind, wanted);
    if (kind.inactive !== undefined) await refused(kind, kind.inactive);
  });

  test('a name that is all digits comes before the ID', async () => {
    const time = { created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
    const made = await api.store.db
      .insertInto('department')
      .values({ name: '2', flags: 4, ...time })
      .executeTakeFirst();
    expect(await shown(department, '2')).toBe(Number(made.insertId));
    expect(await shown(department, 2)).toBe(2);
  });

  test('a nested department is found by its path, in any case and with any spaces', async () => {
    for (const path of ['Development / osTicket / Plugins', 'development/OSTICKET/plugins', 'Plugins']) {
      expect(await shown(department, path)).toBe(6);
    }
    await refused(department, 'Development / Plugins');
  });
});

eachServer('names in a creation', (api: Api) => {
  const shown = async (kind: Kind, wanted: string | number) =>
    (await api.ticket(await api.newTicket({ [kind.field]: wanted })))[kind.shown];
  const refused = async (kind: Kind, wanted: string | number) => {
    const body = { name: 'N', email: 'n@example.com', subject: 'S', message: 'M', [kind.field]: wanted };
    expectError(await api.call('createTicket', { body }), 400, kind.field);
  };
  const { department, priority } = kinds;

  test(req('createTicket/department-by-name'), async () => {
    expect(await shown(department, department.name())).toBe(7);
  });
  test(req('createTicket/department-by-id'), async () => {
    expect(await shown(department, 7)).toBe(7);
  });
  test(req('createTicket/department-name-any-case'), async () => {
    expect(await shown(department, 'sALES')).toBe(2);
    expect(await shown(department, department.name().toUpperCase())).toBe(7);
  });
  test(req('createTicket/department-numeric-string'), async () => {
    expect(await shown(department, '7')).toBe(7);
  });
  test(req('createTicket/department-unknown-refused'), async () => {
    for (const wanted of ['Nowhere', 4_000_000, '4000000', INACTIVE_DEPARTMENT_ID]) await refused(department, wanted);
  });
  test(req('createTicket/department-default'), async () => {
    expect(await api.ticket(await api.newTicket())).toMatchObject({ departmentId: 1, department: 'Support' });
  });
  test(req('createTicket/priority-by-name'), async () => {
    expect(await shown(priority, 'High')).toBe(3);
  });
  test(req('createTicket/priority-by-id'), async () => {
    expect(await shown(priority, 3)).toBe(3);
  });
  test(req('createTicket/priority-name-any-case'), async () => {
    expect([await shown(priority, 'hIGH'), await shown(priority, '4')]).toEqual([3, 4]);
  });
  test(req('createTicket/priority-unknown-refused'), async () => {
    for (const wanted of ['Very high', 99, '99']) await refused(priority, wanted);
  });
  test(req('createTicket/priority-default'), async () => {
    expect(await api.ticket(await api.newTicket())).toMatchObject({ priorityId: 2, priority: 'Normal' });
  });
});
