/**
 * `npm run uploads -- 20`: that many uploads of 60 MB at once (default: 20), to a store in memory and to one in a file,
 * beside another client that asks small questions. Ends with 1 if that client waited 250 ms because of the server, or
 * was not answered.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from '../../installation/print.js';
import { countGiven } from '../arguments.js';
import { ownServer } from './own-server.js';
import { besideQuestions, judged, smallQuestions } from './questions.js';

const what = ['uploads', 'how many bodies of 60 MB are sent at once'] as const;
const uploads = countGiven('uploads', 'measure how long large uploads keep another client waiting', what, 20);

const FILES = 5;
const FILE_LETTERS = 12_000_000;

const file = `data:application/pdf;base64,${'A'.repeat(FILE_LETTERS)}`;
const attachments = Array.from({ length: FILES }, (_, index) => ({ [`${index}.pdf`]: file }));
const body = Buffer.from(
  JSON.stringify({ name: 'Jane', email: 'jane@example.com', subject: 'Upload', message: 'A message', attachments }),
);

const folder = mkdtempSync(join(tmpdir(), 'osticket-uploads-'));
try {
  const fine = [await tried('memory'), await tried(`sqlite:${join(folder, 'a.sqlite')}`)];
  process.exitCode = fine.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function tried(store: string): Promise<boolean> {
  const server = await ownServer(store);
  const { url, key, pid } = server;
  const begin = performance.now();
  const { waits, plain, result } = await besideQuestions(smallQuestions(url, key), pid, () =>
    Promise.all(Array.from({ length: uploads }, () => upload(url, key))),
  );
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  await server.stop();
  const made = result.filter((status) => status === 201).length;
  const { fine, text } = judged(waits, plain);
  print(`${store.split(':')[0]}: ${made} of ${uploads} uploads of ${Math.round(body.length / 1e6)} MB in ${seconds} s`);
  print(text);
  return fine && made === uploads;
}

/** @returns the status of the answer */
async function upload(url: string, key: string): Promise<number | undefined> {
  const headers = { 'X-API-Key': key, 'Content-Type': 'application/json', 'Content-Length': body.length };
  const sent = request(`${url}/api/tickets.json`, { method: 'POST', agent: false, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}
