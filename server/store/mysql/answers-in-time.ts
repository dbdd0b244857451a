/** Keeps no client waiting for a database that hangs: a statement without an answer ends its connection. */
import type { MysqlPool, MysqlPoolConnection } from 'kysely';
import type { Pool, PoolConnection, QueryError } from 'mysql2';

/**
 * A pool whose statements fail with the code `PROTOCOL_SEQUENCE_TIMEOUT` when they get no answer in time.
 *
 * @param ms longer than the database itself waits for a lock, in milliseconds
 */
export function answersInTime(pool: Pool, ms: number): MysqlPool {
  // Kysely prepares each connection that it does not know yet.
  const known = new WeakMap<PoolConnection, MysqlPoolConnection>();
  return {
    getConnection: (take) =>
      pool.getConnection((error, connection) => {
        if (error) return take(error, undefined as never);
        const timed = known.get(connection) ?? timedConnection(connection, ms);
        known.set(connection, timed);
        take(null, timed);
      }),
    end: (done) => pool.end(done),
  };
}

function timedConnection(connection: PoolConnection, timeout: number): MysqlPoolConnection {
  const query = (sql: string, values: unknown[], done?: (error: QueryError | null, result: unknown) => void) =>
    connection.query({ sql, values, timeout }, (error, result) => {
      // What it answers later would be taken for the answer to the next statement.
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy();
      done?.(error, result);
    });
  return { query: query as MysqlPoolConnection['query'], release: () => connection.release() };
}
