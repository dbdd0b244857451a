/**
 * The process of `besideQuestions`: another client, who asks each address a small question every 20 ms, whether or not
 * the ones before were answered. At the end it tells how long each address let it wait.
 */
import { request } from 'undici';
import type { Questions, Waits } from './questions.js';

const EVERY_MS = 20;

const { addresses } = JSON.parse(process.argv[2] ?? '') as Questions;
const waits = addresses.map((): Waits => ({ asked: 0, slowestMs: 0, over250: 0, unanswered: 0 }));
const open = new Set<Promise<void>>();

const ticks = setInterval(() => {
  for (const [at, { url, headers, status }] of addresses.entries()) {
    const question = ask(url, headers, status, waits[at] as Waits).finally(() => open.delete(question));
    open.add(question);
  }
}, EVERY_MS);

process.once('message', async () => {
  clearInterval(ticks);
  await Promise.all(open);
  process.send?.(waits);
  process.disconnect();
});
process.send?.('ready');

async function ask(url: string, headers: Record<string, string>, status: number, counted: Waits): Promise<void> {
  counted.asked += 1;
  const begin = performance.now();
  try {
    const answer = await request(url, { headers });
    await answer.body.dump();
    if (answer.statusCode !== status) counted.unanswered += 1;
  } catch {
    counted.unanswered += 1;
  }
  const ms = Math.round(performance.now() - begin);
  counted.slowestMs = Math.max(counted.slowestMs, ms);
  if (ms > 250) counted.over250 += 1;
}
