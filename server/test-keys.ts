/** API keys for the matrix of permissions, made in an installation's database and taken away again. */
import { permissions } from '../contract/keys.js';
import type { NamedKey } from '../installation/keys.js';
import { addKey } from './rules/keys.js';
import type { Store } from './store/store.js';

/** What an administrator reads beside such a key; by it they are found again. */
const notes = 'osticket-contract: key of the conformance suite. Remove it with "osticket-contract keys remove".';

/**
 * A key with all permissions, one for each permission alone and one for all the others, one that is switched off, and one
 * that logs may keep.
 */
export async function makeTestKeys(store: Store, address = ''): Promise<[NamedKey, ...NamedKey[]]> {
  const all = [...permissions];
  const wanted: Omit<NamedKey, 'key'>[] = [
    { name: 'main', permissions: all, active: true },
    ...permissions.map((permission) => ({ name: permission, permissions: [permission], active: true })),
    ...permissions.map((permission) => ({
      name: `all-but-${permission}`,
      permissions: all.filter((one) => one !== permission),
      active: true,
    })),
    { name: 'switched-off', permissions: all, active: false },
    { name: 'disposable', permissions: all, active: true, disposable: true },
  ];
  const made: NamedKey[] = [];
  for (const one of wanted) {
    const key = await addKey(store, { permissions: one.permissions, active: one.active, address, notes });
    made.push({ ...one, key });
  }
  return made as [NamedKey, ...NamedKey[]];
}

/**
 * Takes away keys that were made so, and no other key.
 *
 * @param keys which of them. Default: all that were ever made
 * @returns how many there were
 */
export async function removeTestKeys(store: Store, keys?: readonly string[]): Promise<number> {
  const made = store.db.deleteFrom('api_key').where('notes', '=', notes);
  const { numDeletedRows } = await (keys ? made.where('apikey', 'in', keys) : made).executeTakeFirst();
  return Number(numDeletedRows);
}
