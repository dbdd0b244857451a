/** `npm run fidelity -- results.json evidence.ndjson`: derives a profile, serves it, and compares the verdicts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResults } from '../../cli/read-results.js';
import { readEvidence } from '../../conformance/client/evidence.js';
import { listProblems } from '../../conformance/reports/problems.js';
import { rejudge, runConformance } from '../../conformance/run/run.js';
import { planned } from '../../conformance/run/settings.js';
import type { Results } from '../../generated/results.js';
import { deriveProfile } from '../../profile/derive.js';
import type { Profile } from '../../server/faults/profile.js';
import { command } from '../arguments.js';
import { compareVerdicts, type Fidelity, nameOf } from './fidelity.js';
import { serveProfile } from './target.js';

interface Measured {
  profile: Profile;
  fidelity: Fidelity;
  /** Checks of today that the evidence does not decide. */
  undecided: readonly string[];
  /** How many problems a report of the evidence has. */
  problems: number;
  /** Checks that a run against the profile does not verify, in percent of all. */
  notVerified: number;
}

/** @param results of the run, as they were recorded */
export async function measure(results: Results, file: string): Promise<Measured> {
  const report = mkdtempSync(join(tmpdir(), 'fidelity-'));
  try {
    const evidence = readEvidence(file);
    const again = await rejudge(file, { only: [], skip: [], report: join(report, 'there') });
    const profile = deriveProfile(results.target.url, again.results, evidence);
    // A busy machine takes long for bodies of 80 MB, and that is no deviation.
    const target = await serveProfile(profile, { report: join(report, 'here'), timeout: '300' });
    try {
      const here = await runConformance(planned(target.settings));
      const undecided = again.results.results.filter(
        ({ verdict, reason }) => verdict === 'untestable' && reason?.code === 'no-evidence',
      );
      return {
        profile,
        fidelity: compareVerdicts(again.results.results, here.results.results),
        undecided: undecided.map(nameOf),
        problems: listProblems(again.results, again.evidence).length,
        notVerified: (100 * here.results.counts.untestable) / here.results.results.length,
      };
    } finally {
      await target.close();
    }
  } finally {
    rmSync(report, { recursive: true });
  }
}

const line = ({ requirement, operation, there, here }: Fidelity['notBroken'][number]) =>
  `  ${requirement} ${operation}: ${there} there, here ${here.slice(0, 240)}`;

export function asText({ profile, fidelity, undecided, notVerified }: Measured): string {
  const { broken, same, notBroken, wronglyBroken } = fidelity;
  return [
    `${same} of ${broken} checks that failed or warned there do so here (${Math.floor((same / broken) * 1000) / 10} %).`,
    `${undecided.length} checks ask for what this evidence does not have.`,
    `A run against the profile does not verify ${notVerified.toFixed(1)} % of the checks.`,
    `${profile.deviations.length} deviations, ${profile.notExpressed.length} results not expressed.`,
    ...(notBroken.length > 0 ? ['Not broken here:', ...notBroken.map(line)] : []),
    ...(wronglyBroken.length > 0 ? ['In order there, broken here:', ...wronglyBroken.map(line)] : []),
  ].join('\n');
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { processedArgs } = command('fidelity', 'compare the profile of an installation with what a run saw there')
    .argument('<results>', 'results.json of the run')
    .argument('<evidence>', 'its evidence.ndjson')
    .parse();
  const [resultsFile, evidenceFile] = processedArgs as [string, string];
  console.log(asText(await measure(readResults(resultsFile), evidenceFile)));
}
