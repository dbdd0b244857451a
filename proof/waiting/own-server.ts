/** The reference server in a process of its own, so that the client's work is not taken for the server's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface OwnServer {
  readonly url: string;
  readonly key: string;
  readonly pid: number;
  alive(): boolean;
  stop(): Promise<void>;
}

const KEY = 'WAITING';

/** @param store Default: in memory */
export async function ownServer(store = 'memory'): Promise<OwnServer> {
  const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
  const words = ['serve', '--port', '0', '--tickets', '100', '--key', KEY, '--quiet', '--store', store];
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Also where the proof ends by an error: the server would stay.
  process.once('exit', () => child.kill());
  let output = '';
  let url: string | undefined;
  while (url === undefined) {
    const [text] = await once(child.stdout, 'data');
    output += text;
    url = /at (\S+)\/api,/.exec(output)?.[1];
  }
  const alive = () => child.exitCode === null && child.signalCode === null;
  return {
    url,
    key: KEY,
    pid: child.pid as number,
    alive,
    async stop() {
      child.kill('SIGTERM');
      if (alive()) await once(child, 'exit');
    },
  };
}
