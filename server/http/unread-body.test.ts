/** A request that is refused before its body was read: the answer reaches a client that is still sending. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keyHeader } from '../../contract/keys.js';
import { eachServer } from '../testing/each-server.js';

/** Sends a body of which the end never comes, and looks for the answer only after a part of it. */
async function answerTo(url: string, headers: Record<string, string>): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // What is lost shows in the answer.
  socket.on('error', () => {});
  const head = Object.entries({ Host: 'localhost', 'Content-Type': 'application/json', ...headers });
  socket.write(`POST /api/tickets.json HTTP/1.1\r\n${head.map((pair) => `${pair.join(': ')}\r\n`).join('')}\r\n`);
  for (let sent = 0; sent < 10; sent += 1) {
    if (!socket.destroyed) socket.write(Buffer.alloc(2 ** 20, 'a'));
    await sleep(20);
  }
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  await sleep(300);
  socket.destroy();
  return answer.split('\r\n')[0] ?? '';
}

eachServer('the answer arrives', (api) => {
  test.each(['close', 'keep-alive'])('with Connection: %s', async (Connection) => {
    const large = { Connection, 'Content-Length': '200000000' };
    expect(await answerTo(api.url, { ...large, [keyHeader]: api.key })).toBe('HTTP/1.1 413 Payload Too Large');
    expect(await answerTo(api.url, large)).toBe('HTTP/1.1 401 Unauthorized');
  });
});
