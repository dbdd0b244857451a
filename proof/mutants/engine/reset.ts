/** Takes what one mutant left in the database away, so that the next one finds what the first one found. */
import { sql } from 'kysely';
import type { Store } from '../../../server/store/store.js';
import { type TableName, tableNames, tableSpec } from '../../../server/store/tables.js';

/** @returns what removes every row that was added since now */
export async function resetter({ db }: Store): Promise<() => Promise<void>> {
  const marks: { table: TableName; key: string; last: number }[] = [];
  for (const table of tableNames) {
    const key = Object.entries(tableSpec(table).columns).find(([, spec]) =>
      /^int\S*( unsigned)? (auto|pk)/.test(spec),
    )?.[0];
    if (!key) continue;
    const found = await sql<{
      last: number | null;
    }>`select max(${sql.ref(key)}) as last from ${sql.table(table)}`.execute(db);
    marks.push({ table, key, last: found.rows[0]?.last ?? 0 });
  }
  return async () => {
    for (const { table, key, last } of marks) {
      await sql`delete from ${sql.table(table)} where ${sql.ref(key)} > ${last}`.execute(db);
    }
  };
}
