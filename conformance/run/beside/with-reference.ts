/** The results of a run, with what the reference server answers beside them. */
import { printError } from '../../../installation/print.js';
import type { RunOutcome } from '../run.js';
import { besideReference } from './beside-reference.js';

/**
 * Asks the reference server what a run could not decide. Where that does not work, the results are as they were: they are
 * not lost for it. A run that was stopped is left as it is.
 *
 * @param out where the progress goes
 */
export async function withReference(outcome: RunOutcome, out?: NodeJS.WriteStream): Promise<RunOutcome> {
  const { results, evidence, report, signal } = outcome;
  if (signal || results.run.endedEarly) return outcome;
  out?.write('Asking the reference server the same where the run could not decide …\n');
  try {
    const beside = await besideReference(results, evidence, report);
    return beside ? { ...outcome, results: { ...results, beside } } : outcome;
  } catch (error) {
    printError(`The reference server could not be asked, so the report has nothing of it: ${(error as Error).message}`);
    return outcome;
  }
}
