import { describe, expect, test } from 'vitest';
import { eachStore } from './each-store.js';
import { openStore } from './open.js';

const now = { created: '2026-11-01 10:00:00', updated: '2026-11-01 10:00:00' };

eachStore('a new store', (use) => {
  test('has the rows of a new osTicket installation', async () => {
    const { db } = use.store;
    expect(use.store.owner).toBe('this-tool');
    expect(use.store.holdsSupplementary).toBe(true);
    expect(await db.selectFrom('ticket_status').select(['id', 'name', 'state']).orderBy('id').execute()).toEqual([
      { id: 1, name: 'Open', state: 'open' },
      { id: 2, name: 'Resolved', state: 'closed' },
      { id: 3, name: 'Closed', state: 'closed' },
      { id: 4, name: 'Archived', state: 'archived' },
      { id: 5, name: 'Deleted', state: 'deleted' },
    ]);
    const priorities = await db.selectFrom('ticket_priority').select('priority_desc').orderBy('priority_id').execute();
    expect(priorities.map((row) => row.priority_desc)).toEqual(['Low', 'Normal', 'High', 'Emergency']);
    const settings = await db
      .selectFrom('config')
      .select(['key', 'value'])
      .where('namespace', '=', 'core')
      .orderBy('key')
      .execute();
    expect(settings).toEqual([
      { key: 'default_dept_id', value: '1' },
      { key: 'default_priority_id', value: '2' },
      { key: 'default_sla_id', value: '1' },
    ]);
  });

  test('fills in what a writer leaves out, and gives times back as they were written', async () => {
    const { db } = use.store;
    const { insertId } = await db
      .insertInto('ticket')
      .values({ number: '000001', ...now })
      .executeTakeFirstOrThrow();
    const row = await db
      .selectFrom('ticket')
      .selectAll()
      .where('ticket_id', '=', Number(insertId))
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      number: '000001',
      staff_id: 0,
      isoverdue: 0,
      source: 'Other',
      ip_address: '',
      closed: null,
      ...now,
    });
    const { insertId: entry } = await db
      .insertInto('thread_entry')
      .values({ thread_id: 1, ...now })
      .executeTakeFirstOrThrow();
    expect(await db.selectFrom('thread_entry').select('body').where('id', '=', Number(entry)).execute()).toEqual([
      { body: '' },
    ]);
  });

  test('gives the ID of a deleted row to no other', async () => {
    const { db } = use.store;
    const add = async () =>
      Number(
        (
          await db
            .insertInto('user')
            .values({ name: 'A', ...now })
            .executeTakeFirstOrThrow()
        ).insertId,
      );
    const first = await add();
    await db.deleteFrom('user').where('id', '=', first).execute();
    expect(await add()).toBeGreaterThan(first);
  });

  test('refuses a ticket number that is taken', async () => {
    const add = () =>
      use.store.db
        .insertInto('ticket')
        .values({ number: '777777', ...now })
        .execute();
    await add();
    await expect(add()).rejects.toThrow(/unique|duplicate/i);
  });

  test('holds file content byte by byte, and any character', async () => {
    const { db } = use.store;
    const filedata = Buffer.from(Array.from({ length: 512_000 }, (_, i) => (i * 7919) % 256));
    await db.insertInto('file_chunk').values({ file_id: 1, chunk_id: 0, filedata }).execute();
    const chunk = await db.selectFrom('file_chunk').selectAll().where('file_id', '=', 1).executeTakeFirstOrThrow();
    expect(Buffer.isBuffer(chunk.filedata) && chunk.filedata.equals(filedata)).toBe(true);
    const name = 'Ünï 東京 😀 \'";\\ %_';
    const { insertId } = await db
      .insertInto('user')
      .values({ name, ...now })
      .executeTakeFirstOrThrow();
    expect(await db.selectFrom('user').select('name').where('id', '=', Number(insertId)).execute()).toEqual([{ name }]);
  });

  test('compares names without case and counts in numbers', async () => {
    const { db } = use.store;
    const found = await db.selectFrom('department').select('name').where('name', '=', 'SUPPORT').execute();
    expect(found).toEqual([{ name: 'Support' }]);
    const { sum, count } = await db
      .selectFrom('ticket_status')
      .select((eb) => [eb.fn.sum<number>('id').as('sum'), eb.fn.countAll<number>().as('count')])
      .executeTakeFirstOrThrow();
    expect([sum, count]).toEqual([15, 5]);
  });

  test('takes back a transaction that fails', async () => {
    const { db } = use.store;
    const failing = db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('team')
        .values({ name: 'Gone', ...now })
        .execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.selectFrom('team').selectAll().where('name', '=', 'Gone').execute()).toEqual([]);
  });

  test('writes a batch as a whole or not at all', async () => {
    const { store } = use;
    const team = (team_id: number) => ({ team_id, name: `Team ${team_id}`, ...now });
    const count = async () => (await store.db.selectFrom('team').select('team_id').execute()).length;
    await store.insertBatch({ team: [team(901), team(902)], user: [{ id: 901, name: 'U', ...now }] });
    expect(await count()).toBe(2);
    await expect(
      store.insertBatch({ user: [{ id: 902, name: 'V', ...now }], team: [team(903), team(901)] }),
    ).rejects.toThrow();
    expect(await count()).toBe(2);
    expect(await store.db.selectFrom('user').select('id').where('id', '=', 902).execute()).toEqual([]);
  });

  test('keeps what was written when it is opened again', async () => {
    if (use.address === 'memory') return;
    await use.store.db
      .insertInto('staff')
      .values({ username: 'kept', ...now })
      .execute();
    const again = await openStore(use.address);
    expect(again.owner).toBe('this-tool');
    expect(await again.db.selectFrom('staff').select('username').execute()).toEqual([{ username: 'kept' }]);
    expect(await again.db.selectFrom('ticket_status').select('id').execute()).toHaveLength(5);
    await again.close();
  });
});

describe('two processes', () => {
  eachStore('opening an empty database at once', (use) => {
    test('make the tables once', async () => {
      if (use.address === 'memory') return;
      const address = use.address.replace(/(\.sqlite)?$/, (end) => (end === '' ? '?prefix=second_' : `-second${end}`));
      const stores = await Promise.all([openStore(address), openStore(address), openStore(address)]);
      expect(await stores[0].db.selectFrom('department').select('name').execute()).toEqual([{ name: 'Support' }]);
      for (const store of stores) await store.close();
    });
  });
});
