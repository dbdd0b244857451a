import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Store } from '../store/store.js';
import type { Database } from '../store/tables.js';

/** A database or a transaction in it. */
export type Db = Kysely<Database>;

/** Stands for a value while a query is compiled. */
class Placeholder {
  constructor(readonly name: PropertyKey) {}
}

/**
 * A query that is compiled once for each store and then run with new values. Building and compiling a query with
 * Kysely costs several times as much as SQLite needs to answer it.
 *
 * @param build makes the query; `value('name')` stands where the value `name` is to be
 * @returns runs it: on the store, or in a transaction of it
 */
export function prepared<Values extends object, Row>(
  build: (db: Db, value: <Name extends keyof Values>(name: Name) => Values[Name]) => Compilable<Row>,
): (store: Store, values: Values, db?: Db) => Promise<Row[]> {
  const compiled = new WeakMap<Store, CompiledQuery<Row>>();
  return async (store, values, db = store.db) => {
    let query = compiled.get(store);
    if (query === undefined) {
      query = build(store.db, (name) => new Placeholder(name) as never).compile();
      compiled.set(store, query);
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Placeholder ? (values as Record<PropertyKey, unknown>)[parameter.name] : parameter,
    );
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
