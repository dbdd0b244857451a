/** The reference server as `serve --as` makes it deviate, for a suite that finds much. */
import { startCommand } from '../../cli/command-for-tests.js';
import { KEY } from './messages.js';

export const deviating = 'plugin-2.3.4';

/** @returns its address, once it listens */
export async function deviatingServer(): Promise<{ url: string; stop(): void }> {
  const served = startCommand(['serve', '--as', deviating, '--port', '0', '--key', KEY, '--quiet']);
  const [url = ''] = /http:\/\/[\d.:]+/.exec(await firstText(served.stdout)) ?? [];
  return { url, stop: () => void served.kill() };
}

async function firstText(stream: AsyncIterable<unknown>): Promise<string> {
  for await (const text of stream) return String(text);
  return '';
}
