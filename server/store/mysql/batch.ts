import type { Kysely } from 'kysely';
import type { Batch } from '../tables.js';
import { type Database, type NewRow, type TableName, tableNames } from '../tables.js';

/** Bounds of one insert: MySQL takes 65,535 values, and by default 16 MB a statement. */
const VALUES = 20_000;
const BYTES = 4_000_000;

/** Inserts a batch, many rows a statement. The caller holds the transaction. */
export async function insertMysqlBatch(db: Kysely<Database>, batch: Batch): Promise<void> {
  for (const table of tableNames) {
    for (const rows of statements(batch[table] ?? [])) {
      await db
        .insertInto(table)
        .values(rows as NewRow<typeof table>[])
        .execute();
    }
  }
}

function* statements(rows: readonly NewRow<TableName>[]): Generator<NewRow<TableName>[]> {
  let next: NewRow<TableName>[] = [];
  let values = 0;
  let bytes = 0;
  for (const row of rows) {
    const fields = Object.values(row);
    const size = fields.reduce((sum: number, field) => sum + lengthOf(field), 0);
    if (next.length > 0 && (values + fields.length > VALUES || bytes + size > BYTES)) {
      yield next;
      next = [];
      values = 0;
      bytes = 0;
    }
    next.push(row);
    values += fields.length;
    bytes += size;
  }
  if (next.length > 0) yield next;
}

function lengthOf(field: unknown): number {
  return typeof field === 'string' || Buffer.isBuffer(field) ? field.length : 8;
}
