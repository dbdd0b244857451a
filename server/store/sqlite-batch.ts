import type BetterSqlite3 from 'better-sqlite3';
import type { Batch } from './store.js';
import type { SubjectIndex } from './subject-index.js';
import { tableNames } from './tables.js';

type Row = Readonly<Record<string, unknown>>;

/** Rows of one statement: with more of them it takes no less time. */
const ROWS = 60;

/**
 * Writes batches through prepared statements, several times as fast as through queries built for each. The
 * caller holds the transaction.
 */
export function sqliteBatchWriter(database: BetterSqlite3.Database, index: SubjectIndex): (batch: Batch) => void {
  const prepared = new Map<string, BetterSqlite3.Statement>();

  const insert = (table: string, columns: readonly string[], rows: readonly Row[]) => {
    const key = `${table}:${columns.join()}:${rows.length}`;
    let statement = prepared.get(key);
    if (statement === undefined) {
      const names = columns.map((column) => `"${column}"`).join(', ');
      const row = `(${columns.map(() => '?').join(', ')})`;
      statement = database.prepare(`insert into "${table}" (${names}) values ${rows.map(() => row).join(', ')}`);
      prepared.set(key, statement);
    }
    // Plain loops: with flatMap the whole insert takes twice as long.
    const values: unknown[] = [];
    for (const row of rows) for (const column of columns) values.push(row[column]);
    statement.run(values);
  };

  return (batch) => {
    const subjects = batch.ticket__cdata?.map((row) => row.ticket_id) ?? [];
    index.addTogether(subjects, () => {
      for (const table of tableNames) {
        const rows: readonly Row[] = batch[table] ?? [];
        const columns = Object.keys(rows[0] ?? {});
        for (let i = 0; i < rows.length; i += ROWS) insert(table, columns, rows.slice(i, i + ROWS));
      }
    });
  };
}
