/** Names and IDs in an update: the rules are the same for every kind of name. */
import { describe, expect, test } from 'vitest';
import type { Api } from '../testing/api.js';
import { eachServer } from '../testing/each-server.js';

/** Which field is set, which one shows the ID, the ID, and the name (left out: the agent's user name). */
const kinds = [
  ['statusId', 'statusId', 2, 'Resolved'],
  ['departmentId', 'departmentId', 7, 'Support DACH: Österreich & Schweiz'],
  ['slaId', 'slaId', 2, 'Premium Support'],
  ['staffId', 'staffId', 5, undefined],
  ['priority', 'priorityId', 4, 'Emergency'],
] as const;

eachServer('names in an update', (api: Api) => {
  const shown = async (field: string, wanted: string | number) => {
    const number = await api.newTicket();
    const reply = await api.call('updateTicket', { params: { number }, body: { [field]: wanted } });
    expect(reply.status, reply.text).toBe(200);
    return { ...(await api.ticket(number)) } as Record<string, unknown>;
  };

  test.each(kinds)('%s: by ID, and by name in upper and lower case beyond ASCII', async (field, showing, id, known) => {
    const agent = api.store.db.selectFrom('staff').select('username').where('staff_id', '=', id);
    const name = known ?? (await agent.executeTakeFirstOrThrow()).username;
    for (const wanted of [id, String(id), name, name.toUpperCase(), name.toLowerCase()])
      expect((await shown(field, wanted))[showing], String(wanted)).toBe(id);
  });

  describe('departments', () => {
    test('a name that is all digits comes before the ID', async () => {
      const row = { name: '2', flags: 4, created: '2026-01-01 00:00:00', updated: '2026-01-01 00:00:00' };
      const { insertId } = await api.store.db.insertInto('department').values(row).executeTakeFirstOrThrow();
      expect((await shown('departmentId', '2'))['departmentId']).toBe(Number(insertId));
      expect((await shown('departmentId', 2))['departmentId']).toBe(2);
    });

    test('a nested one is found by its path, in any case and with any spaces', async () => {
      for (const path of ['Development / osTicket / Plugins', 'development/OSTICKET/plugins', 'Plugins'])
        expect((await shown('departmentId', path))['departmentId']).toBe(6);
    });
  });
});
