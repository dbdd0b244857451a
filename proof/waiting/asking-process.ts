/**
 * The process of `besideQuestions`: another client, who asks each address a small question every 20 ms, whether or not
 * the ones before were answered. At the end it tells how long each address let it wait.
 */
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import type { Address, Questions, Waits } from './questions.js';

const EVERY_MS = 20;

const { addresses, pid } = JSON.parse(process.argv[2] ?? '') as Questions;
const waits = addresses.map((): Waits => ({ asked: 0, unanswered: 0, slowestMs: 0, slowestByServerMs: 0 }));
const open = new Set<Promise<void>>();

const ticks = setInterval(() => {
  for (const [at, address] of addresses.entries()) {
    const question = ask(address, waits[at] as Waits).finally(() => open.delete(question));
    open.add(question);
  }
}, EVERY_MS);

process.once('message', async () => {
  clearInterval(ticks);
  await Promise.all(open);
  process.send?.(waits);
  process.disconnect();
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

async function ask({ url, headers, status }: Address, counted: Waits): Promise<void> {
  counted.asked += 1;
  const [begin, server, own] = [performance.now(), queued(pid), queued(process.pid)];
  try {
    const answer = await request(url, { headers });
    await answer.body.dump();
    if (answer.statusCode !== status) counted.unanswered += 1;
  } catch {
    counted.unanswered += 1;
  }
  const ms = performance.now() - begin;
  // Both may have stood in the queue at the same time, so only the longer of the two is taken off.
  const byMachine = Math.max(queued(pid) - server, queued(process.pid) - own);
  counted.slowestMs = Math.max(counted.slowestMs, Math.round(ms));
  counted.slowestByServerMs = Math.max(counted.slowestByServerMs, Math.round(ms - byMachine));
}

/** For how many milliseconds the main thread of a process was ready, and had no processor. Linux counts it. */
function queued(process: number): number {
  try {
    return Number(readFileSync(`/proc/${process}/task/${process}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
