/** Servers in processes of their own, so that each one's work and memory can be told apart from the client's. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ProxySettings } from '../../proxy/proxy.js';
import type { DriftSettings } from '../../traffic/drift.js';
import type { ContractServer, PlainServer, Usage } from './messages.js';

export interface Measured {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** @param compiled where the compiled `proof/bench` is @returns the reference server, with all permissions for KEY */
export function contractServer(compiled: string, options: ContractServer): Promise<Measured> {
  return started(join(compiled, 'contract-process.js'), options);
}

/** @param compiled where the compiled `proof/bench` is @returns node:http and nothing else */
export function plainServer(compiled: string, options: PlainServer): Promise<Measured> {
  return started(join(compiled, 'plain-process.js'), options);
}

/** @param compiled where the compiled `proof/bench` is @returns the proxy of the product, on a free port */
export function proxyServer(
  compiled: string,
  options: Pick<ProxySettings, 'url' | 'enforce' | 'repair' | 'report'>,
): Promise<Measured> {
  const others = { host: '127.0.0.1', port: 0, pagePort: 0, timeoutMs: 120_000 };
  return started(join(compiled, 'proxy-process.js'), { ...options, ...others } satisfies ProxySettings);
}

/** @param compiled where the compiled `proof/bench` is @returns `drift`, once it has judged the file */
export function driftProcess(compiled: string, file: string, report: string): Promise<Measured> {
  return started(join(compiled, 'drift-process.js'), { files: [file], report } satisfies DriftSettings);
}

async function started(file: string, options: object): Promise<Measured> {
  // Without the options of this process, which load what runs sources.
  const child = fork(file, [JSON.stringify(options)], { execArgv: [] });
  const url = await answer<string>(child);
  return {
    url,
    usage: () => {
      child.send('usage');
      return answer<Usage>(child);
    },
    stop: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}

async function answer<Message>(child: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  try {
    const gone = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`A benchmarked server ended with code ${code}`);
    });
    const [message] = await Promise.race([once(child, 'message', { signal: ended.signal }), gone]);
    return message as Message;
  } finally {
    ended.abort();
  }
}
