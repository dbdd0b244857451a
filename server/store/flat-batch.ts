/** Rows as the values of one after the other: made, handed between threads and written faster than objects. */
import type { Batch, TableName } from './tables.js';

/** Rows of one table, all with the same columns. */
export interface FlatRows {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/** A Batch in this form. */
export type FlatBatch = { readonly [T in TableName]?: FlatRows };

type Row = Readonly<Record<string, unknown>>;

export function flat(batch: Batch): FlatBatch {
  const tables = Object.entries(batch) as [TableName, readonly Row[]][];
  return Object.fromEntries(tables.map(([table, rows]) => [table, flatRows(rows)]));
}

export function flatRows(rows: readonly Row[]): FlatRows {
  const columns = Object.keys(rows[0] ?? {});
  // Plain loops: with flatMap it takes twice as long.
  const values: unknown[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column]);
  return { columns, values };
}

export function unflat(batch: FlatBatch): Batch {
  return Object.fromEntries(Object.entries(batch).map(([table, rows]) => [table, rowsOf(rows)])) as Batch;
}

function rowsOf({ columns, values }: FlatRows): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at += columns.length) {
    rows.push(Object.fromEntries(columns.map((column, index) => [column, values[at + index]])));
  }
  return rows;
}
