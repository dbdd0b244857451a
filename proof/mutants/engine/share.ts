/** Shares the mutants among processes: each has a reference server of its own and keeps a processor busy. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { allMutants } from '../index.js';
import type { MutantResult, Scope } from './kill.js';
import type { Mutant } from './mutant.js';

/** What a process is sent: its mutants, as places in the list of all. */
export interface Share {
  places: number[];
  scope: Scope;
}

/** What it reports of each. */
export interface Report extends Omit<MutantResult, 'mutant'> {
  place: number;
}

const worker = fileURLToPath(new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
const atMost = 4;

export async function tryInProcesses(
  mutants: readonly Mutant[],
  scope: Scope,
  report: (result: MutantResult) => void,
): Promise<MutantResult[]> {
  const places = mutants.map((mutant) => allMutants.indexOf(mutant));
  const count = Math.min(availableParallelism(), atMost, places.length);
  const results = new Map<number, MutantResult>();
  const shares = Array.from({ length: count }, (_, index) => places.filter((_, at) => at % count === index));
  await Promise.all(
    shares.map((share) =>
      inProcess({ places: share, scope }, ({ place, ...tried }) => {
        const result = { ...tried, mutant: allMutants[place] as Mutant };
        results.set(place, result);
        report(result);
      }),
    ),
  );
  return places.map((place) => results.get(place) as MutantResult);
}

function inProcess(share: Share, report: (tried: Report) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(worker);
    child.on('message', (tried) => report(tried as Report));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`A process that tried mutants ended with ${code ?? signal}.`));
    });
    child.send(share);
  });
}
