import type BetterSqlite3 from 'better-sqlite3';

/** Statements that are kept. The queries that repeat are far fewer; the others come and go. */
const KEPT = 200;

/** What Kysely's driver asks of a database: the part of better-sqlite3 that is used here. */
interface Statement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): BetterSqlite3.RunResult;
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

/**
 * A database that prepares a statement once and hands it out again, since preparing costs more than most queries;
 * Kysely's driver asks for a new one each time. Rows are made of arrays, which is twice as fast as better-sqlite3's
 * own objects, and gives objects that are faster to read.
 */
export function withStatementCache(database: BetterSqlite3.Database) {
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

function statement(prepared: BetterSqlite3.Statement): Statement {
  const run = (parameters: readonly unknown[]) => prepared.run(...parameters);
  if (!prepared.reader) return { reader: false, run, all: () => [], iterate: () => [].values() };
  const names = prepared.columns().map((column) => column.name);
  const toRow = (values: unknown[]) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i += 1) row[names[i] as string] = values[i];
    return row;
  };
  const raw = prepared.raw();
  return {
    reader: true,
    run,
    all: (parameters) => (raw.all(...parameters) as unknown[][]).map(toRow),
    *iterate(parameters) {
      for (const values of raw.iterate(...parameters)) yield toRow(values as unknown[]);
    },
  };
}
