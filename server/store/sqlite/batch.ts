import type { FlatBatch, FlatRows } from '../flat-batch.js';
import { tableNames } from '../tables.js';
import type { SqliteDatabase, SqliteStatement } from './database.js';
import type { SubjectIndex } from './subject-index.js';

/** Rows of one statement: with more of them it takes no less time. */
const ROWS = 60;

/**
 * Writes batches through prepared statements, several times as fast as through queries built for each. The
 * caller holds the transaction.
 */
export function sqliteBatchWriter(database: SqliteDatabase, index: SubjectIndex): (batch: FlatBatch) => void {
  const prepared = new Map<string, SqliteStatement>();

  const insert = (table: string, columns: readonly string[], values: readonly unknown[]) => {
    const rows = values.length / columns.length;
    const key = `${table}:${columns.join()}:${rows}`;
    let statement = prepared.get(key);
    if (statement === undefined) {
      const names = columns.map((column) => `"${column}"`).join(', ');
      const row = `(${columns.map(() => '?').join(', ')})`;
      statement = database.prepare(`insert into "${table}" (${names}) values ${Array(rows).fill(row).join(', ')}`);
      prepared.set(key, statement);
    }
    statement.run(values);
  };

  return (batch) => {
    const write = () => {
      for (const table of tableNames) {
        const { columns = [], values = [] } = batch[table] ?? {};
        const step = ROWS * columns.length;
        for (let at = 0; at < values.length; at += step) insert(table, columns, values.slice(at, at + step));
      }
    };
    index.addTogether(ticketIds(batch.ticket__cdata), write);
  };
}

function ticketIds(rows: FlatRows | undefined): number[] {
  if (rows === undefined) return [];
  const ids: number[] = [];
  for (let at = rows.columns.indexOf('ticket_id'); at < rows.values.length; at += rows.columns.length) {
    ids.push(rows.values[at] as number);
  }
  return ids;
}
