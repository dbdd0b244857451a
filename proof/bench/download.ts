/** Downloads of an 8 MB attachment, and the memory that 32 of them take at once. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drive, driveMeasured } from './drive.js';
import { compared, type Figure, megabytes, type Settings } from './figure.js';
import { KEY } from './messages.js';
import { contractServer, type Measured, plainServer } from './process.js';
import { inTurn } from './rounds.js';
import { sendFile } from './send-ticket.js';

const SIZE = 8_000_000;
const SECONDS = 3;
const CONNECTIONS = 4;
const AT_ONCE = 32;

export async function download({ folder, compiled, rounds }: Settings, store: string): Promise<Figure[]> {
  const contract = await contractServer(compiled, { store });
  const path = await sendFile(contract.url, SIZE);
  const answer = await fetch(contract.url + path, { headers: { 'X-API-Key': KEY } });
  const file = join(folder, 'download.json');
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  const plain = await plainServer(compiled, { answers: 'bytes', file });
  const [speed, cpu] = await speedAndCpu(rounds, contract, plain, path).finally(() =>
    Promise.all([contract.stop(), plain.stop()]),
  );
  return [speed, cpu, await memory(compiled, store, path)];
}

async function speedAndCpu(
  rounds: number,
  contract: Measured,
  plain: Measured,
  path: string,
): Promise<[Figure, Figure]> {
  const { speed, cpu } = await inTurn(rounds, taken(contract, path), taken(plain, path));
  return [
    compared('download of 8 MB', speed, 'MB/s', 'at least 0.5'),
    compared('  CPU time for 1 MB of it', cpu, 'µs'),
  ];
}

function taken(server: Measured, path: string) {
  return async () => {
    const headers = { 'X-API-Key': KEY };
    const driven = await driveMeasured(server, { paths: [path], connections: CONNECTIONS, headers, seconds: SECONDS });
    return { speed: driven.bytes / driven.seconds / 1e6, cpu: (driven.cpu / driven.bytes) * 1e6 };
  };
}

/** In a process that did nothing before. */
async function memory(compiled: string, store: string, path: string): Promise<Figure> {
  const server = await contractServer(compiled, { store });
  try {
    const before = await server.usage();
    await drive(server.url, {
      paths: [path],
      connections: AT_ONCE,
      headers: { 'X-API-Key': KEY },
      seconds: SECONDS * 2,
    });
    const { peakMemory } = await server.usage();
    return {
      name: 'resident memory, 32 downloads at once',
      value: `${megabytes(peakMemory)} at the most`,
      against: `${megabytes(before.memory)} before`,
      wanted: 'under 200 MB',
    };
  } finally {
    await server.stop();
  }
}
