import { expect, test } from 'vitest';
import { Keyring, keyPlaceholder } from './redaction.js';

const key = (name: string, value: string) => ({ name, key: value, active: true });
const full = key('full', 'ABC/12+=?');
const longer = key('longer', 'ABC/12+=?-AND-MORE');
const keyring = new Keyring([full, longer]);

test('a key stands in a request by name, and is put in when the request is sent', () => {
  expect(keyring.reveal(keyPlaceholder('full'))).toBe(full.key);
  expect(keyring.reveal(`a ${keyPlaceholder('longer')} b ${keyPlaceholder('full')}`)).toBe(
    `a ${longer.key} b ${full.key}`,
  );
});

test('in an address the key is percent-encoded', () => {
  expect(keyring.reveal(`/?key=${encodeURIComponent(keyPlaceholder('full'))}`)).toBe(
    `/?key=${encodeURIComponent(full.key)}`,
  );
});

test('a name that is no key’s stays as it is', () => {
  expect(keyring.reveal(keyPlaceholder('none'))).toBe('<key none>');
});

test.each([
  ['as it is', full.key],
  ['several times', `${full.key} ${full.key}`],
  ['percent-encoded', `/?key=${encodeURIComponent(full.key)}`],
  ['in JSON', JSON.stringify({ message: `the key ${full.key}` })],
  ['in JSON that escapes the slash, as PHP does', JSON.stringify({ message: full.key }).replaceAll('/', '\\/')],
  ['one that contains another', longer.key],
])('a key that comes back is replaced by its name: %s', (_, text) => {
  const redacted = keyring.redact(text);
  expect(redacted).not.toContain(full.key);
  expect(redacted).not.toContain('12+=');
  expect(redacted).not.toContain('AND-MORE');
  expect(redacted).toContain('<key ');
});

test('the longer key is replaced whole', () => {
  expect(keyring.redact(`[${longer.key}] [${full.key}]`)).toBe('[<key longer>] [<key full>]');
});

test('everything else stays as it is', () => {
  const text = 'ABC/12 and <key full> and 漢字';
  expect(keyring.redact(text)).toBe(text);
});
