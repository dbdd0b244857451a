import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { folderForTests } from '../../../contract/folder-for-tests.js';
import { sqliteIndexes } from '../ddl.js';
import { openStore, type Store } from '../open.js';
import { openDatabase } from './open-database.js';
import { subjectContains } from './subject-search.js';

const folder = folderForTests();
const now = { created: '2026-11-01 10:00:00', updated: '2026-11-01 10:00:00' };

/** A process that writes one ticket after the other, and prints each number as soon as it is acknowledged. */
function writer(file: string) {
  const script = `
    const { openStore } = await import(${JSON.stringify(new URL('../open.ts', import.meta.url).href)});
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
    const refused = openDatabase(join(folder, 'shared.sqlite'));
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

const WORDS = ['first', 'second', 'third'];

async function expectAllFound(store: Store): Promise<void> {
  for (const [index, word] of WORDS.entries()) {
    const found = await store.db
      .selectFrom('ticket')
      .innerJoin('ticket__cdata', 'ticket__cdata.ticket_id', 'ticket.ticket_id')
      .select('ticket.ticket_id')
      .where(await subjectContains(store, word))
      .execute();
    expect(found, word).toEqual([{ ticket_id: index + 1 }]);
  }
}

test('indexes that a filling left out are made when the file is opened', async () => {
  const address = `sqlite:${join(folder, 'unindexed.sqlite')}`;
  const count = async (opened = address) => {
    const store = await openStore(opened);
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
  const other = await count();
  const killed = join(folder, 'left-behind.sqlite');
  await expect(
    first.store.withoutIndexes(async () => {
      const { rows } = await sql`select name from sqlite_master where type = 'index' and sql is not null`.execute(
        first.store.db,
      );
      expect(rows).toEqual([]);
      for (const [index, word] of WORDS.entries()) {
        await first.store.insertBatch({
          ticket: [{ number: word, ...now }],
          ticket__cdata: [{ ticket_id: index + 1, subject: `The ${word} one` }],
        });
      }
      // Another process that works on the file changes the last one, and so puts it into the index.
      const third = { subject: 'The third one, and more' };
      await other.store.db.updateTable('ticket__cdata').set(third).where('ticket_id', '=', 3).execute();
      // What is in the file now is what would be left, were the process killed.
      await sql.raw(`vacuum into '${killed}'`).execute(first.store.db);
      throw new Error('stopped');
    }),
  ).rejects.toThrow('stopped');
  await expectAllFound(first.store);
  await first.store.close();
  await other.store.close();
  const second = await count(`sqlite:${killed}`);
  expect(second.names.sort()).toEqual(wanted);
  await expectAllFound(second.store);
  await second.store.close();
});
