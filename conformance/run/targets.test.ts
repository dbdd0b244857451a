/** The command against targets of all kinds, as a user runs it: exit codes, one sentence, no stack trace, no key. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderForTests, folderIn } from '../../contract/folder-for-tests.js';
import type { Results } from '../../generated/results.js';
import { printable } from '../../installation/printable.js';
import { startServer } from '../../server/start.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const secret = 'KEY-THAT-NOBODY-MAY-SEE';

const scratch = folderForTests();
let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = folderIn(scratch);
});
afterEach(async () => {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
});

/** Starts a target that answers everything in one way. @returns its address */
async function target(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Outcome {
  code: number;
  text: string;
}

function command(environment: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const { OSTICKET_URL: _, OSTICKET_API_KEY: __, ...env } = process.env;
  const argv = ['--import', 'tsx', join(root, 'cli/main.ts'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: root, env: { ...env, ...environment } }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), text: stdout + stderr });
    });
  });
}

const conformance = (url: string, ...args: string[]) =>
  command({ OSTICKET_URL: url, OSTICKET_API_KEY: secret }, 'conformance', '--report', join(folder, 'report'), ...args);

const results = async (): Promise<Results> => JSON.parse(await readFile(join(folder, 'report/results.json'), 'utf8'));

const page: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><title>Log in</title></html>');
};

describe('what cannot be checked ends with a sentence', () => {
  test.each<[string, RequestListener, RegExp]>([
    ['a login page', page, /answers with a web page \(200\), not with the API/],
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
    ['a connection that is closed', (request) => request.socket.destroy(), /cannot be reached/],
  ])('%s', async (_, listener, sentence) => {
    const { code, text } = await conformance(await target(listener));
    expect(text).toMatch(sentence);
    expect(text).not.toMatch(/ at .*:\d+:\d+/);
    expect(text).not.toContain(secret);
    expect(code).toBe(3);
  });

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['no key', { OSTICKET_URL: 'http://127.0.0.1:1' }, [], /OSTICKET_API_KEY is not set/],
    ['no address', { OSTICKET_API_KEY: secret }, [], /OSTICKET_URL is not set/],
    ['no web address', { OSTICKET_URL: 'help desk', OSTICKET_API_KEY: secret }, [], /is no web address: "help desk"/],
    ['a requirement that does not exist', {}, ['--only', 'getTicket/no-such'], /fits no requirement/],
    [
      'a rate that is no number',
      { OSTICKET_URL: 'http://127.0.0.1:1', OSTICKET_API_KEY: secret },
      ['--rate', 'fast'],
      /--rate takes a number/,
    ],
    ['an option that does not exist', {}, ['--no-such'], /unknown option/],
    [
      'a report folder that is a file',
      {},
      ['--report', 'package.json'],
      /The report folder .*package\.json cannot be written/,
    ],
  ])('%s', async (_, environment, args, sentence) => {
    const { code, text } = await command(environment, 'conformance', ...args);
    expect(text).toMatch(sentence);
    expect(text).not.toMatch(/ at .*:\d+:\d+/);
    expect(text).not.toContain(secret);
    expect(code).toBe(2);
  });
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
    ['a body', (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(escapes)],
    [
      'each text of its answers',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', server: 'x\x9b31m' })
          .end(JSON.stringify([{ number: escapes, subject: escapes, [escapes]: escapes }])),
    ],
  ])('%s', async (_, listener) => {
    const { text, code } = await conformance(await target(listener), '--no-write', '--only', 'searchTickets/*');
    expect(printable(text)).toBe(text);
    if (code === 3) return;
    for (const file of ['results.json', 'report.html', 'junit.xml', 'summary.md', 'evidence.ndjson', 'exchanges.har']) {
      const content = await readFile(join(folder, 'report', file), 'utf8');
      expect(printable(content), file).toBe(content);
    }
  });
});

describe('a target that is checked', () => {
  test('an HTML error page with the code 200 is a broken requirement and no crash', async () => {
    const reference = await startServer({ tickets: 5, keys: [secret] });
    try {
      const url = await target(async (request, response) => {
        if (request.url?.startsWith('/api/tickets-stats.php')) return page(request, response);
        const answer = await fetch(reference.url + request.url, {
          headers: { 'x-api-key': String(request.headers['x-api-key'] ?? '') },
        });
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end(await answer.text());
      });
      const { code } = await conformance(url, '--no-write');
      expect(code).toBe(1);
      const failed = (await results()).results
        .filter(({ verdict }) => verdict === 'fail')
        .map(({ requirement }) => requirement);
      expect(failed).toContain('getTicketStats/answers-200');
      expect(failed).toContain('errors/success-is-no-error');
      // What builds on the statistics is not verified, and not broken too.
      expect(failed).not.toContain('getTicketStats/total-is-integer');
    } finally {
      await reference.close();
    }
  });

  test('one that dies in the middle: the results so far are kept, nothing is called conformant', async () => {
    const reference = await startServer({ tickets: 5, keys: [secret] });
    let answered = 0;
    try {
      const url = await target(async (request, response) => {
        if (++answered > 30) return void request.socket.destroy();
        const answer = await fetch(reference.url + request.url, {
          headers: { 'x-api-key': String(request.headers['x-api-key'] ?? '') },
        });
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      });
      const { code, text } = await conformance(url, '--no-write');
      const { verdict, counts } = await results();
      expect(verdict).toBe('partial');
      expect(counts.pass).toBeGreaterThan(0);
      expect(counts.untestable).toBeGreaterThan(0);
      expect(counts.fail + counts.error, text).toBe(0);
      expect(code).toBe(0);
    } finally {
      await reference.close();
    }
  });

  test('no key is in anything that is written, and nobody else may read it', async () => {
    const reference = await startServer({ tickets: 5, keys: [secret] });
    try {
      await conformance(reference.url, '--only', 'auth/*', '--only', 'getTicket/*');
      for (const file of [
        'evidence.ndjson',
        'results.json',
        'report.html',
        'junit.xml',
        'exchanges.har',
        'summary.md',
      ]) {
        const text = await readFile(join(folder, 'report', file), 'utf8');
        expect(text.length).toBeGreaterThan(0);
        expect(text).not.toContain(secret);
      }
      expect((await results()).verdict).toBe('partial');
      const report = join(folder, 'report');
      const modes = [report, ...(await readdir(report, { recursive: true })).map((name) => join(report, name))].map(
        async (path) => {
          const { mode } = await stat(path);
          return [path, (mode & 0o077).toString(8)];
        },
      );
      for (const [path, others] of await Promise.all(modes)) expect(others, path).toBe('0');
    } finally {
      await reference.close();
    }
  });

  test('a baseline: known deviations do not fail the run, a stale entry does', async () => {
    const reference = await startServer({ tickets: 5, keys: [secret] });
    try {
      const url = await target(async (request, response) => {
        const answer = await fetch(reference.url + request.url, {
          headers: { 'x-api-key': String(request.headers['x-api-key'] ?? '') },
        });
        const text = await answer.text();
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end(text.replaceAll('"isOverdue":false', '"isOverdue":0'));
      });
      const file = join(folder, 'known.json');
      const known = { requirement: 'searchTickets/isOverdue-is-boolean', reason: 'PHP', expires: '2999-01-01' };
      const only = ['--no-write', '--only', 'searchTickets/is*', '--baseline', file];

      await writeFile(file, JSON.stringify([known]));
      expect((await conformance(url, ...only)).code).toBe(0);
      expect((await results()).verdict).toBe('partial');

      await writeFile(file, JSON.stringify([known, { ...known, requirement: 'searchTickets/isAnswered-is-boolean' }]));
      expect((await conformance(url, ...only)).code).toBe(1);
      expect((await results()).stale).toEqual([expect.stringContaining('searchTickets/isAnswered-is-boolean')]);

      await writeFile(file, JSON.stringify([{ ...known, expires: '2020-01-01' }]));
      expect((await conformance(url, ...only)).code).toBe(1);
      expect(existsSync(join(folder, 'report/report.html'))).toBe(true);
    } finally {
      await reference.close();
    }
  });
});
