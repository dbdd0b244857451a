/** What a test server is told, checked before anything is done with it. */
import { capabilities, permissions } from '../contract/keys.js';
import { addKey } from '../server/rules/keys.js';
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

/** @throws Error for a capability that there is not */
export function withoutUnknown(without: readonly string[]): readonly string[] {
  const known = Object.keys(capabilities);
  const unknown = without.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`without: there is no "${unknown}", only ${known.join(', ')}.`);
  return without;
}

/** Adds the keys, and one with all permissions. @throws Error for a name that stands twice, or an unknown permission */
export async function addedKeys(
  store: Store,
  wanted: readonly TestKey[],
): Promise<{ key: string; keys: Record<string, string> }> {
  const keys: Record<string, string> = {};
  for (const { name, permissions: its = permissions, ...key } of wanted) {
    if (name === 'main' || Object.hasOwn(keys, name))
      throw new Error(`keys: there is a key "${name}" already. Give each another name; "main" has all permissions.`);
    const unknown = its.find((permission) => !permissions.includes(permission));
    if (unknown !== undefined)
      throw new Error(`keys: "${name}" has no permission "${unknown}". There are ${permissions.join(', ')}.`);
    keys[name] = await addKey(store, { ...key, permissions: its });
  }
  return { key: await addKey(store, { permissions }), keys };
}
