/** The scripts of all problems of a run. */
import type { Result, Results } from '../../../generated/results.js';
import type { Evidence, Exchange } from '../../client/exchange.js';
import { reads } from '../../client/guard.js';
import type { Problem } from '../problems.js';
import { listProblems } from '../problems.js';
import type { FolderReport } from '../report.js';
import { nameOf } from '../topics.js';
import { originsOf, type RunToRepeat } from './origins.js';
import { scriptOf } from './script.js';

/** A script, and the file in the report folder that has it. */
export interface Repeat {
  file: string;
  script: string;
}

export type Repeats = ReadonlyMap<Result, Repeat>;

const folder = 'repeat';

/** A script for each result of the problems that an exchange proves. Of what clients sent, only what reads is repeated. */
export function repeatsOf(problems: readonly Problem[], { target, run }: Results, evidence: Evidence): Repeats {
  const numbered = problems.flatMap(({ number, findings }) => findings.map(({ result }) => ({ number, result })));
  const wanted = new Set(numbered.flatMap(({ result }) => result.exchanges));
  const proof = new Map<number, Exchange>();
  const origins = originsOf(
    run.id,
    noting(evidence.exchanges, (one) => wanted.has(one.id) && proof.set(one.id, one)),
  );
  const { header } = evidence;
  const toRepeat: RunToRepeat = { url: target.url, startedAt: run.startedAt, mainKey: header.keys[0].name, origins };
  const repeats = new Map<Result, Repeat>();
  for (const { number, result } of numbered) {
    const exchanges = [...new Set(result.exchanges)].flatMap((id) => proof.get(id) ?? []);
    // A ticket of a client is not the suite's own: no script may change it.
    if (run.recorded && exchanges.some(({ request }) => !reads(request.method))) continue;
    const script = scriptOf(result, exchanges, toRepeat);
    const name = `${String(number).padStart(2, '0')}-${nameOf(result).replaceAll(/[^\w.]+/g, '-')}`;
    if (script !== undefined) repeats.set(result, { file: `${folder}/${name}.sh`, script });
  }
  return repeats;
}

function* noting(exchanges: Iterable<Exchange>, note: (exchange: Exchange) => unknown): Generator<Exchange> {
  for (const exchange of exchanges) {
    note(exchange);
    yield exchange;
  }
}

/** `repeat/`: a file for each script. */
export const repeat: FolderReport = {
  folder,
  files: (results, evidence) =>
    [...repeatsOf(listProblems(results, evidence), results, evidence).values()].map(({ file, script }) => ({
      name: file.slice(folder.length + 1),
      text: script,
    })),
};
