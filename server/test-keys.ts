/** API keys for the matrix of permissions, made in an installation's database and taken away again. */
import { permissions } from '../contract/keys.js';
import type { NamedKey } from '../installation/keys.js';
import { addKey } from './rules/keys.js';
import type { Store } from './store/store.js';

/** What an administrator reads beside such a key; by it they are found again. */
const notes = 'osticket-contract: key of the conformance suite. Remove it with "osticket-contract keys remove".';

/** A key with all permissions, one for each permission alone, and one that is switched off. */
export async function makeTestKeys(store: Store, address = ''): Promise<[NamedKey, ...NamedKey[]]> {
  const wanted: [string, readonly string[], boolean][] = [
    ['main', permissions, true],
    ...permissions.map((permission): [string, readonly string[], boolean] => [permission, [permission], true]),
    ['switched-off', permissions, false],
  ];
  const made: NamedKey[] = [];
  for (const [name, its, active] of wanted) {
    const key = await addKey(store, { permissions: its, active, address, notes });
    made.push({ name, key, permissions: [...its], active });
  }
  return made as [NamedKey, ...NamedKey[]];
}

/** Takes away all keys that were made so. @returns how many there were */
export async function removeTestKeys(store: Store): Promise<number> {
  const { numDeletedRows } = await store.db.deleteFrom('api_key').where('notes', '=', notes).executeTakeFirst();
  return Number(numDeletedRows);
}
