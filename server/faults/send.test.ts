/** Faults in packed answers, and in answers without a body. */
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { carry, create, front, startsFront } from './front-for-tests.js';

startsFront();

/** The bytes as they come, also of an answer that breaks off. */
function received(method: string, path: string) {
  const headers = { 'X-API-Key': 'FULL', 'Accept-Encoding': 'gzip' };
  return new Promise<{ headers: NodeJS.Dict<string | string[]>; bytes: Buffer; isWhole: boolean }>(
    (resolve, reject) => {
      const sent = request(`${front.url}/api/${path}`, { method, headers, agent: false }, (answer) => {
        const pieces: Buffer[] = [];
        const done = () => resolve({ headers: answer.headers, bytes: Buffer.concat(pieces), isWhole: answer.complete });
        answer
          .on('data', (piece) => pieces.push(piece))
          .on('error', () => {})
          .on('close', done);
      });
      sent.on('error', reject).end();
    },
  );
}

test('an answer is changed before it is packed, and cut after', async () => {
  const { text: number } = await create({ message: 'long '.repeat(1000) });
  const path = `tickets-get.php/${number}.json`;
  carry({ fault: 'text-before-json', parameters: { text: 'Notice: ' } });
  const changed = await received('GET', path);
  expect(changed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': `${changed.bytes.length}` });
  expect(gunzipSync(changed.bytes).toString()).toMatch(/^Notice: \{/);
  carry({ fault: 'cut-answer', parameters: { bytes: 100 } });
  const cut = await received('GET', path);
  expect([cut.isWhole, cut.bytes.length]).toEqual([false, 100]);
  expect(Number(cut.headers['content-length'])).toBeGreaterThan(100);
});

test('HEAD has the length of what a fault makes, and no body to break off', async () => {
  carry({ fault: 'digits-are-numbers' });
  const [head, get] = [await received('HEAD', 'tickets-statuses.php'), await received('GET', 'tickets-statuses.php')];
  expect(head.headers['content-length']).toBe(`${get.bytes.length}`);
  carry({ fault: 'cut-answer', parameters: { bytes: 1 } });
  expect(await received('HEAD', 'tickets-statuses.php')).toMatchObject({ isWhole: true, bytes: Buffer.alloc(0) });
});
