import { createHash, randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { startServer } from '../../server/start.js';
import { newTicketBody } from '../../server/testing/sample-calls.js';
import { lostWrites, type Written } from './lost-writes.js';

const server = await startServer({ keys: ['K'] });
const { db } = server.store;
afterAll(() => server.close());

const send = async (method: string, path: string, body: object) => {
  const headers = { 'X-API-Key': 'K', 'Content-Type': 'application/json' };
  return (await fetch(`${server.url}/api/${path}`, { method, headers, body: JSON.stringify(body) })).text();
};

/** A ticket with a file of two chunks and a note. */
async function written(): Promise<Written> {
  const file = randomBytes(600_000);
  const attachments = [{ 'a.pdf': `data:application/pdf;base64,${file.toString('base64')}` }];
  const number = await send('POST', 'tickets.json', { ...newTicketBody, attachments });
  await send('PATCH', `tickets-update.php/${number}.json`, { note: 'my note' });
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { number, sha256, notes: ['my note'], deleting: false, deleted: false };
}

test('nothing is missed where all is there', async () => {
  expect(await lostWrites(server.store, [await written(), await written()])).toEqual([]);
});

test('a lost note, a lost piece of a file, a lost ticket and a ticket that came back are found', async () => {
  const one = await written();
  await db.deleteFrom('thread_entry').where('body', '=', 'my note').execute();
  expect(await lostWrites(server.store, [one])).toEqual(['my note was acknowledged and is gone']);
  await db.deleteFrom('file_chunk').where('chunk_id', '=', 1).execute();
  expect(await lostWrites(server.store, [{ ...one, notes: [] }])).toEqual([
    `the file of ticket ${one.number} is not what was sent`,
  ]);
  expect(await lostWrites(server.store, [{ ...(await written()), deleting: true, deleted: true }])).toEqual([
    expect.stringMatching(/^ticket \d+ was deleted and is there$/),
  ]);
  await db.deleteFrom('ticket').where('number', '=', one.number).execute();
  expect(await lostWrites(server.store, [one])).toEqual([`ticket ${one.number} was acknowledged and is gone`]);
  expect(await lostWrites(server.store, [{ ...one, deleting: true }])).toEqual([]);
});
