/** Loaded first by each thread of a run that `start-figures` starts: tells when its parts begin, and ends it at the first check. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { marksVariable, type StartMark } from './start-marks.js';

const file = process.env[marksVariable] ?? '';

function mark(part: string, cpuMs?: number): void {
  appendFileSync(file, `${JSON.stringify({ part, at: Date.now(), cpuMs } satisfies StartMark)}\n`);
}

/** Tells of the first message of a channel. */
function first(channel: string, part: string): void {
  const told = () => {
    unsubscribe(channel, told);
    mark(part);
  };
  subscribe(channel, told);
}

if (isMainThread) {
  // A terminal is told of each check.
  process.stderr.isTTY = true;
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => {
    if (/ of \d+ checks/.test(String(text))) {
      const { user, system } = process.cpuUsage();
      mark('the first check is judged', (user + system) / 1000);
      process.kill(process.pid, 'SIGKILL');
    }
    return write(text);
  };
} else if (basename(process.argv[1] ?? '').startsWith('reference')) {
  mark('the thread of the reference server runs');
  first('http.client.request.start', 'the reference server is up');
} else {
  mark('the thread of the suite runs');
  first('undici:request:create', 'the run sends its first request');
}
