/** What is left of judged traffic: results, and the exchanges that prove them. */
import { join } from 'node:path';
import { EvidenceFile, readEvidence } from '../conformance/client/evidence.js';
import type { Exchange } from '../conformance/client/exchange.js';
import type { Baseline } from '../conformance/run/known-deviations.js';
import type { RunOutcome } from '../conformance/run/run.js';
import { prepareReportFolder } from '../installation/report-folder.js';
import { type TrafficRun, trafficResults } from './results.js';
import type { Traffic } from './traffic.js';

/**
 * @param report folder; the evidence is written into it
 * @throws UserError when it cannot be written
 */
export function trafficOutcome(
  traffic: Traffic,
  run: TrafficRun,
  report: string,
  baseline: Baseline | undefined,
): RunOutcome {
  prepareReportFolder(report);
  const results = trafficResults(traffic, run, baseline);
  const evidence = keepProofs(join(report, 'evidence.ndjson'), traffic, run);
  return { results, evidence, report };
}

/** The exchanges that prove something, in the order in which they were seen. */
export function proofsIn({ tally, clients }: Traffic): Exchange[] {
  const proofs = new Map<number, Exchange>();
  for (const { exchanges } of tally.all()) for (const one of exchanges) proofs.set(one.id, one);
  for (const one of clients.proofs) proofs.set(one.id, one);
  return [...proofs.values()].sort((a, b) => a.id - b.id);
}

function keepProofs(file: string, traffic: Traffic, run: TrafficRun) {
  const evidence = new EvidenceFile(file, {
    format: 1,
    runId: run.id,
    startedAt: run.startedAt.toISOString(),
    url: run.url,
    reference: false,
    mode: 'read',
    deletes: false,
    keys: [{ name: 'client-1', active: true }],
    known: {},
  });
  for (const one of proofsIn(traffic)) evidence.add(one);
  return readEvidence(file);
}
