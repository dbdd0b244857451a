import { StoreError } from '../store-error.js';

/** Where a MySQL or MariaDB database is and who asks. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** What the installation put before its tables' names. */
  readonly prefix: string;
}

const EXAMPLE = 'mysql://USER:PASSWORD@HOST:3306/DATABASE?prefix=ost_';

/**
 * Reads `mysql://user:password@host:port/database?prefix=ost_`. Port 3306 and prefix `ost_` may be left out, and
 * the password may come from the environment variable OSTICKET_DB_PASSWORD.
 *
 * @throws StoreError that never repeats the address, since it may hold a password
 */
export function readMysqlAddress(address: string): MysqlAddress {
  const url = parsed(address);
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'prefix');
  if (unknown !== undefined)
    throw new StoreError(`A mysql: address has no option "${unknown}", only "prefix". Write it as ${EXAMPLE}.`);
  const database = decoded(url.pathname.slice(1));
  const user = decoded(url.username);
  if (url.hostname === '' || database === '' || user === '') {
    throw new StoreError(`The mysql: address lacks the user, the host or the database. Write it as ${EXAMPLE}.`);
  }
  const prefix = url.searchParams.get('prefix') ?? 'ost_';
  if (!/^[A-Za-z0-9_]*$/.test(prefix))
    throw new StoreError(
      'The table prefix may contain only letters, digits and _. Look it up as TABLE_PREFIX in include/ost-config.php.',
    );
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 3306),
    user,
    password: decoded(url.password) || (process.env['OSTICKET_DB_PASSWORD'] ?? ''),
    database,
    prefix,
  };
}

function parsed(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw new StoreError(
      `The mysql: address cannot be read. Write it as ${EXAMPLE}, with characters such as @ : / # ? in the password as %40 %3A %2F %23 %3F.`,
    );
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StoreError(
      'The mysql: address has a % that does not begin a %XX code. Write a % in the password as %25.',
    );
  }
}
