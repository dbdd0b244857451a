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
import type { OperationId } from '../../../contract/operations.js';
import type { Result } from '../../../generated/results.js';
import { NotReachable } from '../../../installation/exit.js';
import type { Mutant } from './mutant.js';
import type { Target } from './target.js';
import { noting } from './touched.js';

export interface MutantResult {
  mutant: Mutant;
  killed: boolean;
  /** What the checks of the broken requirement said. */
  verdicts: string[];
  /** Operations whose requests or answers the fault changed. */
  touched: (OperationId | 'none')[];
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

type Judged = readonly [Check, Result];

/** The last word on the checks of a mutant's requirement, and on those others that were asked. */
async function judged(session: Session, mutant: Mutant, scope: Scope): Promise<Record<'own' | 'others', Result[]>> {
  const isOwn = isOf(mutant);
  const asked = { own: [] as Judged[], others: [] as Judged[] };
  const ask = async (whose: keyof typeof asked, checks: readonly Check[]) => {
    const one = async (check: Check): Promise<Judged> => [check, await judge(session, check)];
    asked[whose].push(...(await Promise.all(checks.filter(({ alone }) => !alone).map(one))));
    // As in a run: one would move the numbers that another compares.
    for (const check of checks.filter(({ alone }) => alone)) asked[whose].push(await one(check));
  };
  const ended = (whose: keyof typeof asked) => asked[whose].map(([check, result]) => concluded(session, check, result));
  await ask('own', allChecks.filter(isOwn));
  const others = allChecks.filter((check) => !isOwn(check));
  const [exploring, sideBySide] = [others.filter(({ alone }) => alone), others.filter(({ alone }) => !alone)];
  // What only a sequence of requests shows, or an answer to another check, is found in a whole run.
  for (const more of scope === 'all checks' ? [sideBySide, exploring] : [exploring, sideBySide]) {
    if (scope === 'all checks' || !ended('own').some(isBroken)) await ask('others', more);
  }
  return { own: ended('own'), others: ended('others') };
}

/** What the checks of a mutant's requirement say; the session has looked at the target. */
export const judgeOwn = async (session: Session, mutant: Mutant): Promise<Result[]> =>
  (await judged(session, mutant, 'requirement')).own;

export const isBroken = ({ verdict }: Result) => verdict === 'fail' || verdict === 'warn';

/** @throws never: a mutant that cannot be tried has survived */
export async function tryMutant(target: Target, mutant: Mutant, scope: Scope): Promise<MutantResult> {
  const started = performance.now();
  const touched = new Set<OperationId | 'none'>();
  target.front.carry(noting(mutant.fault, touched));
  const session = sessionFor(target);
  let verdicts: string[];
  let found: string[] = [];
  let killed = false;
  try {
    await preflight(session);
    const { own, others } = await judged(session, mutant, scope);
    killed = own.some(isBroken);
    verdicts = own.map(inWords);
    if (own.length === 0) verdicts.push(`no check of ${mutant.requirement} for ${mutant.operation}`);
    if (scope === 'all checks') found = others.filter(isBroken).map(nameOfResult);
  } catch (error) {
    if (!(error instanceof NotReachable)) throw error;
    verdicts = [`the run did not begin: ${error.message}`];
  }
  await target.reset();
  return {
    mutant,
    killed,
    verdicts,
    touched: [...touched],
    others: found,
    ms: Math.round(performance.now() - started),
  };
}

const nameOfResult = (result: Result) => checkName(result as unknown as Check);

const inWords = ({ verdict, expected, actual, reason }: Result) =>
  `${verdict}: ${expected ? `expected ${expected}, was ${actual}` : (reason?.text ?? 'nothing was found')}`;
