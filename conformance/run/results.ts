/** From the results of the checks to the verdict on the installation. */
import { readFileSync } from 'node:fs';
import { contract } from '../../contract/document.js';
import type { Result, Results } from '../../generated/results.js';
import { exitCodes } from '../../installation/exit.js';
import type { Session } from '../kernel/session.js';
import { tracesOf } from '../kernel/traces.js';
import { applyBaseline, type Baseline } from './known-deviations.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What a run ended with, beside the results of its checks. */
export interface RunEnd {
  left: Results['left'];
  rejudged: boolean;
  endedEarly?: Results['run']['endedEarly'];
  /** Checks that were not begun (default: none). */
  notRun?: readonly string[];
}

interface Chosen {
  only: string[];
  skip: string[];
  baseline?: Baseline;
}

/** Which suite and contract judged. */
export const suite: Results['suite'] = { version, contract: contract.info.version };

/**
 * How many results have each verdict, after those that the baseline knows are marked.
 *
 * @returns also what is stale in the baseline; nothing of it where there is none
 */
export function counted(results: Result[], baseline: Baseline | undefined): Pick<Results, 'counts' | 'stale'> {
  const stale = baseline && applyBaseline(baseline, results, new Date().toISOString().slice(0, 10));
  const counts = { pass: 0, fail: 0, warn: 0, info: 0, error: 0, untestable: 0, skip: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return { counts, ...(stale ? { stale } : {}) };
}

/** Puts the results of a run together. */
export function summarise(session: Session, settings: Chosen, results: Result[], end: RunEnd): Results {
  const { stale, counts } = counted(results, settings.baseline);
  const { endedEarly, notRun = [] } = end;
  const chosen = settings.only.length > 0 || settings.skip.length > 0 || settings.baseline !== undefined;
  const filtered = chosen || endedEarly !== undefined || notRun.length > 0;
  const verdict = verdictOf(results, counts, filtered);
  const { run } = session;
  return {
    format: 1,
    suite,
    run: {
      id: run.id,
      startedAt: run.startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      mode: run.mode,
      deletes: run.deletes,
      only: settings.only,
      skip: settings.skip,
      requests: session.wire.sent,
      ...(session.explored ? { explored: session.explored } : {}),
      ...(endedEarly ? { endedEarly } : {}),
      ...(notRun.length > 0 ? { notRun: [...notRun] } : {}),
      rejudged: end.rejudged,
    },
    target: {
      url: run.url,
      reference: run.reference,
      ...(session.server ? { server: session.server } : {}),
      capabilities: session.capabilities,
      permissions: session.permissions,
    },
    verdict,
    sentence: [endedEarly?.text, sentenceOf(verdict, counts, results, stale)].filter(Boolean).join(' '),
    counts,
    results,
    left: end.left,
    ...(end.rejudged ? {} : { traces: tracesOf(run) }),
    ...(stale ? { stale } : {}),
  };
}

export const isFailure = ({ verdict, known }: Result) => verdict === 'fail' && !known;

function verdictOf(results: Result[], counts: Results['counts'], filtered: boolean): Results['verdict'] {
  if (results.some(isFailure)) return 'not-conformant';
  if (counts.pass + counts.warn + counts.fail === 0) return 'not-verified';
  // What does not apply to an installation, such as a capability that it lacks, takes nothing away.
  const missing = results.some(
    ({ level, verdict, reason }) =>
      level === 'MUST' &&
      (verdict === 'untestable' ||
        verdict === 'error' ||
        (verdict === 'skip' && ['not-selected', 'unsafe', 'no-permission', 'no-data'].includes(reason?.code ?? ''))),
  );
  return filtered || missing ? 'partial' : 'conformant';
}

function sentenceOf(
  verdict: Results['verdict'],
  counts: Results['counts'],
  results: Result[],
  stale: string[] | undefined,
): string {
  const failed = results.filter(isFailure).length;
  const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  const advice = counts.warn > 0 ? ` ${some(counts.warn, 'check', 'checks')} ended with a warning.` : '';
  const known = results.some((result) => result.known) ? ' Known deviations are in the baseline.' : '';
  const outdated = stale?.length
    ? ` ${some(stale.length, 'entry of the baseline is', 'entries of the baseline are')} stale.`
    : '';
  switch (verdict) {
    case 'conformant':
      return `This installation does what the reference says: ${some(counts.pass, 'check', 'checks')} passed.${advice}`;
    case 'not-conformant':
      return `This installation differs from the reference: ${some(failed, 'check', 'checks')} failed.${advice}${outdated}`;
    case 'partial': {
      const open = counts.untestable + counts.skip + counts.error;
      const passed = `${some(counts.pass, 'check', 'checks')} passed`;
      const found =
        open === 0
          ? `No broken requirement was found among those that were checked: ${passed}.`
          : `No broken requirement was found, but not everything was verified: ${passed}, ${open} could not or should not be done.`;
      return `${found}${advice}${known}${outdated}`;
    }
    case 'not-verified':
      return ['Nothing could be verified.', mostFrequent(results.flatMap(({ reason }) => reason?.text ?? []))]
        .filter(Boolean)
        .join(' ');
  }
}

/** The text that comes most often. */
function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Exit codes of runs that did not come to their end. */
const earlyCodes = {
  'target-gone': exitCodes.notReachable,
  'out-of-budget': exitCodes.outOfTime,
  interrupted: exitCodes.interrupted,
  'not-written': exitCodes.badSettings,
};

/** The exit code that a run ends with. */
export function exitCodeOf({ run: { endedEarly }, verdict, counts, stale, clients }: Results): number {
  if (endedEarly?.code === 'interrupted') return exitCodes.interrupted;
  if (counts.error > 0) return exitCodes.suiteFault;
  if (endedEarly) return earlyCodes[endedEarly.code];
  if (verdict === 'not-conformant' || stale?.length || clients?.length) return exitCodes.failed;
  if (verdict === 'not-verified') return exitCodes.notVerified;
  return exitCodes.conformant;
}
