import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { RunOutcome } from '../conformance/run/run.js';
import { folderForTests } from '../contract/folder-for-tests.js';
import { type Listening, listen } from '../contract/server-for-tests.js';
import { type ProxySettings, type RunningProxy, startProxy } from './proxy.js';

export const key = '0123456789ABCDEF0123456789ABCDEF';

export interface Before {
  proxy: RunningProxy;
  target: Listening;
  report: string;
  stop(): Promise<RunOutcome>;
}

/** Starts proxies before installations of a test's own; both end after the test. */
export function proxiesForTests() {
  const folder = folderForTests();
  const open: (() => Promise<unknown>)[] = [];
  let count = 0;
  const closeAll = async () => {
    for (const close of open.splice(0).reverse()) await close();
  };
  afterEach(closeAll);
  afterAll(closeAll);

  const before = async (url: string, settings: Partial<ProxySettings> = {}) => {
    count += 1;
    const report = join(folder, String(count));
    const proxy = await startProxy({
      url,
      host: '127.0.0.1',
      port: 0,
      pagePort: 0,
      enforce: false,
      repair: false,
      timeoutMs: 20_000,
      report,
      ...settings,
    });
    let ended: Promise<RunOutcome> | undefined;
    const stop = () => {
      ended ??= proxy.stop();
      return ended;
    };
    open.push(stop);
    return { proxy, report, stop };
  };
  return {
    before,
    async beforeServer(answers: RequestListener, settings?: Partial<ProxySettings>): Promise<Before> {
      const target = await listen(answers);
      open.push(() => target.close());
      return { target, ...(await before(target.url, settings)) };
    },
  };
}

/** An installation that answers everything with the same. */
export const always =
  (status: number, type: string, text: string, headers: Record<string, string | string[]> = {}) =>
  (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(text);
  };
