import type { Db } from '../queries/prepared.js';
import { type TableName, tableNames } from './tables.js';

/** How many rows each table has. */
export async function countRows(db: Db): Promise<Record<TableName, number>> {
  const counts: Partial<Record<TableName, number>> = {};
  for (const table of tableNames) {
    const query = db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('rows'));
    counts[table] = (await query.executeTakeFirstOrThrow()).rows;
  }
  return counts as Record<TableName, number>;
}
