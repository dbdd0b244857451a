import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halving } from './functions.js';
import { finding, KeyVariables, quote, Words } from './shell.js';

const read = (word: string, env: Record<string, string> = {}) =>
  execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8', env });

test('a shell reads a quoted text back as it was', () => {
  const texts = ["it's", "''", '$(id) `id` "$HOME"', 'a\nb', '', '-x', '\\', '漢字 😀', '!history', '~', '*'];
  for (const text of texts) expect(read(quote(text))).toBe(text);
});

test('a shell reads any text back as it was', () => {
  const text = fc.string({ unit: fc.constantFrom(...`'"$\`\\ \n;&|<>*?~#!=-azé😀`) });
  fc.assert(
    fc.property(text, (any) => {
      expect(read(quote(any))).toBe(any);
    }),
    { numRuns: 60 },
  );
});

test('a variable stands for each value that is another one tomorrow, and for nothing else', () => {
  const words = new Words(
    [
      { name: 'N1', finds: finding('123456') },
      { name: 'RUN', finds: 'r0000001' },
    ],
    keys(),
  );
  const word = words.of(`{"a":"123456","b":"1234567","it's":"[r0000001]"}`);
  expect(read(word, { N1: '$(id)', RUN: 'r2' })).toBe(`{"a":"$(id)","b":"1234567","it's":"[r2]"}`);
});

test('keys come from the environment, the main one by its known name', () => {
  const known = keys();
  const words = new Words([], known);
  expect(read(words.of('Bearer <key reader>'), { OSTICKET_KEY_READER: "K E'Y" })).toBe("Bearer K E'Y");
  expect(read(words.of('/x?key=%3Ckey%20main%3E&y=1'), { OSTICKET_API_KEY: 'KEY' })).toBe('/x?key=KEY&y=1');
  expect([...known.used]).toEqual(['reader', 'main']);
});

test('half of a key is half of what the environment has', () => {
  const word = new Words([], keys()).of('<half of key main>');
  const shown = execFileSync('sh', ['-c', `${halving}\nprintf %s ${word}`], {
    encoding: 'utf8',
    env: { OSTICKET_API_KEY: "1'3$5%7" },
  });
  expect(shown).toBe("1'3");
});

test('no name of a key becomes a command', () => {
  expect(new Words([], keys()).of('<key a\nb; c>')).toMatch(/^"\$OSTICKET_KEY_[A-Z_]+"$/);
});

const keys = () => new KeyVariables('main');
