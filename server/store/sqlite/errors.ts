import { StoreError } from '../store-error.js';

/** What a failure to open means for the person who named the file; other errors stay as they are. */
export function explainedSqliteError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!(error instanceof Error) || !code.startsWith('SQLITE_')) return error;
  if (code === 'SQLITE_NOTADB')
    return new StoreError(`${file} is not a SQLite database. It was left as it is; name another file.`);
  if (/CANTOPEN|READONLY|PERM|IOERR/.test(code)) {
    return new StoreError(
      `Cannot open ${file} for writing (${error.message}). Check the permissions of the file and of its folder.`,
    );
  }
  if (/BUSY|LOCKED/.test(code))
    return new StoreError(
      `Cannot open ${file}: another process keeps it locked. End that process or name another file.`,
    );
  return new StoreError(`Cannot open ${file}: ${error.message}.`);
}
