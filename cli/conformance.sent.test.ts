/** What a run sends to an installation that others use, as docs/administrators.md promises it: looked at from outside. */
import type { IncomingMessage } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startServer } from '../server/start.js';
import { countRows } from '../server/store/count-rows-for-tests.js';
import { conformanceRuns, handOn, secret, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();

interface Sent {
  line: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** The code of the answer. */
  status: number;
}

/** A reference server behind an address that writes down all that is sent. */
async function watched() {
  const { url: behind, store, close } = await startServer({ fill: madeUpTickets(30), keys: [secret] });
  onTestFinished(close);
  const right = handOn(behind);
  const sent: Sent[] = [];
  const url = await target((request, response) => {
    const pieces: Buffer[] = [];
    // `handOn` takes answers for texts.
    delete request.headers['accept-encoding'];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    response.on('finish', () => {
      const line = `${request.method} ${request.url}`;
      sent.push({ line, headers: request.headers, body: Buffer.concat(pieces), status: response.statusCode });
    });
    return right(request, response);
  });
  return { url, sent, rows: () => countRows(store.db) };
}

test('without --write nothing is changed', async () => {
  const { url, sent, rows } = await watched();
  const before = await rows();
  const { text } = await conformance(url);
  expect(sent.length, text).toBeGreaterThan(50);
  expect(await rows()).toEqual(before);
});

test('with --dry-run nothing is sent; what would be, and what stays behind, is said', async () => {
  const { url, sent } = await watched();
  const { text } = await conformance(url, '--dry-run', '--write', '--only', 'getTicketStats/*');
  expect(text).toMatch(/\d+ requests would be sent to http:.*mode write/);
  expect(text).toMatch(/Left behind: .*users/);
  expect(sent).toEqual([]);
});

test('with --write: marked tickets, no e-mail, no large file, and the key in its header only', async () => {
  const { url, sent } = await watched();
  const { text, read } = await conformance(url, '--write', '--deletes');
  const creations = sent.filter(({ line, status }) => line.startsWith('POST /api/tickets.json') && status === 201);
  expect(creations.length, text).toBeGreaterThan(50);
  for (const { body } of creations) {
    const made = JSON.parse(body.toString());
    // A check sends 0 in place of false.
    expect([made.alert, made.autorespond].every((wanted) => wanted === false || wanted === 0)).toBe(true);
    expect(made.email).toMatch(/^osticket-contract/);
    expect(made.subject).toMatch(/^\[osticket-contract /);
  }
  expect(await read('report.html')).toMatch(/What the run leaves behind.*osTicket keeps the users of deleted tickets/s);
  expect(Math.max(...sent.map(({ body }) => body.length))).toBeLessThan(10_000_000);
  const elsewhere = sent.filter(({ line, headers, body }) => {
    const { 'x-api-key': _, ...others } = headers;
    return [line, JSON.stringify(others), body.toString('latin1')].some((place) => place.includes(secret));
  });
  expect(elsewhere.map(({ line }) => line)).toEqual([]);
});
