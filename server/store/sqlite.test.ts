import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { sqliteIndexes } from './ddl.js';
import { openStore } from './open.js';
import { subjectContains } from './subject-search.js';

const folder = mkdtempSync(join(tmpdir(), 'osticket-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));
const now = { created: '2026-11-01 10:00:00', updated: '2026-11-01 10:00:00' };

/** A process that writes one ticket after the other, and prints each number as soon as it is acknowledged. */
function writer(file: string) {
  const script = `
    const { openStore } = await import(${JSON.stringify(new URL('./open.ts', import.meta.url).href)});
    const store = await openStore(${JSON.stringify(`sqlite:${file}`)});
    for (let number = 1; ; number += 1) {
      await store.db.insertInto('ticket').values({ number: String(number), ...${JSON.stringify(now)} }).execute();
      process.stdout.write(number + '\\n');
    }`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('an acknowledged write survives kill -9', { timeout: 30_000 }, async () => {
  const file = join(folder, 'killed.sqlite');
  const child = writer(file);
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === 200) child.kill('SIGKILL');
  }
  const store = await openStore(`sqlite:${file}`);
  const numbers = await store.db.selectFrom('ticket').select('number').execute();
  await store.close();
  expect(acknowledged).toBeGreaterThanOrEqual(200);
  expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
});

test('two processes can write to one file by turns, each reading before it writes', async () => {
  const address = `sqlite:${join(folder, 'shared.sqlite')}`;
  const stores = [await openStore(address), await openStore(address)] as const;
  const [one, other] = stores;
  await one.db.transaction().execute(async (transaction) => {
    await transaction.selectFrom('team').selectAll().execute();
    // The other one cannot slip in between: it would wait five seconds, and SQLite would keep this thread for it.
    const refused = new BetterSqlite3(join(folder, 'shared.sqlite'), { timeout: 0 });
    expect(() => refused.exec("update config set value = 'x'")).toThrow('locked');
    refused.close();
    await transaction
      .insertInto('team')
      .values({ name: 'One', ...now })
      .execute();
  });
  await other.db
    .insertInto('team')
    .values({ name: 'Two', ...now })
    .execute();
  expect(await one.db.selectFrom('team').select('name').orderBy('team_id').execute()).toEqual([
    { name: 'One' },
    { name: 'Two' },
  ]);
  for (const store of stores) await store.close();
});

test('indexes that a filling left out are made when the file is opened', async () => {
  const address = `sqlite:${join(folder, 'unindexed.sqlite')}`;
  const count = async () => {
    const store = await openStore(address);
    const { rows } = await sql<{
      name: string;
    }>`select name from sqlite_master where type = 'index' and sql is not null`.execute(store.db);
    return { store, names: rows.map((row) => row.name) };
  };
  const wanted = sqliteIndexes()
    .map(({ name }) => name)
    .sort();
  const first = await count();
  expect(first.names.sort()).toEqual(wanted);
  await expect(
    first.store.withoutIndexes(async () => {
      const { rows } = await sql`select name from sqlite_master where type = 'index' and sql is not null`.execute(
        first.store.db,
      );
      expect(rows).toEqual([]);
      for (const [index, word] of ['first', 'second', 'third'].entries()) {
        const time = '2026-01-01 00:00:00';
        await first.store.insertBatch({
          ticket: [{ number: word, created: time, updated: time }],
          ticket__cdata: [{ ticket_id: index + 1, subject: `The ${word} one` }],
        });
      }
      throw new Error('stopped');
    }),
  ).rejects.toThrow('stopped');
  await first.store.close();
  const broken = new BetterSqlite3(join(folder, 'unindexed.sqlite'));
  broken.exec('drop index ticket_number');
  // As a filling that is killed leaves it.
  broken.exec('delete from subject_search where rowid > 1');
  broken.close();
  const second = await count();
  expect(second.names.sort()).toEqual(wanted);
  for (const word of ['first', 'second', 'third']) {
    const condition = await subjectContains(second.store, word);
    const found = await second.store.db
      .selectFrom('ticket')
      .innerJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
      .select('subject')
      .where(condition)
      .execute();
    expect(found).toEqual([{ subject: `The ${word} one` }]);
  }
  await second.store.close();
});
