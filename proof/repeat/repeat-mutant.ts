/** Tries the script of a mutant's failure: against the mutant it shows the fault again, and against a server in order not. */
import { allChecks } from '../../conformance/checks/index.js';
import type { Exchange } from '../../conformance/client/exchange.js';
import { Ledger } from '../../conformance/client/ledger.js';
import { LiveWire } from '../../conformance/client/live-wire.js';
import { Keyring } from '../../conformance/client/redaction.js';
import { judge } from '../../conformance/kernel/judge.js';
import { newRunId, Session } from '../../conformance/kernel/session.js';
import { originsOf } from '../../conformance/reports/repeat/origins.js';
import { scriptOf } from '../../conformance/reports/repeat/script.js';
import { factsOf } from '../../conformance/run/open-session.js';
import { preflight } from '../../conformance/run/preflight.js';
import { probes } from '../../conformance/steps/probes.js';
import { noFault } from '../../server/faults/fault.js';
import { type Mutant, nameOf } from '../mutants/engine/mutant.js';
import type { Target } from '../mutants/engine/target.js';
import { runScript } from './run-script.js';
import { appearance, differenceFrom } from './same-shape.js';

export interface Repeated {
  name: string;
  /** Why the script does not show the fault again; nothing where it does. */
  why?: string;
  script?: string;
}

/** Runs the check that finds the mutant, then the script of its failure. */
export async function repeatMutant(target: Target, mutant: Mutant): Promise<Repeated> {
  const name = nameOf(mutant);
  const { settings, front } = target;
  const exchanges: Exchange[] = [];
  const id = newRunId();
  const startedAt = new Date();
  const session = new Session(
    { ...factsOf(settings), id, startedAt },
    new LiveWire(settings, new Keyring(settings.keys), { add: (exchange) => exchanges.push(exchange) }),
    new Ledger(undefined, id, settings.url),
    probes,
  );
  front.carry(mutant.fault);
  await preflight(session);
  const checks = allChecks.filter(
    (one) => one.requirement === mutant.requirement && one.operation === mutant.operation,
  );
  const results = await Promise.all(checks.map((check) => judge(session, check)));
  await target.reset();
  const result = results.find(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  if (!result) return { name, why: 'the check does not find it' };
  exchanges.sort((a, b) => a.id - b.id);
  const proof = exchanges.filter((one) => result.exchanges.includes(one.id));
  const script = scriptOf(result, proof, {
    url: settings.url,
    startedAt: startedAt.toISOString(),
    mainKey: settings.keys[0].name,
    origins: originsOf(id, exchanges),
  });
  if (script === undefined) return { name, why: 'no exchange proves it' };

  front.carry(mutant.fault);
  const again = await runScript(script, settings);
  await target.reset();
  if (again.exitCode !== 0) return { name, script, why: `the script ended with ${again.exitCode}: ${again.errors}` };
  const difference = differenceFrom(result, proof, again.answers);
  if (difference !== undefined) return { name, script, why: difference };

  front.carry(noFault);
  const inOrder = await runScript(script, settings);
  await target.reset();
  const isSame = inOrder.exitCode === 0 && appearance(inOrder.answers) === appearance(again.answers);
  return isSame ? { name, script, why: 'it shows the same of a server in order' } : { name };
}
