import { expect, test } from 'vitest';
import { permissions } from '../contract/keys.js';
import { addKey, findKey } from './rules/keys.js';
import { eachStore } from './store/each-store.js';
import { makeTestKeys, removeTestKeys } from './test-keys.js';

eachStore('keys for a run', (use) => {
  test('each permission has a key that has it alone, bound to the address', async () => {
    const made = await makeTestKeys(use.store, '127.0.0.1');
    for (const permission of permissions) {
      const { key = '' } = made.find(({ name }) => name === permission) ?? {};
      const found = await findKey(use.store, key, '127.0.0.1');
      expect(permissions.filter((one) => found?.has(one))).toEqual([permission]);
      expect(await findKey(use.store, key, '192.0.2.1')).toBeUndefined();
    }
    const off = made.find(({ active }) => !active);
    expect(await findKey(use.store, off?.key ?? '', '127.0.0.1')).toBeUndefined();
  });

  test('they are taken away, and no other key is', async () => {
    const other = await addKey(use.store, {});
    const [made, later] = [await makeTestKeys(use.store), await makeTestKeys(use.store)];
    const keys = made.map(({ key }) => key);
    expect(await removeTestKeys(use.store, [...keys, other])).toBe(made.length);
    expect(await findKey(use.store, made[0].key, '127.0.0.1')).toBeUndefined();
    expect(await findKey(use.store, later[0].key, '127.0.0.1')).toBeDefined();
    expect(await removeTestKeys(use.store)).toBeGreaterThanOrEqual(later.length);
    expect(await findKey(use.store, later[0].key, '127.0.0.1')).toBeUndefined();
    expect(await findKey(use.store, other, '127.0.0.1')).toBeDefined();
  });
});
