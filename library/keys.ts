/** The keys that a server is told to have. */
import { isIP } from 'node:net';
import { permissions } from '../contract/keys.js';
import { UserError } from '../installation/user-error.js';
import { addKey, type NewKey } from '../server/rules/keys.js';
import type { Store } from '../server/store/store.js';

export interface TestKey {
  /** The name under which `server.keys` has it; `main` is the one with all permissions. */
  readonly name: string;
  /** Default: a random one. */
  readonly key?: string;
  /** As the contract names them (`can_read_tickets`). Default: all. */
  readonly permissions?: readonly string[];
  /** Default: true. */
  readonly active?: boolean;
  /** The one address that may use it. Default: any. */
  readonly address?: string;
}

export const keySchema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    key: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    permissions: { type: 'array', items: { enum: [...permissions] } },
    active: { type: 'boolean' },
    address: { type: 'string' },
  },
  required: ['name'],
  additionalProperties: false,
};

/**
 * @param main the value of the key with all permissions, where it is known
 * @throws UserError for a name or a value that stands twice, an unknown permission, or what is no address
 */
export function checkedKeys(wanted: readonly TestKey[], main?: string): NewKey[] {
  const names = new Set(['main']);
  const values = new Map(main === undefined ? [] : [[main, 'main']]);
  return wanted.map(({ name, permissions: its = permissions, ...key }) => {
    if (names.has(name))
      throw new UserError(`There is a key "${name}" already. Give each another name; "main" has all permissions.`);
    names.add(name);
    const same = key.key === undefined ? undefined : values.get(key.key);
    if (same !== undefined) throw new UserError(`The keys "${same}" and "${name}" have the same value.`);
    if (key.key !== undefined) values.set(key.key, name);
    if (key.address && isIP(key.address) === 0)
      throw new UserError(`The address of the key "${name}" is no IP address: "${key.address}".`);
    const unknown = its.find((permission) => !permissions.includes(permission));
    if (unknown !== undefined)
      throw new UserError(`The key "${name}" has no permission "${unknown}". There are ${permissions.join(', ')}.`);
    return { ...key, permissions: its };
  });
}

/** Adds the keys, and one with all permissions. @throws UserError as checkedKeys does */
export async function addedKeys(
  store: Store,
  wanted: readonly TestKey[],
  main?: string,
): Promise<{ key: string; keys: Record<string, string> }> {
  const rows = checkedKeys(wanted, main);
  const keys: Record<string, string> = {};
  for (const [index, { name }] of wanted.entries()) keys[name] = await putKey(store, rows[index] ?? {});
  return { key: await putKey(store, { key: main, permissions }), keys };
}

/** A store that is a file has it already when it is served again. */
async function putKey(store: Store, key: NewKey): Promise<string> {
  if (key.key !== undefined) await store.db.deleteFrom('api_key').where('apikey', '=', key.key).execute();
  return addKey(store, key);
}
