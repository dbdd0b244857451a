import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { writeBase64 } from './base64-stream.js';
import { ClientGone } from './body.js';

/** What arrives when these chunks are sent. */
async function sent(chunks: readonly Buffer[]): Promise<string> {
  const server = createServer(async (_request, response) => {
    await writeBase64(
      response,
      (async function* () {
        yield* chunks;
      })(),
    );
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const text = await answer.text();
  server.close();
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
  const failed = new Promise<unknown>((resolve) => {
    const server = createServer((_request, response) => {
      const endless = async function* () {
        for (; ; read += 1) yield randomBytes(512_000);
      };
      writeBase64(response, endless()).catch((error: unknown) => server.close(() => resolve(error)));
    });
    server.listen(0, '127.0.0.1', () => {
      const client = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
        client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
        client.once('data', () => client.destroy());
      });
    });
  });
  expect(await failed).toBeInstanceOf(ClientGone);
  // What fits into the buffers of two sockets.
  expect(read).toBeLessThan(100);
});
