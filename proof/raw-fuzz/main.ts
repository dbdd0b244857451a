/**
 * `npm run raw-fuzz -- 1000000`: that many malformed HTTP requests (default: 20,000) on raw sockets to a server of its
 * own on 127.0.0.1, beside another client that asks small questions. Before that, that client asks for ten seconds
 * without an attack: what it waits for then is the machine's own noise. Ends with 1 if the server ended, answered
 * with 5xx, left a question without an answer, or kept the other client waiting 250 ms longer than that.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { print } from '../../installation/print.js';
import { malformed } from './malformed.js';
import { ownServer } from './own-server.js';

const wanted = Number(process.argv[2] ?? 20_000);
if (!(Number.isInteger(wanted) && wanted > 0)) throw new Error('Usage: npm run raw-fuzz -- 20000');

const CONNECTIONS = 50;
/** The longest wait for a connection that the server does not close. */
const SILENCE_MS = 500;
const CONTROL_MS = 10_000;
const MOST_MINUTES = 60;
const MOST_WAIT_MS = 250;

const server = await ownServer();
const control = await besideQuestions(() => sleep(CONTROL_MS));
let sent = 0;
const answers = new Map<string, number>();
const deadline = Date.now() + MOST_MINUTES * 60_000;
const attack = await besideQuestions(() => Promise.all(Array.from({ length: CONNECTIONS }, attacker)));
const alive = server.alive();
await server.stop();

const errors = [...answers].filter(([status]) => status.startsWith('5')).reduce((sum, [, count]) => sum + count, 0);
print(`Requests sent: ${sent} of ${wanted}`);
print(
  `Answers by status: ${[...answers]
    .sort()
    .map((entry) => entry.join(': '))
    .join(', ')}`,
);
print(`The server ${alive ? 'is still there' : 'ENDED'}; answers with 5xx: ${errors}`);
print(
  `Slowest question of another client: ${attack.slowest} ms of ${attack.count} (without an attack: ${control.slowest} ms of ${control.count})`,
);
print(`Questions that were not answered: ${attack.unanswered}`);
process.exitCode =
  alive && attack.unanswered === 0 && sent === wanted && errors === 0 && attack.slowest - control.slowest < MOST_WAIT_MS
    ? 0
    : 1;

async function attacker(): Promise<void> {
  while (sent < wanted && Date.now() < deadline) {
    sent += 1;
    await send(malformed(server.key));
  }
}

/** One request on a connection of its own. */
async function send(bytes: Buffer): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  socket.on('error', () => undefined);
  socket.on('data', (data: Buffer) => {
    for (const [, status = ''] of data.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  });
  socket.end(bytes);
  await once(socket, 'close');
}

/** Asks small questions while something is done. */
async function besideQuestions(
  work: () => Promise<unknown>,
): Promise<{ slowest: number; count: number; unanswered: number }> {
  let working = true;
  const done = work().finally(() => {
    working = false;
  });
  let [slowest, count, unanswered] = [0, 0, 0];
  while (working) {
    const begin = performance.now();
    if (!(await server.ask())) unanswered += 1;
    slowest = Math.max(slowest, Math.round(performance.now() - begin));
    count += 1;
    await sleep(5);
  }
  await done;
  return { slowest, count, unanswered };
}
