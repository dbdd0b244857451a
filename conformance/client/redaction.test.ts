import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

const codes = (text: string, write: (code: number) => string) =>
  [...text].map((one) => write(one.charCodeAt(0))).join('');
const hex = (code: number) => code.toString(16).padStart(2, '0');

/** How an answer may write a key. */
const ways: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'in lower case': (secret) => secret.toLowerCase(),
  'in upper case': (secret) => secret.toUpperCase(),
  'percent-encoded': encodeURIComponent,
  'percent-encoded, hex in lower case': (secret) =>
    encodeURIComponent(secret).replaceAll(/%../g, (one) => one.toLowerCase()),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'percent-encoded, each character': (secret) => codes(secret, (code) => `%${hex(code)}`),
  'as JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'as JSON with slashes escaped, as PHP does': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'as JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')),
  'as \\u escapes': (secret) => codes(secret, (code) => `\\u00${hex(code)}`),
  'as \\u escapes in upper case': (secret) => codes(secret, (code) => `\\u00${hex(code).toUpperCase()}`),
  'as \\x escapes': (secret) => codes(secret, (code) => `\\x${hex(code)}`),
  'as HTML, as htmlspecialchars writes it': (secret) =>
    secret.replaceAll(/[&<>"']/g, (one) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#039' }[one]};`),
  'as decimal references': (secret) => codes(secret, (code) => `&#${code};`),
  'as hexadecimal references': (secret) => codes(secret, (code) => `&#x${hex(code)};`),
  'as hex': (secret) => Buffer.from(secret).toString('hex'),
  'as hex in upper case': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'in two lines': (secret) => `${secret.slice(0, 5)}\r\n ${secret.slice(5)}`.replace('\r\n ', '\r\n'),
};
for (const [name, encoding] of [
  ['Base64', 'base64'],
  ['Base64url', 'base64url'],
] as const) {
  for (const before of ['', 'x', 'xy', 'user:']) {
    ways[`as ${name} behind ${before.length} bytes`] = (secret) =>
      Buffer.from(`${before}${secret} and more`).toString(encoding);
    ways[`as ${name} behind ${before.length} bytes, at the end`] = (secret) =>
      Buffer.from(before + secret).toString(encoding);
  }
}
ways['as Base64 in lines'] = (secret) =>
  (
    Buffer.from(`name:${secret}`)
      .toString('base64')
      .match(/.{1,8}/g) ?? []
  ).join('\r\n');
ways['as Base64 in an address'] = (secret) => encodeURIComponent(Buffer.from(`a${secret}`).toString('base64'));

describe.each(Object.entries(ways))('a key that comes back is replaced by its name: %s', (_, write) => {
  test.each([full, longer])('$name', ({ key: secret, name }) => {
    const text = `before ${write(secret)} after ${write(secret)}`;
    const redacted = keyring.redact(text);
    expect(redacted.split(keyPlaceholder(name))).toHaveLength(3);
    expect(redacted).toMatch(/^before .* after /s);
  });

  test('whatever the key is', () => {
    const keys = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 10,
      maxLength: 40,
    });
    fc.assert(
      fc.property(keys, (secret) => {
        const written = write(secret);
        expect(new Keyring([key('main', secret)]).redact(`[ ${written} ]`)).toContain('<key main>');
      }),
      { numRuns: 50 },
    );
  });
});

test('the beginning of a long key is as good as the key', () => {
  const secret = '0123456789ABCDEF0123456789ABCDEF';
  const ring = new Keyring([key('main', secret)]);
  expect(ring.redact(`${secret.slice(0, 24)}…`)).toBe('<key main>…');
  expect(ring.redact(secret.slice(0, 12))).toBe(secret.slice(0, 12));
});

test('the longer key is replaced whole', () => {
  expect(keyring.redact(`[${longer.key}] [${full.key}]`)).toBe('[<key longer>] [<key full>]');
});

test('everything else stays as it is', () => {
  const text = 'ABC/12 and <key full> and 漢字 %41 \\u0041 &amp; QUJDLzEy';
  expect(keyring.redact(text)).toBe(text);
});

test('values of headers of the settings are secrets, and so is what they are made of', () => {
  const basic = Buffer.from('staging:s3cr3t-pass').toString('base64');
  const ring = new Keyring([full], { authorization: `Basic ${basic}`, cookie: 'a=1; CF_Authorization=eyJhbGciOi' });
  for (const text of [`Basic ${basic}`, basic, 'staging:s3cr3t-pass', 's3cr3t-pass', 'eyJhbGciOi']) {
    expect(ring.redact(`[${text}]`)).toMatch(/^\[<header (authorization|cookie)>\]$/);
  }
});

test('a very short key is found where it stands alone, and words that hold it stay', () => {
  const ring = new Keyring([key('main', 'k')]);
  expect(ring.redact('{"ticketId":1,"key":"k"}')).toBe('{"ticketId":1,"key":"<key main>"}');
});
