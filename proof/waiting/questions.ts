/** How long another client waits for small answers while something is done to a server, and how long on this machine anyway. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the asking process is started with. */
export interface Questions {
  readonly addresses: readonly Address[];
}

export interface Address {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** The status of the right answer. */
  readonly status: number;
}

export interface Waits {
  asked: number;
  slowestMs: number;
  /** How many took more than 250 ms. */
  over250: number;
  /** How many were not answered, or not as they must be. */
  unanswered: number;
}

/** Another client must not wait longer than this because of what is done. */
export const MOST_WAIT_MS = 250;

/**
 * Asks while something is done. The same is asked of a plain node:http server in a process of its own, at the same time:
 * what it lets wait is the machine's own noise.
 *
 * @returns how long each address let wait, and the plain server
 */
export async function besideQuestions<T>(
  addresses: readonly Address[],
  work: () => Promise<T>,
): Promise<{ waits: Waits[]; noise: Waits; result: T }> {
  const plain = process_('plain-process.ts');
  const [url] = (await once(plain, 'message')) as [string];
  const asking = process_('asking-process.ts', {
    addresses: [...addresses, { url, headers: {}, status: 200 }],
  } satisfies Questions);
  await once(asking, 'message');
  try {
    const result = await work();
    asking.send('end');
    const [told] = (await once(asking, 'message')) as [Waits[]];
    const noise = told.at(-1) as Waits;
    return { waits: told.slice(0, -1), noise, result };
  } finally {
    if (asking.connected) asking.disconnect();
    plain.disconnect();
  }
}

const process_ = (file: string, options: object = {}): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
