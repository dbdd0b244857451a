/** A run that stays: its checks can be run again by a key, or one by one in vitest's web page. */
import { createRequire } from 'node:module';
import { type TestCase, type TestSpecification, type Vitest, version } from 'vitest/node';
import { lockFolder } from '../../installation/folder-lock.js';
import { printable } from '../../installation/printable.js';
import { UserError } from '../../installation/user-error.js';
import { endRun, gently, onSignals } from './end-early.js';
import { createEngine } from './engine.js';
import { Progress } from './progress.js';
import { inputOf, outcomeOf, type RunOutcome } from './run.js';
import type { Planned } from './settings.js';
import { answerWith } from './settings-channel.js';
import { keyHelp, onKeys } from './watch-keys.js';
import type { Shown } from './worker.js';

export interface WatchOptions {
  /** Serves vitest's web page on 127.0.0.1 (default false). */
  ui?: boolean;
  /** Where keys are pressed. */
  input: NodeJS.ReadStream;
  /** Where progress, addresses and errors go. */
  out: NodeJS.WriteStream;
  /** Called after each run that has results. */
  ended(outcome: RunOutcome): Promise<void>;
}

/**
 * Runs the suite, and stays until it is asked to end. Each time that checks are run again is a run of its own: it has an
 * ID and a ledger of its own, keeps to guard and rate, and removes what it made.
 *
 * @throws UserError as runConformance does, and when the package of the web page is missing
 */
export async function watchConformance({ plan, settings }: Planned, options: WatchOptions): Promise<void> {
  const { ui = false, input, out, ended } = options;
  if (ui) requirePage();
  const tell = (text: string) => out.write(`${printable(text)}\n`);
  const tellError = (error: unknown) => tell(error instanceof Error ? error.message : String(error));
  const progress = new Progress(out, async () => {
    try {
      await ended(outcomeOf(progress));
    } catch (error) {
      // The installation may be back, or the folder writable, the next time.
      tellError(error);
    }
    if (input.isTTY) tell(keyHelp);
  });
  const told = await inputOf(plan);
  const unlock = lockFolder(plan.report);
  const stopAnswering = answerWith(told.settingsFrom, settings);
  const vitest = await createEngine(told, progress, { plan, watch: true, ui });
  if (ui) tell(`Vitest's page shows the run: ${addressOf(vitest)} (Ctrl+C ends it)`);

  vitest.onTestsRerun((specifications) => {
    if (progress.running) throw new UserError('A run is under way. Wait until it has ended.');
    progress.running = true;
    keepShown(vitest, specifications);
  });

  const ignore: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const quit = gently(plan, () => resolve());
      const again = (state?: 'failed') => () => void runAgain(vitest, state).catch(tellError);
      const cancel = () => void (progress.running && endRun(vitest, out).catch(tellError));
      ignore.push(
        onSignals(quit),
        onKeys(input, { all: again(), failed: again('failed'), cancel, quit: () => quit('SIGINT') }),
      );
      vitest.start().catch(reject);
    });
    if (progress.running) await endRun(vitest, out);
  } finally {
    await vitest.close();
    for (const stop of ignore) stop();
    stopAnswering();
    unlock();
  }
}

/** Runs all tests again, or those that failed. @throws UserError when there are none */
async function runAgain(vitest: Vitest, state?: 'failed'): Promise<void> {
  const [module] = vitest.state.getTestModules();
  const tests = [...(module?.children.allTests(state) ?? [])];
  if (!module || tests.length === 0) throw new UserError('No check failed.');
  await vitest.rerunTestSpecifications([module.toTestSpecification(state && tests)]);
}

/**
 * Called before checks are run again, by whomever. Vitest would show the tests that are not run again as skipped; here
 * they show what they have shown.
 */
function keepShown(vitest: Vitest, [specification]: TestSpecification[]): void {
  const asked = specification?.testIds;
  const tests = [...(vitest.state.getTestModules()[0]?.children.allTests() ?? [])];
  vitest.provide('again', asked && { asked, shown: Object.fromEntries(tests.flatMap(shownBy)) });
  if (specification) specification.testIds = undefined;
}

function shownBy(test: TestCase): [string, Shown][] {
  const { result } = test.meta();
  return result ? [[test.id, { result, annotations: test.annotations() }]] : [];
}

const addressOf = ({ vite, config }: Vitest) => new URL(config.uiBase, vite.resolvedUrls?.local[0]).href;

/** @throws UserError when the package of vitest's web page is not installed */
function requirePage(): void {
  try {
    createRequire(import.meta.url).resolve('@vitest/ui');
  } catch {
    throw new UserError(
      `--ui needs vitest's web page, which is not installed. Install it with \`npm install @vitest/ui@${version}\`.`,
    );
  }
}
