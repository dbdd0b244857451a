import { describe, expect, test } from 'vitest';
import { installationRoot, readKey, readTarget } from './target.js';

test.each([
  ['https://example.org/', 'https://example.org'],
  ['https://example.org/support/', 'https://example.org/support'],
  ['https://example.org/support/api', 'https://example.org/support'],
  ['https://example.org/support/api/', 'https://example.org/support'],
  ['https://example.org:8443/?a=b#c', 'https://example.org:8443'],
])('the root of %s is %s', (given, root) => expect(installationRoot(given)).toBe(root));

describe('a key', () => {
  const url = 'https://example.org';

  test.each(['KEY', ' KEY ', 'KEY\n', 'KEY\r\n', '\tKEY'])('%j is read without what stands around it', (text) => {
    expect(readTarget({}, { OSTICKET_URL: url, OSTICKET_API_KEY: text }, 8).key).toBe('KEY');
  });

  test.each([' ', '\n'])('that is only %j is not set', (text) => {
    expect(() => readTarget({}, { OSTICKET_URL: url, OSTICKET_API_KEY: text }, 8)).toThrow(
      /^OSTICKET_API_KEY is not set/,
    );
  });

  test.each(['SECRET KEY', 'SECRET\nKEY', 'SECRET-Ä', 'SECRET\u001b[31m'])(
    'that no header can carry is refused: %j',
    (text) => {
      expect(() => readKey('ANY_KEY', { ANY_KEY: text })).toThrow(/^ANY_KEY has a character that no key has/);
      expect(() => readKey('ANY_KEY', { ANY_KEY: text })).not.toThrow(/SECRET/);
    },
  );
});
