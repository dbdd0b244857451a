import type { SqliteDatabase, SqliteStatement } from './database.js';

/** Statements that are kept. The queries that repeat are far fewer; the others come and go. */
const KEPT = 200;

/** What Kysely's driver asks of a statement. */
interface Statement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run: SqliteStatement['run'];
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

/**
 * A database that prepares a statement once and hands it out again, since preparing costs more than most queries;
 * Kysely's driver asks for a new one each time. Rows are made of arrays, which is twice as fast as the packages'
 * own objects, and gives objects that are faster to read.
 */
export function withStatementCache(database: SqliteDatabase): { prepare(sql: string): Statement; close(): void } {
  const statements = new Map<string, Statement>();
  return {
    prepare(sql: string): Statement {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const made = statement(database.prepare(sql));
      if (statements.size === KEPT) statements.delete(statements.keys().next().value as string);
      statements.set(sql, made);
      return made;
    },
    close: () => database.close(),
  };
}

function statement(prepared: SqliteStatement): Statement {
  const { columns } = prepared;
  const toRow = (values: unknown[]) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i += 1) row[columns[i] as string] = values[i];
    return row;
  };
  return {
    reader: columns.length > 0,
    run: prepared.run,
    all: (parameters) => prepared.all(parameters).map(toRow),
    *iterate(parameters) {
      for (const values of prepared.iterate(parameters)) yield toRow(values);
    },
  };
}
