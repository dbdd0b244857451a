/** The folder for the reports of a run, and others that a command writes into. */
import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from './user-error.js';

const causes: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'there is a folder with the name of a file',
  ERR_FS_EISDIR: 'there is a folder with the name of a file',
};

/**
 * Makes the folder where there is none, readable by its owner only.
 *
 * @param what it is, for the error. Default: report folder
 * @throws UserError when nothing can be written there
 */
export function prepareReportFolder(folder: string, what?: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw reportFolderError(folder, error, what);
  }
}

/** What is written into a folder: a file, or a folder of scripts that takes the place of the old one. */
export type Entry =
  | { readonly name: string; readonly content: string | Iterable<string> }
  | { readonly name: string; readonly scripts: readonly { readonly name: string; readonly text: string }[] };

/**
 * Writes files that belong together; the folder is made where there is none. Each appears whole or not at all, so that a
 * command that is killed leaves no half a file behind.
 *
 * @param entries asked for one after the other: they need not be in memory together
 * @param what the folder is, for the error. Default: report folder
 * @throws UserError when the folder cannot be written
 */
export async function writeTogether(folder: string, entries: Iterable<Entry>, what?: string): Promise<void> {
  const written: { temporary: string; place: string; isFolder: boolean }[] = [];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // All are written before the first has its name: a fault in one must not leave a folder with some new and some old.
    for (const entry of entries) {
      // In the same folder: only there is a rename atomic.
      const temporary = join(folder, `${entry.name}.${randomUUID()}.tmp`);
      written.push({ temporary, place: join(folder, entry.name), isFolder: 'scripts' in entry });
      if ('content' in entry) await writeFile(temporary, entry.content, { mode: 0o600 });
      else {
        await mkdir(temporary, { mode: 0o700 });
        for (const { name, text } of entry.scripts) await writeFile(join(temporary, name), text, { mode: 0o700 });
      }
    }
    for (const { temporary, place, isFolder } of written) {
      if (isFolder) await rm(place, { recursive: true, force: true });
      await rename(temporary, place);
    }
  } catch (error) {
    for (const { temporary } of written) await rm(temporary, { recursive: true, force: true });
    throw (error as NodeJS.ErrnoException).code === undefined ? error : reportFolderError(folder, error, what);
  }
}

/** What a failure to write into the folder means for the user. */
export function reportFolderError(folder: string, error: unknown, what = 'report folder'): UserError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new UserError(
    `The ${what} ${resolve(folder)} cannot be written (${causes[code] ?? message}). Name another one, or make it writable.`,
    { cause: error },
  );
}
