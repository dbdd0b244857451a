/**
 * `npm run drift-figures`: the time and the memory that `drift` takes for 100,000 recorded exchanges. They are those of a
 * run of the suite against an installation like plugin 2.3.4, again and again: right and wrong answers and requests.
 */
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { commandVariable, runCommand } from '../../cli/command-for-tests.js';
import { compile } from './compile.js';
import { deviating, deviatingServer } from './deviating-server.js';
import { megabytes } from './figure.js';
import { KEY } from './messages.js';
import { driftProcess } from './process.js';

const exchanges = 100_000;

const folder = mkdtempSync(join(tmpdir(), 'osticket-drift-figures-'));
const recording = join(folder, 'traffic.har');
try {
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${cpus().length} processors`);
  console.log(`Node.js ${process.version}; command: npm run drift-figures\n`);
  const compiled = await compile(folder);
  process.env[commandVariable] = join(compiled, '../../cli/main.js');
  const different = await record();
  console.log(`A HAR of ${exchanges} exchanges (${different} different ones): ${megabytes(statSync(recording).size)}`);
  process.stderr.write('drift …\n');
  const begin = performance.now();
  const judged = await driftProcess(compiled, recording, join(folder, 'drift'));
  const seconds = Math.round((performance.now() - begin) / 1000);
  const { cpu, peakMemory } = await judged.usage();
  await judged.stop();
  console.log(
    `${seconds} s, ${Math.round(cpu / 1e6)} s of them CPU time; ${megabytes(peakMemory)} of memory at the most`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** Writes the recording. @returns how many exchanges the run had */
async function record(): Promise<number> {
  process.stderr.write(`The suite against ${deviating} …\n`);
  const served = await deviatingServer();
  const words = ['conformance', '--write', '--quiet', '--explore', '0', '--report', join(folder, 'run')];
  await runCommand(words, { OSTICKET_URL: served.url, OSTICKET_API_KEY: KEY });
  served.stop();
  const { log } = JSON.parse(readFileSync(join(folder, 'run/exchanges.har'), 'utf8')) as {
    log: { entries: unknown[] };
  };
  const { entries, ...head } = log;
  const texts = entries.map((entry) => JSON.stringify(entry));
  await pipeline(Readable.from(har(JSON.stringify(head), texts)), createWriteStream(recording));
  return texts.length;
}

function* har(head: string, entries: readonly string[]): Generator<string> {
  yield `{"log":${head.slice(0, -1)},"entries":[`;
  for (let index = 0; index < exchanges; index += 1)
    yield `${index === 0 ? '' : ',\n'}${entries[index % entries.length]}`;
  yield ']}}';
}
