/** Tries one mutant: a run of its own against the broken server, with the checks that should find the fault. */

import { allChecks } from '../../../conformance/checks/index.js';
import { checkName } from '../../../conformance/client/check-name.js';
import type { Exchange } from '../../../conformance/client/exchange.js';
import { Ledger } from '../../../conformance/client/ledger.js';
import { LiveWire } from '../../../conformance/client/live-wire.js';
import { Keyring } from '../../../conformance/client/redaction.js';
import type { Check } from '../../../conformance/kernel/check.js';
import { concluded } from '../../../conformance/kernel/conclusion.js';
import { judge } from '../../../conformance/kernel/judge.js';
import { newRunId, Session } from '../../../conformance/kernel/session.js';
import { factsOf } from '../../../conformance/run/open-session.js';
import { preflight } from '../../../conformance/run/preflight.js';
import { probes } from '../../../conformance/steps/probes.js';
import type { Result } from '../../../generated/results.js';
import { NotReachable } from '../../../installation/exit.js';
import type { Mutant } from './mutant.js';
import type { Target } from './target.js';

export interface MutantResult {
  mutant: Mutant;
  killed: boolean;
  /** What the checks of the broken requirement said. */
  verdicts: string[];
  /** Other checks that found something; only where all were asked. */
  others: string[];
  ms: number;
}

/** What is looked at, beside the requirement itself, when all checks are asked. */
export type Scope = 'requirement' | 'all checks';

/**
 * A run whose evidence and ledger are in memory alone: its tickets are taken away with the database.
 *
 * @param keep is called with each exchange
 */
export function sessionFor({ settings }: Target, keep: (exchange: Exchange) => void = () => {}): Session {
  const id = newRunId();
  return new Session(
    { ...factsOf(settings), id, startedAt: new Date(), seed: 1 },
    new LiveWire(settings, new Keyring(settings.keys), { add: keep }),
    new Ledger(undefined, id, settings.url),
    probes,
  );
}

const isOf = (mutant: Mutant) => (check: Check) =>
  check.requirement === mutant.requirement && check.operation === mutant.operation;

/** What the checks of a mutant's requirement say; the session has looked at the target. */
export async function judgeOwn(session: Session, mutant: Mutant): Promise<Result[]> {
  const own = allChecks.filter(isOf(mutant));
  const results = await Promise.all(own.map((check) => judge(session, check)));
  // What only a sequence of requests shows is found by the check that explores.
  if (mutant.explored) await Promise.all(allChecks.filter(({ alone }) => alone).map((check) => judge(session, check)));
  return own.map((check, index) => concluded(session, check, results[index] as Result));
}

export const isBroken = ({ verdict }: Result) => verdict === 'fail' || verdict === 'warn';

/** @throws never: a mutant that cannot be tried has survived */
export async function tryMutant(target: Target, mutant: Mutant, scope: Scope): Promise<MutantResult> {
  const started = performance.now();
  target.front.carry(mutant.fault);
  const session = sessionFor(target);
  let verdicts: string[];
  let others: string[] = [];
  let killed = false;
  try {
    await preflight(session);
    const own = await judgeOwn(session, mutant);
    killed = own.some(isBroken);
    verdicts = own.map(inWords);
    if (own.length === 0) verdicts.push(`no check of ${mutant.requirement} for ${mutant.operation}`);
    if (scope === 'all checks') {
      const isOwn = isOf(mutant);
      const rest = allChecks.filter((check) => !isOwn(check));
      const all = await Promise.all(rest.map((check) => judge(session, check)));
      const last = all.map((result, index) => concluded(session, rest[index] as Check, result));
      others = last.filter(isBroken).map((result) => checkName(result as unknown as Check));
    }
  } catch (error) {
    if (!(error instanceof NotReachable)) throw error;
    verdicts = [`the run did not begin: ${error.message}`];
  }
  await target.reset();
  return { mutant, killed, verdicts, others, ms: Math.round(performance.now() - started) };
}

const inWords = ({ verdict, expected, actual, reason }: Result) =>
  `${verdict}: ${expected ? `expected ${expected}, was ${actual}` : (reason?.text ?? 'nothing was found')}`;
