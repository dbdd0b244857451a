/** Memory that the largest ticket takes: five attachments of 10 MB each. */
import { type Figure, megabytes, type Settings } from './figure.js';
import { contractServer } from './process.js';
import { sendTicket } from './send-ticket.js';

const LARGEST = Array<number>(5).fill(10 * 2 ** 20);
const TICKETS = 4;

export async function create({ compiled }: Settings, store: string): Promise<Figure> {
  const server = await contractServer(compiled, { store });
  try {
    const before = await server.usage();
    const begin = performance.now();
    for (let ticket = 0; ticket < TICKETS; ticket += 1) await sendTicket(server.url, LARGEST);
    const seconds = (performance.now() - begin) / 1000 / TICKETS;
    const { peakMemory } = await server.usage();
    return {
      name: `creation with 5 attachments of 10 MB (${seconds.toFixed(1)} s each, client included)`,
      value: `${megabytes(peakMemory)} at the most`,
      against: `${megabytes(before.memory)} before`,
      wanted: 'bounded',
    };
  } finally {
    await server.stop();
  }
}
