/** A JSON file that the user names on the command line or in the settings. */
import { readFileSync } from 'node:fs';
import { UserError } from './user-error.js';

const causes: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read by this user',
  EPERM: 'it may not be read by this user',
  EISDIR: 'it is a folder',
};

/**
 * @param what the file is, for the error: `settings file`
 * @throws UserError when there is no such file, it cannot be read, or it is no JSON
 * @example readJsonFile('profile', 'my-installation.json')
 */
export function readJsonFile(what: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT'
        ? `There is no ${what} ${file}.`
        : `The ${what} ${file} cannot be read: ${causes[code] ?? message}.`,
    );
  }
  try {
    // Editors of Windows put a byte order mark first.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`The ${what} ${file} is no valid JSON: ${(error as Error).message}.`);
  }
}
