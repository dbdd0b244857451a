/** `osticket-contract repeat`: tries live whether a problem of an earlier run is still there. */
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { readEvidence } from '../conformance/client/evidence.js';
import { oneLine } from '../conformance/client/excerpt.js';
import { listProblems } from '../conformance/reports/problems.js';
import { nameOf } from '../conformance/reports/topics.js';
import { verdicts } from '../conformance/reports/verdicts.js';
import { writeReports } from '../conformance/reports/write.js';
import { codeAfter } from '../conformance/run/end-early.js';
import { exitCodeOf } from '../conformance/run/results.js';
import { seedIn, tryingAgain } from '../conformance/run/resume.js';
import { type RunOutcome, runConformance } from '../conformance/run/run.js';
import { selecting } from '../conformance/run/selection.js';
import type { SettingsOptions } from '../conformance/run/settings.js';
import type { Result, Results } from '../generated/results.js';
import { exitCodes } from '../installation/exit.js';
import { print } from '../installation/print.js';
import { UserError } from '../installation/user-error.js';
import { chooseTarget } from './choose-target.js';
import { environmentHelp, targetOptions } from './options.js';
import { readResults } from './read-results.js';

interface Flags extends SettingsOptions {
  write?: boolean;
  quiet?: boolean;
}

export function repeatCommand(): Command {
  return targetOptions(
    new Command('repeat')
      .description('try live whether a problem of an earlier run is still there')
      .argument('<results>', 'results.json of the run; its evidence.ndjson lies beside it')
      .argument('<problem>', 'number of the problem in the report, or a requirement, such as createTicket/answers-201')
      .option('--write', 'make tickets of its own in the installation (default: only read)')
      .option('--quiet', 'no progress'),
  )
    .addHelpText(
      'after',
      `${environmentHelp}
Example: osticket-contract repeat conformance-report/results.json 1 --write

It is a run of the checks of this problem alone, with the same guard, ledger and clean-up; its reports go to the folder
rerun beside the results.

Exit codes: 0 it is gone, 1 it is still so, 5 it could not be tried; all others as those of conformance.
`,
    )
    .action(async (file: string, problem: string, flags: Flags) => {
      const results = readResults(file);
      const findings = findingsOf(results, file, problem);
      const report = flags.report ?? dirname(file);
      const { close, ...target } = await chooseTarget({
        ...flags,
        seed: seedIn(results),
        only: tryingAgain(findings),
        skip: [],
        report,
      });
      try {
        const outcome = await runConformance(target, flags.quiet ? undefined : process.stderr, { isRerun: true });
        await writeReports(outcome.report, outcome.results, outcome.evidence);
        for (const line of told(findings, outcome)) print(line);
        process.exitCode = outcome.signal ? codeAfter(outcome.signal) : codeOf(outcome.results);
      } finally {
        await close();
      }
    });
}

/** @throws UserError when the run has no such problem */
function findingsOf(results: Results, file: string, problem: string): Result[] {
  const isNumber = /^\d+$/.test(problem);
  const found = isNumber
    ? listProblems(results, readEvidence(join(dirname(file), 'evidence.ndjson')))
        .filter(({ number }) => number === Number(problem))
        .flatMap(({ findings }) => findings.map(({ result }) => result))
    : results.results.filter(
        (one) => isBroken(one) && [one.requirement, nameOf(one), selecting(one)].includes(problem),
      );
  if (found.length > 0) return found;
  throw new UserError(`${file} has no problem ${problem}. Its report.html numbers them.`);
}

const isBroken = ({ verdict }: Result) => verdict === 'fail' || verdict === 'warn';

function told(findings: readonly Result[], { results, report }: RunOutcome): string[] {
  const now = new Map(results.results.map((one) => [selecting(one), one]));
  const lines = findings.map((then) => {
    const result = now.get(selecting(then));
    const { sign } = verdicts[result?.verdict ?? 'skip'];
    return `${sign} ${nameOf(then)}: ${oneLine(inWords(result), 300)}`;
  });
  return [...lines, `Report: ${join(report, 'report.html')}`];
}

function inWords(result: Result | undefined): string {
  if (!result) return 'not tried: the run did not get to it, or this version has no such check.';
  const { verdict, expected, actual, reason } = result;
  if (isBroken(result)) return `still so. Expected ${expected ?? 'otherwise'}, got ${actual ?? 'something else'}`;
  if (verdict === 'pass' || verdict === 'info') return 'gone: it is now as required.';
  return `not tried: ${reason?.text ?? 'no reason given'}`;
}

function codeOf(results: Results): number {
  const code = exitCodeOf(results);
  if (results.results.some(isBroken)) return results.run.endedEarly ? code : exitCodes.failed;
  if (code !== exitCodes.conformant) return code;
  const isTried = results.results.every(({ verdict }) => verdict === 'pass' || verdict === 'info');
  return isTried ? exitCodes.conformant : exitCodes.notVerified;
}
