/**
 * `npm run raw-fuzz -- 1000000`: that many malformed HTTP requests (default: 20,000) on raw sockets to a server of its
 * own on 127.0.0.1, beside another client that asks small questions. Ends with 1 if the server ended, answered with 5xx,
 * left a question without an answer, or kept the other client waiting for 250 ms.
 */
import { connect } from 'node:net';
import { print } from '../../installation/print.js';
import { countGiven } from '../arguments.js';
import { ownServer } from '../waiting/own-server.js';
import { besideQuestions, judged, smallQuestions } from '../waiting/questions.js';
import { malformed } from './malformed.js';

const what = ['requests', 'how many malformed requests are sent'] as const;
const wanted = countGiven('raw-fuzz', 'send malformed requests on raw sockets to a server of its own', what, 20_000);

const CONNECTIONS = 50;
/** The longest wait for a connection that the server does not close. */
const SILENCE_MS = 500;
const MOST_MINUTES = 60;

const server = await ownServer();
const { port } = new URL(server.url);
let begun = 0;
let sent = 0;
const failures = new Map<string, number>();
const answers = new Map<string, number>();
const deadline = Date.now() + MOST_MINUTES * 60_000;
const begin = performance.now();
const { waits, plain } = await besideQuestions(smallQuestions(server.url, server.key), server.pid, () =>
  Promise.all(Array.from({ length: CONNECTIONS }, attacker)),
);
const seconds = Math.round((performance.now() - begin) / 1000);
const alive = server.alive();
await server.stop();

const errors = [...answers].filter(([status]) => status.startsWith('5')).reduce((sum, [, count]) => sum + count, 0);
print(`Requests sent: ${sent} of ${wanted}, in ${seconds} s`);
print(
  `Answers by status: ${[...answers]
    .sort()
    .map((entry) => entry.join(': '))
    .join(', ')}`,
);
if (failures.size > 0) {
  print(`Connections that failed: ${[...failures].map((entry) => entry.join(': ')).join(', ')}`);
}
print(`The server ${alive ? 'is still there' : 'ENDED'}; answers with 5xx: ${errors}`);
const { fine, text } = judged(waits, plain);
print(text);
process.exitCode = alive && fine && sent === wanted && errors === 0 ? 0 : 1;

async function attacker(): Promise<void> {
  while (begun < wanted && Date.now() < deadline) {
    begun += 1;
    await send(malformed(server.key));
  }
}

/** One request on a connection of its own. It counts as sent once the connection stands; a reset afterwards is an answer. */
function send(bytes: Buffer): Promise<void> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  socket.on('connect', () => {
    sent += 1;
    if (sent % 100_000 === 0) print(`${sent} of ${wanted} sent …`);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const name = error.code ?? error.message;
    failures.set(name, (failures.get(name) ?? 0) + 1);
  });
  socket.on('data', (data: Buffer) => {
    for (const [, status = ''] of data.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  });
  socket.end(bytes);
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}
