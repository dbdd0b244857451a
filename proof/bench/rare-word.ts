/** Searches for a word that a few subjects have, among many tickets and among 10,000. */
import { Agent, get } from 'node:http';
import type { Figure, Settings } from './figure.js';
import { KEY } from './messages.js';
import { contractServer, type Measured } from './process.js';
import { inTurn, percentile } from './rounds.js';
import { sendTicket } from './send-ticket.js';

/** No word of the made-up tickets has it. */
const WORD = 'zyxquartz';
const SUBJECTS = 12;
const SEARCHES_A_ROUND = 300;

export async function rareWord(
  { compiled, large, rounds }: Settings,
  store: string,
  largeStore: string,
): Promise<Figure> {
  const small = await contractServer(compiled, { store });
  const many = await contractServer(compiled, { store: largeStore });
  try {
    for (const { url } of [small, many]) {
      for (let made = 0; made < SUBJECTS; made += 1) await sendTicket(url, [], `The ${WORD} ${made}`);
    }
    const { p95 } = await inTurn(rounds, taken(many), taken(small));
    return {
      name: `rare word among ${large.toLocaleString('en')} tickets, p95`,
      value: `${p95.one.toFixed(2)} ms`,
      against: `${p95.other.toFixed(2)} ms among 10,000`,
      ratio: p95.ratio,
      wanted: 'at most 3',
    };
  } finally {
    await small.stop();
    await many.stop();
  }
}

function taken({ url }: Measured) {
  return async () => {
    const agent = new Agent({ keepAlive: true });
    const times: number[] = [];
    for (let search = 0; search < SEARCHES_A_ROUND; search += 1) {
      // Parts of the word, too, from the third letter on: no two searches in a row are the same.
      const text = WORD.slice(search % 3, WORD.length - (search % 4));
      const begin = performance.now();
      await answered(`${url}/api/tickets-search.php?limit=20&query=${text}`, agent);
      times.push(performance.now() - begin);
    }
    agent.destroy();
    return { p95: percentile(times, 0.95) };
  };
}

function answered(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'X-API-Key': KEY } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => {
        const found: unknown[] = response.statusCode === 200 ? JSON.parse(text) : [];
        if (found.length >= SUBJECTS) resolve();
        else reject(new Error(`${url} found ${found.length} tickets, status ${response.statusCode}`));
      });
    }).on('error', reject);
  });
}
