import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../client/exchange.js';
import { curl, quote } from './curl.js';

/** Runs the command in a shell whose curl prints its arguments, and reads them back. */
function argumentsOf(command: string, key = 'SECRET'): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
  const printed = execFileSync('sh', ['-c', script], { env: { OSTICKET_API_KEY: key }, encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

function exchange(request: Partial<Exchange['request']>): Exchange {
  return {
    id: 7,
    scope: 'x',
    at: '',
    request: { method: 'GET', url: 'http://localhost/api', headers: {}, ...request },
  };
}

test('a shell reads a quoted text back as it was', () => {
  const texts = ["it's", "''", '$(id) `id` "$HOME"', 'a\nb', '', '-x', '\\', '漢字 😀', '!history', '~', '*'];
  for (const text of texts) {
    expect(execFileSync('sh', ['-c', `printf %s ${quote(text)}`], { encoding: 'utf8' })).toBe(text);
  }
});

test('a shell reads any text back as it was', () => {
  const text = fc.string({ unit: fc.constantFrom(...`'"$\`\\ \n;&|<>*?~#!=-azé😀`) });
  fc.assert(
    fc.property(text, (any) => {
      expect(execFileSync('sh', ['-c', `printf %s ${quote(any)}`], { encoding: 'utf8' })).toBe(any);
    }),
    { numRuns: 60 },
  );
});

describe('the command', () => {
  test('sends the body as it was, also one that looks like a file or an option', () => {
    for (const text of [`{"name":"O'Brien","x":"$(id)\\n"}`, '@/etc/passwd', '-d x', 'a\nb\n']) {
      const words = argumentsOf(
        curl(exchange({ method: 'POST', headers: { 'content-type': 'application/json' }, body: { text } })),
      );
      expect(words.slice(words.indexOf('--data-raw'))).toEqual(['--data-raw', text]);
      expect(words.slice(0, 4)).toEqual(['-i', '-X', 'POST', 'http://localhost/api']);
    }
  });

  test('takes the key from the environment wherever it stood', () => {
    const sent = exchange({
      url: 'http://localhost/api?key=%3Ckey%20full%3E&x=1',
      headers: { 'x-api-key': '<key full>', authorization: 'Bearer <key reader>' },
    });
    const words = argumentsOf(curl(sent), "K E'Y");
    expect(words).toContain("http://localhost/api?key=K E'Y&x=1");
    expect(words).toContain("X-API-Key: K E'Y");
    expect(words).toContain("authorization: Bearer K E'Y");
    expect(curl(sent)).toContain('# OSTICKET_API_KEY is the key that the settings call "full", "reader".');
  });

  test('sends an empty header, which curl leaves out when it is written with a colon', () => {
    expect(argumentsOf(curl(exchange({ headers: { 'x-api-key': '' } })))).toContain('X-API-Key;');
  });

  test('adds no content type of its own', () => {
    expect(argumentsOf(curl(exchange({ method: 'PUT', body: { text: 'x' } })))).toContain('content-type:');
    expect(argumentsOf(curl(exchange({})))).not.toContain('content-type:');
  });

  test('leaves out what belongs to the connection', () => {
    const headers = { host: 'h', 'content-length': '3', connection: 'close', accept: 'text/plain' };
    expect(argumentsOf(curl(exchange({ headers }))).filter((word) => word.includes(': '))).toEqual([
      'accept: text/plain',
    ]);
  });

  test('keeps brackets and dots of the URL', () => {
    expect(argumentsOf(curl(exchange({ url: 'http://localhost/a/../b?limit[]=1' })))).toEqual([
      '-i',
      '--globoff',
      '--path-as-is',
      'http://localhost/a/../b?limit[]=1',
    ]);
  });

  test.each([
    ['was not kept', { bytes: 12_345_678, sha256: 'abc' }, 'The body (12,345,678 bytes, SHA-256 abc) was too large'],
    [
      'is too long for a line',
      { text: 'x'.repeat(9_000) },
      'has 9,000 characters. It stands in exchanges.har at exchange 7',
    ],
    ['has a NUL character, which no argument can hold', { text: 'a\0b' }, 'has a NUL character'],
  ])('says what to do where the body %s', (_, body, words) => {
    const command = curl(exchange({ method: 'POST', body }));
    expect(command).toMatch(/^# /);
    expect(command).toContain(words);
    expect(argumentsOf(command).slice(-2)).toEqual(['--data-binary', '@request-7.body']);
  });

  test('lets no name of a key break out of the comment', () => {
    const command = curl(exchange({ headers: { 'x-api-key': '<key a\nprintf hacked>' } }));
    expect(argumentsOf(command)).toEqual(['-i', 'http://localhost/api', '-H', 'X-API-Key: SECRET']);
  });
});
