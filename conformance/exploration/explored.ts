/** The exploration of a run, once for the check that it is the last one of. */
import { checkName } from '../client/check-name.js';
import { changeAlone } from '../kernel/conclusion.js';
import type { Context } from '../kernel/context.js';
import { type Finding, fieldsOf, Skip, Untestable } from '../kernel/outcome.js';
import { type OthersUntouched, seedOf } from '../kernel/session.js';
import { changesAlone, hasChangedAlone, patientLooks } from '../steps/changes-alone.js';
import { mayTouchOthers, touchedOthers } from '../steps/touched-others.js';
import { explore } from './explore.js';

/** @returns the requirements that were found broken @throws Skip when nothing may be explored */
export async function explored(t: Context): Promise<readonly Finding[]> {
  const { run, verdicts, findings } = t.session;
  if (run.mode === 'read') throw new Skip('unsafe', 'The run only reads (see --write).');
  // Without the numbers of its own tickets a run does not know what it did to which.
  const numbers = 'createTicket/answers-the-number';
  if (verdicts.get(checkName({ requirement: numbers, operation: 'createTicket' })) === 'fail') {
    throw new Untestable(numbers, `Needed ${numbers}, but creations answer something else`);
  }
  const [needed] = await learnTouchedOthers(t);
  if (needed) {
    throw new Untestable(needed, `Needed ${needed}, but a ticket that nothing was done to changed with it`);
  }
  if (!run.explore) throw new Skip('not-applicable', 'Nothing was to be explored (see --explore).');
  const late = await t.session.probes.lateReading();
  if (late) throw new Untestable(late, `Needed ${late}, but a ticket showed a note late`);
  // What another check has called broken, or could not verify, explains what is found here.
  const isOpen = (one: Pick<Finding, 'requirement' | 'operation'>) =>
    (verdicts.get(checkName(one)) ?? 'pass') === 'pass';
  const { findings: found, ...explored } = await explore(t, seedOf(run), run.explore, isOpen);
  t.session.explored = explored;
  findings.push(...found);
  if (found.length > 0 && t.session.foundByReading.size === 0) await learnChangesAlone(t);
  return findings;
}

/** Asked only where a write seems to be at fault, and now, as nothing else is sent any more. */
async function learnTouchedOthers(t: Context): Promise<readonly OthersUntouched[]> {
  const { session } = t;
  const found = [...session.foundByReading.values()];
  if (found.length > 0) await learnChangesAlone(t);
  const isDoubtful = found.some(({ operation }) => mayTouchOthers(operation));
  const touched = isDoubtful ? (await touchedOthers(t)).filter((one) => !changeAlone(session, fieldsOf(one))) : [];
  session.findings.push(...touched);
  session.touchedOthers = touched.map(({ requirement }) => requirement);
  const isUnexplained = isDoubtful && touched.length === 0 && session.changesAlone.length === 0;
  if (isUnexplained && (await hasChangedAlone(t))) await learnChangesAlone(t, patientLooks);
  return session.touchedOthers;
}

/** A ticket that changes while nothing is sent proves nothing of requests, unless what was sent is shown late. */
async function learnChangesAlone(t: Context, looks?: number): Promise<void> {
  if (await t.session.probes.lateReading()) return;
  t.session.changesAlone = await changesAlone(t, looks);
}
