/** The folder for the reports of a run. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from './user-error.js';

const causes: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'there is a folder with the name of a report',
};

/** Makes the folder where there is none, readable by its owner only. @throws UserError when nothing can be written there */
export function prepareReportFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw reportFolderError(folder, error);
  }
}

/** What a failure to write into the folder means for the user. */
export function reportFolderError(folder: string, error: unknown): UserError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new UserError(
    `The report folder ${resolve(folder)} cannot be written (${causes[code] ?? message}). Name another one, or make it writable.`,
    { cause: error },
  );
}
