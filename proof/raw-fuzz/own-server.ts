/** The reference server in a process of its own, so that the attacker's work is not taken for the server's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface OwnServer {
  readonly port: number;
  readonly key: string;
  alive(): boolean;
  /** A small question of a well-behaved client. @returns whether it was answered with 200 */
  ask(): Promise<boolean>;
  stop(): Promise<void>;
}

const KEY = 'RAW-FUZZ';

export async function ownServer(): Promise<OwnServer> {
  const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
  const words = ['serve', '--port', '0', '--tickets', '100', '--key', KEY, '--quiet'];
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let url: string | undefined;
  while (url === undefined) {
    const [text] = await once(child.stdout, 'data');
    output += text;
    url = /at (\S+)\/api,/.exec(output)?.[1];
  }
  return {
    port: Number(new URL(url).port),
    key: KEY,
    alive: () => child.exitCode === null && child.signalCode === null,
    ask: () =>
      fetch(`${url}/api/tickets-statuses.php`, { headers: { 'X-API-Key': KEY } }).then(
        async (answer) => {
          await answer.text();
          return answer.status === 200;
        },
        () => false,
      ),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
