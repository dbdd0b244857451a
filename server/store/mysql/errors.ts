import { StoreError } from '../store-error.js';
import type { MysqlAddress } from './address.js';

/** What a failure to open means for the person who gave the address; other errors stay as they are. */
export function explainedMysqlError(error: unknown, { host, port, user, database }: MysqlAddress): unknown {
  if (error instanceof StoreError || !(error instanceof Error) || !('code' in error)) return error;
  const server = `${host}:${port}`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return new StoreError(
        `Nothing answers at ${server}. Check the host and port, and that the database server runs and listens there.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StoreError(`There is no host named ${host}. Check the host in the mysql: address.`);
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new StoreError(
        `${server} cannot be reached. Check the host and port, and that no firewall is in between.`,
      );
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return new StoreError(
        `The database server ${server} refused the user ${user}. Check the user and the password (in the address, or in OSTICKET_DB_PASSWORD).`,
      );
    case 'ER_BAD_DB_ERROR':
      return new StoreError(`The database server ${server} has no database ${database}. Check its name, or create it.`);
    case 'ER_DBACCESS_DENIED_ERROR':
      return new StoreError(
        `The user ${user} may not use the database ${database} at ${server}, or it does not exist. Check its name, or grant the user its use.`,
      );
    case 'ER_TABLEACCESS_DENIED_ERROR':
      return new StoreError(
        `The user ${user} may not read or create the tables in the database ${database} at ${server}. Grant SELECT, INSERT, UPDATE and DELETE, and CREATE for a new database.`,
      );
    default:
      return new StoreError(`Cannot open the database ${database} at ${server}: ${error.message}.`);
  }
}
