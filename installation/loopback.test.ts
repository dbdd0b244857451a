import { expect, test } from 'vitest';
import { isLoopback } from './loopback.js';
import { installationRoot } from './target.js';

test.each([
  ['http://localhost:8080', true],
  ['http://LOCALHOST', true],
  ['http://127.0.0.1', true],
  ['http://127.8.9.10:1', true],
  ['http://[::1]:8080', true],
  ['http://[::1]:3000/support', true],
  ['http://127.0.0.1.example.org', false],
  ['http://localhost.example.org', false],
  ['http://127.0.0.1@example.org', false],
  ['http://127.0.0.1:80@example.org', false],
  ['https://help.example.org', false],
  ['http://10.0.0.1', false],
  ['http://0.0.0.0', false],
  ['http://[::2]', false],
  ['http://[::ffff:127.0.0.1]', false],
])('%s is on this machine: %s', (address, yes) => expect(isLoopback(address)).toBe(yes));

test('another notation of an address is known once it is the root of an installation', () => {
  expect(isLoopback(installationRoot('http://2130706433'))).toBe(true);
});
