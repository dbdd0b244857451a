/** Ending a run before its time, without leaving anything of it behind. */
import type { Vitest } from 'vitest/node';
import { exitCodes } from '../../installation/exit.js';

/** Calls `end` when it is asked the first time. Who asks again ends the process at once, and has to `sweep`. */
export function gently(end: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) process.exit(exitCodes.interrupted);
    asked = true;
    end();
  };
}

/** Calls `end` on Ctrl+C and on SIGTERM. @returns stops listening */
export function onSignals(end: () => void): () => void {
  process.on('SIGINT', end).on('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

/** Ends the run that is under way. Resolves when its tickets are removed and its results are there. */
export async function endRun(vitest: Vitest, out: NodeJS.WriteStream | undefined): Promise<void> {
  out?.write('\nEnding: the checks under way are finished, then the tickets of the run are removed.\n');
  await vitest.cancelCurrentRun('keyboard-input');
}
