import { CompiledQuery, Kysely, type KyselyPlugin, MysqlDialect, type MysqlPool, sql } from 'kysely';
import { createPool, type Pool } from 'mysql2';
import { mysqlTables } from '../ddl.js';
import { defaultRows } from '../default-rows.js';
import { unflat } from '../flat-batch.js';
import { markedVersion, markerRow, TABLES_VERSION } from '../marker.js';
import { prefixPlugin } from '../prefix-plugin.js';
import type { Store } from '../store.js';
import { StoreError } from '../store-error.js';
import type { Database } from '../tables.js';
import { type MysqlAddress, readMysqlAddress } from './address.js';
import { answersInTime } from './answers-in-time.js';
import { insertMysqlBatch } from './batch.js';
import { explainedMysqlError } from './errors.js';
import { holdsSupplementary, inspect } from './inspect.js';
import { zeroValuesPlugin } from './zero-values-plugin.js';

/**
 * Opens a MySQL or MariaDB database: an osTicket installation's own tables, or tables that this tool made; an
 * empty database gets them.
 *
 * @param text `mysql://user:password@host:port/database?prefix=ost_`
 * @param patience how long a statement may take until the database counts as away, in milliseconds; default: no limit
 * @throws StoreError when the server or database cannot be used, or holds only some of the tables
 */
export async function openMysql(text: string, patience?: number): Promise<Store> {
  const address = readMysqlAddress(text);
  const pool = connect(address);
  try {
    const db = queries(pool, [prefixPlugin(address.prefix)]);
    const owner = await db.connection().execute((connection) => prepared(connection, address));
    const plugins = [...(owner === 'osticket' ? [zeroValuesPlugin()] : []), prefixPlugin(address.prefix)];
    const store = queries(patience === undefined ? pool : answersInTime(pool, patience), plugins);
    return {
      db: store,
      kind: 'mysql',
      owner,
      holdsSupplementary: await holdsSupplementary(store, address.prefix),
      changes: () => undefined,
      insertBatch: (batch) => store.transaction().execute((transaction) => insertMysqlBatch(transaction, batch)),
      insertFlat: (batch) => store.transaction().execute((transaction) => insertMysqlBatch(transaction, unflat(batch))),
      withoutIndexes: (work) => work(),
      close: () => store.destroy(),
    };
  } catch (error) {
    pool.end(() => undefined);
    throw explainedMysqlError(error, address);
  }
}

/** How long a statement waits for a lock of another transaction, in seconds; a client is told to come back then. */
const LOCK_SECONDS = 3;

function connect({ host, port, user, password, database }: MysqlAddress): Pool {
  return createPool({
    host,
    port,
    user,
    password,
    database,
    charset: 'utf8mb4_general_ci',
    connectTimeout: 4000,
    // Times are shown as the database has them; sums come as numbers, as in SQLite.
    dateStrings: true,
    decimalNumbers: true,
  });
}

function queries(pool: MysqlPool, plugins: KyselyPlugin[]): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new MysqlDialect({
      pool,
      // A value that a column cannot hold is refused rather than cut off, whatever the server's setting is.
      onCreateConnection: async (connection) => {
        await connection.executeQuery(
          CompiledQuery.raw(
            `set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', lock_wait_timeout = ${LOCK_SECONDS}, innodb_lock_wait_timeout = ${LOCK_SECONDS}`,
          ),
        );
      },
    }),
    plugins,
  });
}

/** Makes the tables where there are none, one process at a time, and tells whose they are. */
async function prepared(db: Kysely<Database>, address: MysqlAddress): Promise<'this-tool' | 'osticket'> {
  const lock = `osticket-contract ${address.database}`.slice(0, 64);
  await sql`select get_lock(${lock}, 60)`.execute(db);
  try {
    if ((await inspect(db, address)) === 'empty') {
      for (const statement of mysqlTables(address.prefix)) await sql.raw(statement).execute(db);
      await insertMysqlBatch(db, { ...defaultRows, config: [...defaultRows.config, markerRow] });
    }
  } finally {
    await sql`select release_lock(${lock})`.execute(db);
  }
  const version = await markedVersion(db);
  if (version !== undefined && version !== TABLES_VERSION) {
    throw new StoreError(
      `The database ${address.database} holds tables of version ${version}, and this program works with version ${TABLES_VERSION}. Name another database or prefix.`,
    );
  }
  return version === undefined ? 'osticket' : 'this-tool';
}
