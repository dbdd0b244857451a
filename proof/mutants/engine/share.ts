/** Shares the mutants out among processes: each has a reference server of its own, and they are busy computing. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { allMutants } from '../index.js';
import type { Scope, Trial } from './kill.js';
import type { Mutant } from './mutant.js';

/** What a process is asked: its mutants as places in the list of all. */
export interface Share {
  places: number[];
  scope: Scope;
}

/** What it tells of each. */
export interface Told extends Omit<Trial, 'mutant'> {
  place: number;
}

const worker = fileURLToPath(new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
const atMost = 4;

export async function tryInProcesses(
  mutants: readonly Mutant[],
  scope: Scope,
  tell: (trial: Trial) => void,
): Promise<Trial[]> {
  const places = mutants.map((mutant) => allMutants.indexOf(mutant));
  const count = Math.min(availableParallelism(), atMost, places.length);
  const trials = new Map<number, Trial>();
  const shares = Array.from({ length: count }, (_, index) => places.filter((_, at) => at % count === index));
  await Promise.all(
    shares.map((share) =>
      inProcess({ places: share, scope }, ({ place, ...told }) => {
        const trial = { ...told, mutant: allMutants[place] as Mutant };
        trials.set(place, trial);
        tell(trial);
      }),
    ),
  );
  return places.map((place) => trials.get(place) as Trial);
}

function inProcess(share: Share, tell: (told: Told) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(worker);
    child.on('message', (told) => tell(told as Told));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`A process that tried mutants ended with ${code ?? signal}.`));
    });
    child.send(share);
  });
}
