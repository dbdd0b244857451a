/**
 * The one vitest file of a run: each check is a vitest test, grouped by operation and by topic. All checks run in one
 * worker and side by side, since they share what they make, the rate limit, the ledger and the evidence. Vitest evaluates
 * this file anew whenever checks are run again, so each time is a run of its own.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { operations } from '../../contract/operations.js';
import { topicOf } from '../../contract/requirements.js';
import type { Result } from '../../generated/results.js';
import { NotReachable } from '../../installation/exit.js';
import { UserError } from '../../installation/user-error.js';
import { allChecks } from '../checks/index.js';
import { TargetGone } from '../client/wire.js';
import type { Check } from '../kernel/check.js';
import { concluded } from '../kernel/conclusion.js';
import { judge } from '../kernel/judge.js';
import { annotationsOf } from './annotations.js';
import { type OpenRun, openLive, openReplay } from './open-session.js';
import { preflight } from './preflight.js';
import { rerunFolder } from './rerun-folder.js';
import { summarise } from './results.js';
import { together } from './resume.js';
import { selecting, selector } from './selection.js';
import { askForSettings } from './settings-channel.js';
import { onStop } from './stop.js';
import type { Shown } from './worker.js';

const input = inject('run');
const again = inject('again');
const selected = allChecks.filter(selector(allChecks, input));
const judgements = new Map<Check, Promise<Result>>();
// The reports of all checks are not written over by those of a few.
const report = again || input.isRerun ? join(input.report, rerunFolder) : input.report;
let run: OpenRun;
let begun = false;
let stopListening = () => {};

beforeAll(async ({}, file) => {
  try {
    if ('evidence' in input) run = openReplay(input.evidence);
    else run = openLive(await askForSettings(input.settingsFrom), report, input.resumed?.run.id);
  } catch (error) {
    if (error instanceof UserError) file.meta.end = { mistake: error.message };
    throw error;
  }
  begun = true;
  stopListening = onStop(run.stop);
  try {
    await preflight(run.session);
  } catch (error) {
    // Each check says then why it was not done.
    if (error instanceof TargetGone) return;
    // Anything else is a fault of the suite: it ends without results, and vitest tells why.
    file.meta.end = error instanceof NotReachable ? { unreachable: error.message } : {};
    throw error;
  }
});

for (const { id, summary } of operations) {
  const ofOperation = selected.filter(({ operation, alone }) => operation === id && !alone);
  if (ofOperation.length === 0) continue;
  describe.concurrent(`${id}: ${summary}`, () => {
    for (const topic of new Set(ofOperation.map(({ requirement }) => topicOf(requirement)))) {
      describe(topic, () => {
        for (const check of ofOperation.filter(({ requirement }) => topicOf(requirement) === topic)) testOf(check);
      });
    }
  });
}

// Vitest runs these when those above have ended, one after the other.
for (const check of selected.filter(({ alone }) => alone)) describe(check.operation, () => testOf(check));

function testOf(check: Check): void {
  test(check.requirement, async ({ task, annotate, skip }) => {
    const shown = again && !again.asked.includes(task.id) ? again.shown[task.id] : await judged(check);
    if (!shown) return skip('This check was not run yet.');
    const { result, annotations } = shown;
    task.meta.result = result;
    for (const { type, message, attachment } of annotations) await annotate(message, type, attachment);
    const { verdict, expected, actual, reason } = result;
    if (verdict === 'fail') throw withoutStack(`Expected ${expected}, but was ${actual}`);
    if (verdict === 'error') throw withoutStack(`The suite has a fault: ${reason?.text}`);
    if (verdict === 'skip' || verdict === 'untestable') skip(reason?.text);
  });
}

async function judged(check: Check): Promise<Shown> {
  const judgement = judge(run.session, check);
  judgements.set(check, judgement);
  const result = await judgement;
  return { result, annotations: annotationsOf(result, run.exchange) };
}

afterAll(async ({}, file) => {
  if (!begun) return;
  // When a run is ended early, vitest does not wait for the checks that are under way.
  const results = new Map(
    await Promise.all([...judgements].map(async ([check, judgement]) => [check, await judgement] as const)),
  );
  const end = await run.finish();
  stopListening();
  // In the order of the contract's checks, whichever ended first.
  const ended = selected.flatMap((check) => {
    const result = results.get(check);
    return result ? [concluded(run.session, check, result)] : [];
  });
  const missing = selected.filter((check) => !results.has(check)).map(selecting);
  // Who runs some checks again chooses them; a run that was stopped has not run the others.
  const only = again && missing.length > 0 ? ended.map(({ requirement }) => requirement) : input.only;
  const chosen = input.resumed?.run ?? { only: [...new Set(only)], skip: input.skip };
  const all = input.resumed ? together(input.resumed, ended) : ended;
  const { session, evidence, rejudged } = run;
  const notRun = again ? [] : missing;
  const summary = summarise(session, { ...input, only: chosen.only, skip: chosen.skip }, all, {
    ...end,
    rejudged,
    notRun,
  });
  file.meta.end ??= { results: JSON.stringify(summary), evidence, report };
});

/** An error of the installation: where in the suite it was noticed tells its reader nothing. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
