/** Errors of a database that are neither the caller's fault nor this program's, and pass. */

/** What is the matter with the database. */
export interface Trouble {
  /** For the log: what happened, and what to do. */
  readonly cause: string;
  /** For the caller. */
  readonly message: string;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter: number;
}

const away: Trouble = {
  cause: 'The database cannot be reached. Check that the database server runs.',
  message: 'The database cannot be reached now. Before you send a change again, look whether it was made.',
  retryAfter: 5,
};
const locked: Trouble = {
  cause: 'The database is locked by another program or a long transaction. Look for it in its list of processes.',
  message: 'The database is busy now. Nothing was changed. Send the request again.',
  retryAfter: 1,
};
const full: Trouble = {
  cause: 'The disk is full: nothing can be written until there is room again.',
  message: 'Nothing can be stored now. Nothing was changed.',
  retryAfter: 60,
};

const byCode: Readonly<Record<string, Trouble>> = {
  ECONNREFUSED: away,
  ECONNRESET: away,
  ENOTFOUND: away,
  EPIPE: away,
  ETIMEDOUT: away,
  ER_CON_COUNT_ERROR: away,
  ER_SERVER_SHUTDOWN: away,
  PROTOCOL_CONNECTION_LOST: away,
  PROTOCOL_SEQUENCE_TIMEOUT: away,
  ER_LOCK_DEADLOCK: locked,
  ER_LOCK_WAIT_TIMEOUT: locked,
  SQLITE_BUSY: locked,
  ENOSPC: full,
  ER_DISK_FULL: full,
  ER_RECORD_FILE_FULL: full,
  SQLITE_FULL: full,
};

/** @returns undefined for any other error */
export function troubleOf(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = 'code' in error ? byCode[String(error.code)] : undefined;
  // mysql2 marks so what ends a connection, and gives some of it no code.
  return known ?? ('fatal' in error && error.fatal === true ? away : undefined);
}
