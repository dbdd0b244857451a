/** API keys, as osTicket keeps them in `api_key`. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { isIPv6, SocketAddress } from 'node:net';
import { permissions as allPermissions, defaultPermissions } from '../../contract/keys.js';
import { prepared } from '../queries/prepared.js';
import type { Store } from '../store/store.js';
import type { NewRow } from '../store/tables.js';

export interface NewKey {
  /** Left out: a random one is made. */
  readonly key?: string;
  /** Left out: those that the contract gives a new key. */
  readonly permissions?: readonly string[];
  readonly active?: boolean;
  /** The one client address that may use the key; empty for any. */
  readonly address?: string;
  /** What an administrator reads beside it. */
  readonly notes?: string;
}

/** Adds an API key. @returns the key */
export async function addKey(
  store: Store,
  { key = randomKey(), permissions = defaultPermissions, active = true, address = '', notes }: NewKey = {},
): Promise<string> {
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const granted = Object.fromEntries(
    allPermissions.map((permission) => [permission, permissions.includes(permission) ? 1 : 0]),
  );
  const row: NewRow<'api_key'> = {
    apikey: key,
    isactive: active ? 1 : 0,
    ipaddr: address,
    ...granted,
    notes: notes ?? null,
    created: now,
    updated: now,
  };
  await store.db.insertInto('api_key').values(row).execute();
  return key;
}

/** As long as osTicket's own. */
function randomKey(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}

/** A key that was found valid. */
export interface Key {
  /** Its row, which may be named in a log; the key itself must not. */
  readonly id: number;
  has(permission: string): boolean;
}

interface KeyRow {
  readonly id: number;
  readonly apikey: string;
  readonly ipaddr: string;
  readonly [permission: string]: unknown;
}

interface ActiveKey extends Key {
  readonly padded: Buffer;
  readonly address: string;
}

const activeRows = prepared<object, KeyRow>(
  (db) => db.selectFrom('api_key').selectAll().where('isactive', '=', 1).orderBy('id') as never,
);

/** Longer than any key that the table holds. Padded texts are compared in a time that tells nothing. */
const PADDED = 1024;

function padded(text: string): Buffer {
  const bytes = Buffer.alloc(PADDED);
  bytes.write(text);
  return bytes;
}

const kept = new WeakMap<Store, { readonly changes: string; readonly keys: readonly ActiveKey[] }>();

/** A key that an administrator switches off is refused from the next request on: see Store.changes. */
async function activeKeys(store: Store, changes = store.changes()): Promise<readonly ActiveKey[]> {
  const known = kept.get(store);
  if (known !== undefined && known.changes === changes) return known.keys;
  const keys = (await activeRows(store, {})).map((row) => ({
    id: row.id,
    has: (permission: string) => allPermissions.includes(permission) && row[permission] === 1,
    padded: padded(row.apikey),
    address: row.ipaddr,
  }));
  if (changes !== undefined) kept.set(store, { changes, keys });
  return keys;
}

/**
 * The active key with this text, if the client at this address may use it. Every key is looked at.
 * @param changes the state of the store (see Store.changes), where it was asked for already
 */
export async function findKey(
  store: Store,
  text: string,
  clientAddress: string,
  changes?: string,
): Promise<Key | undefined> {
  if (text.length >= PADDED / 2) return undefined;
  const wanted = padded(text);
  let found: ActiveKey | undefined;
  for (const key of await activeKeys(store, changes)) {
    if (timingSafeEqual(key.padded, wanted)) found = key;
  }
  return found !== undefined && mayUse(found.address, clientAddress) ? found : undefined;
}

/** Addresses that bind a key to nobody. */
const ANY = new Set(['', '0.0.0.0', '::']);

function mayUse(bound: string, client: string): boolean {
  return ANY.has(bound) || canonical(bound) === canonical(client);
}

/** One spelling for an address: an IPv4 client of an IPv6 socket is an IPv4 client. */
function canonical(address: string): string {
  const plain = address.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? new SocketAddress({ address: plain, family: 'ipv6' }).address : plain;
}
