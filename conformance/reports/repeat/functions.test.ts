import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { printable } from '../../../installation/printable.js';
import { sending } from './functions.js';

test('no answer has a say over the terminal in which a script runs', () => {
  const hostile = 'a\u001b[31mb\u009b31mc\u007fd\u202ee\u2066f\u061cg\ufeffh\u200bi\u2028j';
  const fine = 'Zeile\tÄ 漢字 العربية é';
  const script = `${sending}\nprintf '%s' "$HEAD" >"$T/head"; printf '%s' "$ANSWER" >"$T/answer"; show 'An answer'`;
  const env = { PATH: process.env.PATH, HEAD: `X-Echo: ${hostile}\r\n\r\n`, ANSWER: `${hostile} ${fine}\n` };
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { env, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe(printable(stdout));
  expect(stdout).toContain(`a[31mb31mcdefg<byte order mark>hij ${fine}\n`);
});
