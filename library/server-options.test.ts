/** Mistakes in the options of `startServer`: none shows a key. */
import { expect, test } from 'vitest';
import { UserError } from '../installation/user-error.js';
import { startServer } from './server.js';

test.each<[object, string]>([
  [{ keys: [{ name: 'a', permissions: ['can_reed'] }] }, '/keys/0/permissions/0 should be one of can_create'],
  [{ keys: [{ name: 'a' }, { name: 'a' }] }, 'a key "a" already'],
  [{ keys: [{ name: 'main' }] }, 'a key "main" already'],
  [
    {
      keys: [
        { name: 'a', key: 'SECRET' },
        { name: 'b', key: 'SECRET' },
      ],
    },
    'keys "a" and "b" have the same value',
  ],
  [{ keys: ['SECRET'] }, 'startServer: /keys/0 should be object.'],
  [{ keys: [{ name: 'a', key: 'SECRET KEY' }] }, 'startServer: /keys/0/key should match pattern'],
  [{ keys: [{ name: 'a', permission: [] }] }, '/keys/0 has no "permission", only name, key, permissions, '],
  [{ keys: [{ name: 'a', address: 'nonsense' }] }, 'address of the key "a" is no IP address: "nonsense"'],
  [{ without: ['mark'] }, '/without/0 should be one of subtickets, markdown, and is "mark"'],
  [{ tikets: 3 }, 'startServer has no "tikets", only tickets, seed, '],
  [{ tickets: -1 }, 'startServer: /tickets should be >= 0, and is -1'],
  [{ tickets: 1.5 }, 'startServer: /tickets should be integer, and is 1.5'],
  [{ tickets: '50' }, 'startServer: /tickets should be integer, and is "50"'],
  [{ port: 70_000 }, '/port should be <= 65535'],
])('the options %j are refused', async (options, message) => {
  const error = await startServer(options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).not.toContain('SECRET');
});
