/** In a workflow of GitHub: annotations beside the step, and the summary on the page of the run. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '../conformance/client/exchange.js';
import { githubAnnotations } from '../conformance/reports/github.js';
import type { Results } from '../generated/results.js';
import { print } from '../installation/print.js';

/** @param folder the report folder, with its summary.md */
export function tellGithub(
  results: Results,
  evidence: Evidence,
  folder: string,
  { GITHUB_ACTIONS: isGithub, GITHUB_STEP_SUMMARY: summary }: NodeJS.ProcessEnv,
): void {
  if (isGithub !== 'true') return;
  for (const line of githubAnnotations(results, evidence)) print(line);
  if (summary) appendFileSync(summary, `${readFileSync(join(folder, 'summary.md'), 'utf8')}\n`);
}
