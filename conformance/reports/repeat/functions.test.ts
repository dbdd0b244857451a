import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { printable } from '../../../installation/printable.js';
import { naming, owning, sending } from './functions.js';

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

/** Runs lines of a script, with a server in place of curl that answers a reading with this body. */
function inScript(lines: string, body: string, number: string) {
  // Without its end, which would clean up.
  const functions = [sending, naming, owning.replace(/\ntrap [^\n]*$/, '')].join('\n');
  const curl = `curl() { printf '%s' "$BODY" >"$T/answer"; printf 'HTTP/1.1 200 OK\\r\\n' >"$T/head"; ADDRESSED=$ADDRESS; }`;
  const env = { PATH: process.env.PATH, URL: 'http://h', OSTICKET_API_KEY: 'k', BODY: body, NUMBER: number };
  const script = `${functions}\n${curl}\nRUN=r0000001\n${lines}`;
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

const numbers = ['905653', 'SUP-131', 'HD-2026.00131', '#00131', 'T:131', 'T+131', 'TÜ131', 'HD/131', '50%'];

test.each(numbers)('a script names ticket %s in a path as the suite does, and knows it again', (number) => {
  const subject = '[osticket-contract r0000001] own';
  const isOwn = `own "$NUMBER" && printf 'own %s' "$ADDRESSED"`;
  const path = (text: string) => decodeURIComponent(new URL(text.slice('own '.length)).pathname);
  const shown = inScript(isOwn, JSON.stringify({ id: 1, number, subject }), number);
  expect(shown).toMatch(/^own http/);
  expect(path(shown)).toBe(`/api/tickets-get.php/${number}.json`);
  expect(inScript(isOwn, JSON.stringify({ id: 1, number: `${number}1`, subject }), number)).toBe('');
  expect(inScript(isOwn, JSON.stringify({ id: 1, number, subject: 'Another' }), number)).toBe('');
  expect(inScript(`STATUS=201; printf '%s' "$BODY" >"$T/answer"; made; printf %s "$NUMBER"`, number, '')).toBe(number);
  expect(inScript('found', JSON.stringify([{ id: 1, number, subject }]), '')).toBe(`${number}\n`);
});
