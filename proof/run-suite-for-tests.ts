/** One run of all checks against the reference server, with what it leaves behind. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from '../conformance/kernel/check.js';
import { judgeAll } from '../conformance/run/judge-for-tests.js';
import { openLive } from '../conformance/run/open-session.js';
import { startReference } from '../conformance/run/reference-target.js';
import type { Settings } from '../conformance/run/settings.js';
import type { Result, Results } from '../generated/results.js';
import type { ServerOptions } from '../server/start.js';
import { countRows } from '../server/store/count-rows-for-tests.js';
import type { TableName } from '../server/store/tables.js';

export interface SuiteRun {
  results: Result[];
  /** What the run says that it could not remove. */
  left: Results['left'];
  /** Rows that each table had before and after the run. */
  rows: Record<'before' | 'after', Record<TableName, number>>;
}

export interface SuiteOptions {
  /** Done again and again while the suite runs, by somebody with the server's address and full key. Default: nothing. */
  meanwhile?: (url: string, key: string) => Promise<void>;
  /** Starts what stands before the server. Default: nothing does. */
  front?: (url: string) => Promise<{ url: string; close(): Promise<void> }>;
  /** Other settings of the run. Default: those of a run against the reference server. */
  told?: Partial<Pick<Settings, 'newTicket' | 'largeFiles'>>;
  /** Which checks. Default: all. */
  chosen?: (check: Check) => boolean;
}

export async function runSuite(
  server: Pick<ServerOptions, 'store' | 'without' | 'fill' | 'log'>,
  { meanwhile, front, told, chosen }: SuiteOptions = {},
): Promise<SuiteRun> {
  const report = await mkdtemp(join(tmpdir(), 'suite-'));
  const target = await startReference({ report }, server);
  const { store } = target;
  const standing = await front?.(target.settings.url);
  const settings = { ...target.settings, ...told, url: standing?.url ?? target.settings.url };
  let running = true;
  const others = (async () => {
    while (running && meanwhile) await meanwhile(settings.url, settings.keys[0].key);
  })();
  try {
    const before = await countRows(store.db);
    const { session, finish } = openLive(settings);
    const results = await judgeAll(session, chosen);
    const { left } = await finish();
    return { results, left, rows: { before, after: await countRows(store.db) } };
  } finally {
    running = false;
    await others;
    await standing?.close();
    await target.close();
    await rm(report, { recursive: true });
  }
}

/** Results that are neither passed, observed nor skipped, each in a line. */
export function accusations(results: readonly Result[]): string[] {
  return results
    .filter(({ verdict }) => !['pass', 'info', 'skip'].includes(verdict))
    .map(({ requirement, operation, verdict, expected, actual, reason }) =>
      [verdict, requirement, operation, expected ?? reason?.text, actual].join(' | '),
    );
}
