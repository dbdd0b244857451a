/** The reference server as a target: in a process of its own, so that it does not share a processor with the sender. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Reference {
  url: string;
  key: string;
  stop(): Promise<void>;
}

export interface ReferenceOptions {
  tickets: number;
  /** As ServerOptions has it. Default: memory. */
  store?: string;
  /** For several servers on one store. Default: a random one. */
  key?: string;
}

/** @throws Error when the server does not start */
export async function startReference(options: ReferenceOptions): Promise<Reference> {
  const file = fileURLToPath(
    new URL(`./reference-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
  );
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: loaderFor(file),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const started = once(child, 'message') as Promise<[{ url: string; key: string }]>;
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The reference server did not start (exit code ${code}).`);
  });
  const [{ url, key }] = await Promise.race([started, ended]);
  ended.catch(() => {});
  return { url, key, stop: () => stop(child) };
}

/** Where the sources run as they are, the child needs the loader that the parent runs with, or tsx. */
function loaderFor(file: string): string[] {
  if (file.endsWith('.js')) return process.execArgv;
  return process.execArgv.some((argument) => argument.includes('tsx')) ? process.execArgv : ['--import', 'tsx'];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(late);
}
