/** The profiles that the package brings, by name. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UserError } from '../installation/user-error.js';
import { type Profile, readProfile } from '../server/faults/profile.js';

const folder = fileURLToPath(new URL('../profiles/', import.meta.url));

export const shippedProfiles = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

/** @param nameOrFile the name of a profile that the package brings, or a file @throws UserError */
export function profileNamed(nameOrFile: string): Profile {
  if (shippedProfiles().includes(nameOrFile)) return readProfile(`${folder}${nameOrFile}.json`);
  if (existsSync(nameOrFile)) return readProfile(nameOrFile);
  throw new UserError(
    `There is no profile ${nameOrFile}: it is no file, and the package brings ${shippedProfiles().join(', ')}.`,
  );
}
