import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { mysqlTables } from '../ddl.js';
import { mariadbDatabase } from '../each-store.js';
import { openStore, type Store } from '../open.js';
import { subjectContains } from '../sqlite/subject-search.js';

const now = { created: '2026-11-01 10:00:00', updated: '2026-11-01 10:00:00' };

/** Tables as an osTicket installer leaves them, at worst: utf8mb3, no defaults, no index that we add. */
function installersTables(): string[] {
  return mysqlTables('help_').map((ddl) =>
    ddl
      .replace('utf8mb4 collate=utf8mb4_general_ci', 'utf8mb3 collate=utf8mb3_general_ci')
      .replace(/ default (\('[^']*'\)|'[^']*'|\d+)/g, '')
      .replace(', unique key `number` (`number`)', ''),
  );
}

describe.skipIf(inject('mariadbUrl') === null)('an osTicket installation', () => {
  let place: Awaited<ReturnType<typeof mariadbDatabase>>;
  let store: Store;
  const definitions = async () => {
    const connection = await createConnection(place.address);
    const [rows] = await connection.query<never[]>(
      'select * from information_schema.columns where table_schema = database() order by table_name, ordinal_position',
    );
    const [content] = await connection.query<never[]>('checksum table help_config, help_ticket_status');
    await connection.end();
    return [rows, content];
  };
  let before: unknown;

  beforeAll(async () => {
    place = await mariadbDatabase();
    const connection = await createConnection(place.address);
    for (const statement of installersTables()) await connection.query(statement);
    await connection.end();
    before = await definitions();
    store = await openStore(`${place.address}?prefix=help_`);
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  test('is used as it is: nothing made, nothing altered', async () => {
    expect(store.owner).toBe('osticket');
    expect(await definitions()).toEqual(before);
  });

  test('gets a value for every column, where it has no default', async () => {
    const { insertId } = await store.db
      .insertInto('user')
      .values({ name: 'Zoë', ...now })
      .executeTakeFirstOrThrow();
    expect(await store.db.selectFrom('user').selectAll().where('id', '=', Number(insertId)).execute()).toEqual([
      { id: Number(insertId), org_id: 0, default_email_id: 0, status: 0, name: 'Zoë', ...now },
    ]);
    await store.insertBatch({
      thread_entry: [
        { id: 1, body: 'a', ...now },
        { id: 2, body: 'b', ...now },
      ],
    });
    expect(
      await store.db.selectFrom('thread_entry').select(['body', 'poster', 'flags']).orderBy('id').execute(),
    ).toEqual([
      { body: 'a', poster: '', flags: 0 },
      { body: 'b', poster: '', flags: 0 },
    ]);
  });

  test('says that it holds no emoji, refuses them, and finds none', async () => {
    expect(store.holdsSupplementary).toBe(false);
    await expect(
      store.db
        .insertInto('user')
        .values({ name: '😀', ...now })
        .execute(),
    ).rejects.toThrow(/Incorrect string value/);
    await store.insertBatch({
      ticket: [{ ticket_id: 1, ...now }],
      ticket__cdata: [{ ticket_id: 1, subject: 'Für ? alle' }],
    });
    const count = async (text: string) => {
      const condition = await subjectContains(store, text);
      const query = store.db
        .selectFrom('ticket')
        .innerJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
        .select(sql`1`.as('one'));
      return (await query.where(condition).execute()).length;
    };
    expect([await count('fur ?'), await count('😀')]).toEqual([1, 0]);
  });
});
