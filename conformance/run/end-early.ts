/** Ending a run before its time, without leaving anything of it behind. */
import { resolve } from 'node:path';
import type { Vitest } from 'vitest/node';
import { exitCodes } from '../../installation/exit.js';
import { printError } from '../../installation/print.js';
import type { Plan } from './settings.js';
import { stopRun } from './stop.js';

/** The signals that end a run. */
export const signals = ['SIGINT', 'SIGTERM'] as const;

export type Signal = (typeof signals)[number];

/** The exit code after a signal. */
export const codeAfter = (signal: Signal): number =>
  signal === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;

/** A second signal in so short a time is the first one again: a terminal sends it, and npm and tsx pass it on. */
const onceMs = 500;

/**
 * Calls `end` when it is asked the first time. Who asks again ends the process at once, and has to `sweep`.
 *
 * @param plan of the run; absent where it makes nothing
 */
export function gently(plan: Plan | undefined, end: (signal: Signal) => void): (signal: Signal) => void {
  let asked: number | undefined;
  return (signal) => {
    if (asked === undefined) {
      asked = Date.now();
      end(signal);
    } else if (Date.now() - asked > onceMs) {
      if (plan?.mode === 'write' && !plan.reference) printError(sweepAdvice(plan));
      process.exit(codeAfter(signal));
    }
  };
}

const sweepAdvice = ({ report }: Plan) =>
  `Ended at once: tickets of the run may be left. Remove them with the same settings: osticket-contract sweep --deletes --report ${resolve(report)}`;

/** Calls `end` on Ctrl+C and on SIGTERM. @returns stops listening */
export function onSignals(end: (signal: Signal) => void): () => void {
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

/** Ends the run that is under way. Resolves when its tickets are removed and its results are there. */
export async function endRun(vitest: Vitest, out: NodeJS.WriteStream | undefined): Promise<void> {
  out?.write('\nEnding: nothing more is checked, and the tickets of the run are removed. Once more ends at once.\n');
  stopRun();
  await vitest.cancelCurrentRun('keyboard-input');
}
