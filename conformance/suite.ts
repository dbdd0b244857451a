/**
 * The one vitest file of a run: each check is a vitest test. All checks run in one worker and side by side, since they
 * share what they make, the rate limit, the ledger and the evidence.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import type { Result } from '../generated/results.js';
import { allChecks } from './checks/index.js';
import { cleanUp } from './cleanup.js';
import { checkName, judge } from './judge.js';
import { NotReachable, preflight } from './preflight.js';
import { summarise } from './results.js';
import { selector } from './selection.js';
import { Session } from './session.js';
import { EvidenceFile } from './target/evidence.js';
import { Ledger, ledgerFolder } from './target/ledger.js';
import { LiveWire } from './target/live-wire.js';
import { Keyring } from './target/redaction.js';
import type {} from './worker.js';

const { settings, run } = inject('run');
const { url, reference, mode, deletes, known } = settings;
const [main, ...others] = settings.keys.map(({ key: _, ...info }) => info);
if (!main) throw new Error('A run needs a key');
const startedAt = new Date(run.startedAt);
const evidence = new EvidenceFile(join(settings.report, 'evidence.ndjson'), {
  format: 1,
  runId: run.id,
  startedAt: run.startedAt,
  url,
  reference,
  mode,
  deletes,
  keys: [main, ...others].map(({ name, permissions = [], active }) => ({ name, permissions, active })),
});
const ledger = mode === 'write' ? new Ledger(ledgerFolder(settings.report), run.id, url) : undefined;
const wire = new LiveWire(settings, new Keyring(settings.keys), evidence);
const session = new Session(
  { id: run.id, startedAt, url, reference, mode, deletes, known, keys: [main, ...others] },
  wire,
  ledger,
);
const selected = selector(allChecks, settings);
const results: Result[] = [];

describe('conformance', () => {
  beforeAll(async ({}, { meta }) => {
    try {
      await preflight(session);
    } catch (error) {
      if (!(error instanceof NotReachable)) throw error;
      meta.end = { unreachable: error.message };
      throw error;
    }
  });

  describe.concurrent('checks', () => {
    test.for(allChecks.filter(selected).map((check) => [checkName(check), check] as const))(
      '%s',
      async ([, check], { task }) => {
        const result = await judge(session, check);
        results.push(result);
        task.meta.result = result;
        if (result.verdict === 'fail') throw new Error(`expected ${result.expected}, was ${result.actual}`);
      },
    );
  });

  afterAll(async ({}, { meta }) => {
    const left = await cleanUp(session);
    ledger?.close(left.length === 0);
    meta.end ??= { results: JSON.stringify(summarise(session, settings, results, { left, rejudged: false })) };
  });
});
