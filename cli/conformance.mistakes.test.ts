/** What cannot be checked ends with one sentence and the right exit code; no stack trace, no key, no say over the terminal. */
import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { printable } from '../installation/printable.js';
import { runCommand } from './command-for-tests.js';
import { conformanceRuns, page, reports, secret, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();
const scratch = folderForTests();

function expectSentence(text: string, sentence: RegExp): void {
  expect(text).toMatch(sentence);
  expect(text).not.toMatch(/ at .*:\d+:\d+/);
  expect(text).not.toContain(secret);
}

test.each<[string, RequestListener, RegExp]>([
  ['a login page', page, /answers with a web page \(200, "Log in"\), not with the API/],
  [
    'a redirect',
    (_, response) => response.writeHead(302, { location: 'https://sso.example.org/' }).end(),
    /redirects to https:\/\/sso\.example\.org/,
  ],
  [
    'a key that is refused',
    (_, response) => response.writeHead(401).end('Valid API key required'),
    /The key is refused by .* \(401\)/,
  ],
  [
    'another API',
    (_, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}'),
    /knows none of the API's addresses \(404\): it is another API/,
  ],
  [
    'maintenance for an hour, said at once',
    (_, response) => response.writeHead(503, { 'retry-after': '3600' }).end('<html><title>Maintenance</title></html>'),
    /cannot be checked: it is not available \(503, "Maintenance"; it asks to wait: 3600\)/,
  ],
  [
    'a firewall',
    (_, response) =>
      response
        .writeHead(403, { 'content-type': 'text/html' })
        .end('<html><h1>Request blocked (ModSecurity)</h1></html>'),
    /cannot be checked: ModSecurity turned the request away \(403/,
  ],
  ['a connection that is closed', (request) => request.socket.destroy(), /cannot be reached/],
])('%s', async (_, listener, sentence) => {
  const { code, text } = await conformance(await target(listener));
  expectSentence(text, sentence);
  // Nothing was checked, so no progress is shown before the sentence.
  expect(text).not.toMatch(/\d+ of \d+ checks/);
  expect(code).toBe(3);
});

const url = { OSTICKET_URL: 'http://127.0.0.1:1' };
const key = { OSTICKET_API_KEY: secret };
test.each<[string, Record<string, string>, string[], RegExp]>([
  ['no key', url, [], /OSTICKET_API_KEY is not set/],
  ['no address', key, [], /OSTICKET_URL is not set/],
  ['no web address', { OSTICKET_URL: 'help desk', ...key }, [], /is no web address: "help desk"/],
  ['a requirement that does not exist', {}, ['--only', 'getTicket/no-such'], /fits no requirement/],
  ['nothing to stand beside the reference', {}, ['--against', 'reference'], /set OSTICKET_URL to its address/],
  ['a rate that is no number', { ...url, ...key }, ['--rate', 'fast'], /--rate takes a number/],
  ['an option that does not exist', {}, ['--no-such'], /unknown option/],
  ['a folder that is a file', {}, ['--report', 'package.json'], /The report folder .*package\.json cannot be written/],
])('%s', async (_, environment, options, sentence) => {
  const { code, stdout, stderr } = await runCommand(['conformance', ...options], environment);
  expectSentence(stdout + stderr, sentence);
  expect(code).toBe(2);
});

test('evidence that cannot be written', async () => {
  const report = folderIn(scratch);
  mkdirSync(join(report, 'evidence.ndjson'));
  const { code, stdout, stderr } = await runCommand(['conformance', '--report', report], { ...url, ...key });
  expectSentence(
    stdout + stderr,
    /^The report folder .* cannot be written \(there is a folder with the name of a file\)/,
  );
  expect(code).toBe(2);
});

/** Sends these bytes for an answer, whatever is asked. */
const bytes =
  (answer: string): RequestListener =>
  ({ socket }) =>
    void socket.end(Buffer.from(answer, 'latin1'));
const escapes = '\u001b[31m\u001b]0;PWNED\u0007\u009b31m\u009d0;PWNED\u009c\u202e';

describe('an installation has no say over the terminal', () => {
  test.each<[string, RequestListener]>([
    [
      'a redirect',
      bytes(`HTTP/1.1 302 Found\r\nLocation: http://a/\x1b[31m\x9b31m\x9d0;P\x9c\r\nContent-Length: 0\r\n\r\n`),
    ],
    [
      'a content type',
      bytes(`HTTP/1.1 200 OK\r\nContent-Type: text/\x9b31m\x9d0;P\x9c\r\nContent-Length: 2\r\n\r\nhi`),
    ],
    ['a title', (_, response) => response.writeHead(503).end(`<title>${escapes}</title>`)],
    ['a body', (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(escapes)],
    [
      'each text of its answers',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', server: 'x\x9b31m' })
          .end(JSON.stringify([{ number: escapes, subject: escapes, [escapes]: escapes }])),
    ],
  ])('%s', async (_, listener) => {
    const { text, code, read } = await conformance(
      await target(listener),
      ...['--no-write', '--only', 'searchTickets/*'],
    );
    expect(printable(text)).toBe(text);
    if (code === 3) return;
    for (const file of reports) {
      const content = await read(file);
      expect(printable(content), file).toBe(content);
    }
  });
});
