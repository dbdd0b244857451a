/** Tries the script of a mutant's failure: against the mutant it shows the fault again, and against a server in order not. */
import type { Exchange } from '../../conformance/client/exchange.js';
import { originsOf } from '../../conformance/reports/repeat/origins.js';
import { scriptOf } from '../../conformance/reports/repeat/script.js';
import { preflight } from '../../conformance/run/preflight.js';
import { noFault } from '../../server/faults/fault.js';
import { isBroken, judgeOwn, sessionFor } from '../mutants/engine/kill.js';
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
  const session = sessionFor(target, (exchange) => exchanges.push(exchange));
  front.carry(mutant.fault);
  await preflight(session);
  const result = (await judgeOwn(session, mutant)).find(isBroken);
  await target.reset();
  if (!result) return { name, why: 'the check does not find it' };
  exchanges.sort((a, b) => a.id - b.id);
  const proof = exchanges.filter((one) => result.exchanges.includes(one.id));
  const script = scriptOf(result, proof, {
    url: settings.url,
    startedAt: session.run.startedAt.toISOString(),
    mainKey: settings.keys[0].name,
    origins: originsOf(session.run.id, exchanges),
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
