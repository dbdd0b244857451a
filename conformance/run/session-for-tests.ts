/** A session whose requests are answered by a function in place of a network, for tests. */
import { runId, url } from '../client/caller-for-tests.js';
import { Ledger } from '../client/ledger.js';
import type { Wire } from '../client/wire.js';
import { type RunInfo, Session } from '../kernel/session.js';
import { probes } from '../steps/probes.js';

export const runInfo: RunInfo = {
  id: runId,
  startedAt: new Date('2026-11-24T00:00:00Z'),
  url,
  reference: false,
  mode: 'write',
  deletes: true,
  mail: true,
  largeFiles: true,
  keys: [{ name: 'main', active: true }],
  known: {},
};

/** A session on a wire, with a ledger in memory unless another is given. */
export const sessionOn = (
  wire: Wire,
  run: Partial<RunInfo> = {},
  ledger: Ledger = new Ledger(undefined, runInfo.id, runInfo.url),
): Session => new Session({ ...runInfo, ...run }, wire, ledger, probes);
