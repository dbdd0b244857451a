/** How long another client waits for small answers while something is done to a server, and how long on this machine anyway. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the asking process is started with. */
export interface Questions {
  readonly addresses: readonly Address[];
  /** The server's process. */
  readonly pid: number;
}

export interface Address {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** The status of the right answer. */
  readonly status: number;
}

export interface Waits {
  asked: number;
  /** How many were not answered, or not as they must be. */
  unanswered: number;
  slowestMs: number;
  /** The same without the time in which the server, or the client, was ready and the machine gave it no processor. */
  slowestByServerMs: number;
}

/** Another client must not wait longer than this because of what is done. */
const MOST_MS = 250;

/**
 * Asks a server while something is done. The same is asked of a plain node:http server in a process of its own, at the
 * same time: what that one lets wait is the machine's own noise, too.
 *
 * @param pid the server's process
 */
export async function besideQuestions<T>(
  addresses: readonly Address[],
  pid: number,
  work: () => Promise<T>,
): Promise<{ waits: Waits[]; plain: Waits; result: T }> {
  const plain = started('plain-process.ts');
  const [url] = (await once(plain, 'message')) as [string];
  const all = [...addresses, { url, headers: {}, status: 200 }];
  const asking = started('asking-process.ts', { addresses: all, pid } satisfies Questions);
  await once(asking, 'message');
  try {
    const result = await work();
    asking.send('end');
    const [told] = (await once(asking, 'message')) as [Waits[]];
    return { waits: told.slice(0, -1), plain: told.at(-1) as Waits, result };
  } finally {
    if (asking.connected) asking.disconnect();
    plain.disconnect();
  }
}

/** The questions of other clients: a small answer, one that is searched for, and a key that nobody knows. */
export const smallQuestions = (url: string, key: string): Address[] => [
  { url: `${url}/api/tickets-statuses.php`, headers: { 'X-API-Key': key }, status: 200 },
  { url: `${url}/api/tickets-search.php?limit=5`, headers: { 'X-API-Key': key }, status: 200 },
  { url: `${url}/api/tickets-statuses.php`, headers: { 'X-API-Key': `NOT-${key}` }, status: 401 },
];

/** @returns whether nobody waited too long because of the server, and all were answered; and the figures as sentences */
export function judged(waits: readonly Waits[], plain: Waits): { fine: boolean; text: string } {
  const slowest = Math.max(...waits.map(({ slowestMs }) => slowestMs));
  const byServer = Math.max(...waits.map(({ slowestByServerMs }) => slowestByServerMs));
  const unanswered = waits.reduce((sum, one) => sum + one.unanswered, 0);
  const asked = waits.reduce((sum, one) => sum + one.asked, 0);
  return {
    fine: byServer < MOST_MS && unanswered === 0,
    text: [
      `Questions of another client: ${asked}, not answered: ${unanswered}`,
      `Slowest: ${slowest} ms; without the time that the machine gave no processor: ${byServer} ms (asked: under ${MOST_MS})`,
      `Slowest answer of a plain node:http server at the same time: ${plain.slowestMs} ms`,
    ].join('\n'),
  };
}

const started = (file: string, options: object = {}): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
