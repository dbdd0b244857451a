/**
 * Runs a k6 script without k6: init, setup, scenarios, teardown and summary, as
 * https://grafana.com/docs/k6/latest/using-k6/test-lifecycle/ has them. For smoke tests and small loads (limits.ts).
 */
import { setMaxListeners } from 'node:events';
import { bundleScript, bundleVirtualUser } from './bundle.js';
import { realClock } from './clock.js';
import { Collector } from './collector.js';
import { Crew } from './crew.js';
import { milliseconds } from './duration.js';
import { execute } from './executors/index.js';
import { checkLimits } from './limits.js';
import { NotProvided } from './not-provided.js';
import { type HostOptions, type HostScenario, readOptions } from './options.js';
import { type K6ExitCode, k6ExitCodes, ScriptError } from './script-error.js';
import { withTimeout } from './stopwatch.js';
import { summaryData } from './summary-data.js';
import { textSummary } from './text-summary.js';
import { type Ready, UserThread } from './virtual-user.js';
import type { Job } from './vu/protocol.js';
import { type Streams, writeOutputs } from './write-outputs.js';

export interface HostRun {
  /** Path of the script. */
  file: string;
  env: Record<string, string>;
  /** File for the samples, in the format of `k6 run --out json`; absent for none. */
  points?: string;
  streams: Streams;
  /** Given when the user wants the run to end. */
  signal?: AbortSignal;
}

/** k6 looks at the thresholds so often, in milliseconds. */
const thresholdsEvery = 2000;
const usersEvery = 1000;

/** @returns the exit code that k6 would end with; what went wrong is on the standard error */
export async function runOnHost(run: HostRun): Promise<K6ExitCode> {
  const host = new Host(run);
  try {
    return await host.run();
  } catch (error) {
    if (!(error instanceof ScriptError) && !(error instanceof NotProvided)) throw error;
    run.streams.stderr(`${error.message}\n`);
    return error instanceof ScriptError ? error.exitCode : k6ExitCodes.badOptions;
  } finally {
    await host.end();
  }
}

class Host {
  readonly #stop = new AbortController();
  readonly #threads = new Set<UserThread>();
  readonly #said = new Map<string, number>();
  #collector: Collector | undefined;
  /** Why the run was stopped from within. */
  #stopped: ScriptError | undefined;
  #stoppedNow: (error: ScriptError) => void = () => {};
  readonly #stopping = new Promise<ScriptError>((resolve) => {
    this.#stoppedNow = resolve;
  });

  constructor(private readonly given: HostRun) {
    // Every virtual user that waits listens to it.
    setMaxListeners(0, this.#stop.signal);
    given.signal?.addEventListener('abort', () => {
      this.#endFor(new ScriptError('The run was ended from outside.', k6ExitCodes.interrupted));
    });
  }

  async run(): Promise<K6ExitCode> {
    const [code, program] = await Promise.all([bundleScript(this.given.file), bundleVirtualUser()]);
    const first = this.#thread(program, code, 0);
    const ready = await Promise.race([first.ready, this.#stopping]);
    if (ready === undefined || ready instanceof ScriptError) throw ready ?? new ScriptError('The script did not start.');
    const options = readOptions(ready.options as Record<string, unknown>);
    checkLimits(options.scenarios);
    for (const { name, exec } of options.scenarios) {
      if (!ready.exported.includes(exec)) {
        throw new ScriptError(`The script exports no function ${exec}, which the scenario ${name} runs.`, k6ExitCodes.badOptions);
      }
    }
    const { systemTags, tags, maxRedirects } = options;
    const settings = { systemTags, tags, maxRedirects };
    const collector = new Collector(ready.metrics, options, this.given.points);
    this.#collector = collector;
    first.tell({ type: 'settings', settings });

    const data = await this.#lifecycle(first, ready, 'setup', undefined, options);
    const crew = new Crew(
      (vu) => this.#thread(program, code, vu, { shared: ready.shared, settings }),
      collector,
      data,
      (message) => this.#say(`The script threw an error: ${message}`),
    );
    const elapsed = await this.#scenarios(options.scenarios, crew, collector);
    await crew.end();
    const taken = await this.#lifecycle(first, ready, 'teardown', data, options).catch((error: ScriptError) => error);
    collector.registry.evaluate(elapsed);
    await this.#summary(first, ready, collector, options, elapsed, data);
    if (taken instanceof Error) throw taken;
    if (this.#stopped && this.#stopped.exitCode !== k6ExitCodes.thresholdsFailed) throw this.#stopped;
    return collector.registry.passed ? k6ExitCodes.passed : k6ExitCodes.thresholdsFailed;
  }

  #thread(
    program: string,
    code: string,
    vu: number,
    known: { shared: Ready['shared']; settings?: { systemTags: string[]; tags: Record<string, string>; maxRedirects: number } } = { shared: {} },
  ): UserThread {
    const { file, env } = this.given;
    const thread = new UserThread(
      program,
      { code, file, env, vu, ...known },
      {
        sample: (sample) => this.#collector?.add(sample),
        log: (level, text) => this.#say(`${level}: ${text}`),
        aborted: (message) => this.#endFor(new ScriptError(message || 'The script ended the run.', k6ExitCodes.scriptAborted)),
        broken: (message) => this.#endFor(new ScriptError(message)),
      },
    );
    this.#threads.add(thread);
    return thread;
  }

  #endFor(error: ScriptError): void {
    if (this.#stopped) return;
    this.#stopped = error;
    this.#stoppedNow(error);
    this.#stop.abort();
  }

  /** A message that repeats is said three times. */
  #say(text: string): void {
    const times = (this.#said.get(text) ?? 0) + 1;
    this.#said.set(text, times);
    if (times <= 3) this.given.streams.stderr(`${text}\n`);
  }

  /** Runs setup or teardown. @returns JSON of what it returned */
  async #lifecycle(
    thread: UserThread,
    { exported }: Ready,
    phase: 'setup' | 'teardown',
    argument: string | undefined,
    options: HostOptions,
  ): Promise<string | undefined> {
    if (!exported.includes(phase)) return undefined;
    const limit = phase === 'setup' ? options.setupTimeout : options.teardownTimeout;
    const code = phase === 'setup' ? k6ExitCodes.setupTimeout : k6ExitCodes.teardownTimeout;
    const job: Job = { exec: phase, argument, group: `::${phase}` };
    const work = phase === 'setup' ? Promise.race([thread.run(job), this.#stopping]) : thread.run(job);
    const done = await withTimeout(work, milliseconds(limit), () => new ScriptError(`${phase}() took more than ${limit}.`, code));
    if (done instanceof ScriptError) throw done;
    if (done?.error !== undefined) throw new ScriptError(`${phase}() threw an error: ${done.error}`);
    return done?.result;
  }

  /** @returns how long they took, in milliseconds */
  async #scenarios(scenarios: readonly HostScenario[], crew: Crew, collector: Collector): Promise<number> {
    const begin = realClock.now();
    const elapsed = () => realClock.now() - begin;
    const looking = setInterval(() => {
      const crossed = collector.registry.evaluate(elapsed());
      if (crossed !== undefined) {
        this.#endFor(new ScriptError(`The threshold ${crossed} was crossed.`, k6ExitCodes.thresholdsFailed));
      }
    }, thresholdsEvery);
    const counting = setInterval(() => crew.note(), usersEvery);
    try {
      await Promise.all(
        scenarios.map(async (scenario) => {
          await realClock.until(begin + milliseconds(scenario.startTime), this.#stop.signal);
          const tags = { scenario: scenario.name, ...scenario.tags };
          await execute(scenario, {
            clock: realClock,
            stop: this.#stop.signal,
            virtualUser: crew.for(scenario),
            drop: (count) => count > 0 && collector.note('dropped_iterations', count, tags),
          });
        }),
      );
      crew.note();
      return elapsed();
    } finally {
      clearInterval(looking);
      clearInterval(counting);
    }
  }

  async #summary(
    thread: UserThread,
    { exported }: Ready,
    collector: Collector,
    options: HostOptions,
    elapsed: number,
    setupData: string | undefined,
  ): Promise<void> {
    const data = summaryData(collector, options, elapsed, setupData);
    if (!exported.includes('handleSummary')) return this.given.streams.stdout(textSummary(data));
    const done = await thread.run({ exec: 'handleSummary', argument: JSON.stringify(data), group: '' });
    if (done?.error !== undefined) throw new ScriptError(`handleSummary() threw an error: ${done.error}`);
    writeOutputs(JSON.parse(done?.result ?? '{}') as Record<string, string>, this.given.streams);
  }

  async end(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.end()));
    this.#collector?.close();
  }
}
