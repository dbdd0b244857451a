import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from '../../contract/server-for-tests.js';
import { writeBase64 } from './base64-stream.js';
import { ClientGone } from './body/read-body.js';

/** What arrives when these chunks are sent. */
async function sent(chunks: readonly Buffer[]): Promise<string> {
  const { url, close } = await listen(async (_request, response) => {
    await writeBase64(
      response,
      (async function* () {
        yield* chunks;
      })(),
    );
    response.end();
  });
  const answer = await fetch(url);
  const text = await answer.text();
  await close();
  return text;
}

test.each([
  [[]],
  [[0]],
  [[1]],
  [[2]],
  [[3]],
  [[1, 1]],
  [[1, 1, 1]],
  [[1, 1, 1, 1, 1]],
  [[2, 2, 2]],
  [[4, 0, 5, 1]],
  [[24_575, 24_577, 24_576]],
  [[196_607, 196_608, 196_609, 1]],
  [[512_000, 512_000, 7]],
])('chunks of %j bytes arrive as the Base64 of all of them', async (lengths) => {
  const chunks = lengths.map((length) => randomBytes(length));
  expect((await sent(chunks)) === Buffer.concat(chunks).toString('base64')).toBe(true);
});

test('no more is read once the client is gone', async () => {
  let read = 0;
  const endless = async function* () {
    for (; ; read += 1) yield randomBytes(512_000);
  };
  let fail: (error: unknown) => void;
  const failed = new Promise((resolve) => {
    fail = resolve;
  });
  const { port, close } = await listen((_request, response) => {
    writeBase64(response, endless()).catch((error: unknown) => fail(error));
  });
  const client = connect(port, '127.0.0.1', () => client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
  client.once('data', () => client.destroy());
  expect(await failed).toBeInstanceOf(ClientGone);
  await close();
  // What fits into the buffers of two sockets.
  expect(read).toBeLessThan(100);
});
