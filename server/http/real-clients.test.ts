/** Requests of real programs, as they were recorded, and what those are told that are refused. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../start.js';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ keys: ['MAIN-KEY'] });
});
afterAll(() => server.close());

/** @returns everything that comes back until the server closes */
async function answerTo(...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  const end = once(socket, 'end');
  for (const [at, part] of parts.entries()) {
    // A client that asks whether it may send waits for the answer to that.
    if (at > 0) await once(socket, 'data');
    socket.write(part);
  }
  socket.end();
  await end;
  return answer;
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

const recorded = readFileSync(new URL('real-clients.txt', import.meta.url), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((one) => {
    const [head = ''] = one.split('\n', 1);
    const [program = '', told = '', expected = '', says = ''] = head.split(' | ');
    return { program, told, expected, says, request: one.slice(head.length + 1).replace(/\n$/, '') };
  });

test.each(recorded)('$program: $told', async ({ expected, says, request }) => {
  const answer = await answerTo(crlf(request));
  expect(status(answer), answer).toBe(Number(expected));
  expect(answer).toContain(says);
});

test('every program is there', () => {
  expect(new Set(recorded.map(({ program }) => program)).size).toBe(9);
});

test('PHP curl asks before it sends more than a megabyte; its body is shortened here', async () => {
  const ticket = JSON.stringify({ name: 'Jane', email: 'jane@example.com', subject: 'php curl', message: 'long' });
  const head = `POST /api/tickets.json HTTP/1.1
Host: 127.0.0.1:3931
Accept: */*
X-API-Key: MAIN-KEY
Content-Type: application/json
Content-Length: ${ticket.length}
Expect: 100-continue

`;
  const answer = await answerTo(crlf(head), ticket);
  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created/);
  expect(status(await answerTo(crlf(head.replace('MAIN-KEY', 'none'))))).toBe(401);
});

test('PowerShell 5.1 sends Latin-1 unless it is told otherwise (by its documentation: none was at hand)', async () => {
  const ticket = Buffer.from('{"name": "Jörg", "email": "j@example.com", "subject": "s", "message": "m"}', 'latin1');
  const head = `POST /api/tickets.json HTTP/1.1
User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.4648
X-API-Key: MAIN-KEY
Content-Type: application/json
Host: 127.0.0.1:3931
Content-Length: ${ticket.length}
Connection: Keep-Alive

`;
  const answer = await answerTo(Buffer.concat([Buffer.from(crlf(head)), ticket]));
  expect(status(answer)).toBe(400);
  expect(answer).toMatch(/not valid UTF-8.*In PowerShell: .*charset=utf-8/);
});
