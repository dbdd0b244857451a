/**
 * Runs a k6 script without k6: init, setup, scenarios, teardown and summary, as
 * https://grafana.com/docs/k6/latest/using-k6/test-lifecycle/ has them. For smoke tests and small loads (limits.ts).
 */
import { bundleScript, bundleVirtualUser } from './bundle.js';
import { Collector } from './collector.js';
import { Crew } from './crew.js';
import { Lifecycle } from './lifecycle.js';
import { checkLimits } from './limits.js';
import { NotProvided } from './not-provided.js';
import { type HostOptions, readOptions } from './options.js';
import { runScenarios } from './run-scenarios.js';
import { type K6ExitCode, k6ExitCodes, ScriptError } from './script-error.js';
import { Stop } from './stop.js';
import { type Ready, UserThread } from './virtual-user.js';
import type { ThreadData } from './vu/protocol.js';
import type { Streams } from './write-outputs.js';

export interface HostRun {
  /** Path of the script. */
  file: string;
  env: Record<string, string>;
  /** File for the samples, in the format of `k6 run --out json`; absent for none. */
  points?: string;
  streams: Streams;
  /** Aborted when the user wants the run to end. */
  signal?: AbortSignal;
}

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
  readonly #stop = new Stop();
  readonly #threads = new Set<UserThread>();
  readonly #said = new Map<string, number>();
  #collector: Collector | undefined;

  constructor(private readonly given: HostRun) {
    const end = () => this.#stop.for(new ScriptError('The run was ended from outside.', k6ExitCodes.interrupted));
    if (given.signal?.aborted) end();
    given.signal?.addEventListener('abort', end, { once: true });
  }

  async run(): Promise<K6ExitCode> {
    const [code, program] = await Promise.all([bundleScript(this.given.file), bundleVirtualUser()]);
    const first = this.#thread(program, { code, shared: {} });
    const ready = await Promise.race([first.ready, this.#stop.wanted]);
    if (ready === undefined || ready instanceof ScriptError)
      throw ready ?? new ScriptError('The script did not start.');
    const options = readOptions(ready.options as Record<string, unknown>);
    checkLimits(options.scenarios);
    checkExported(options, ready);
    const { systemTags } = options;
    const collector = new Collector(ready.metrics, options, this.given.points);
    this.#collector = collector;
    first.tell({ type: 'system tags', systemTags });

    const lifecycle = new Lifecycle(first, ready.exported, options);
    const data = await lifecycle.setup(this.#stop);
    const newThread = () => this.#thread(program, { code, shared: ready.shared, systemTags });
    const crew = new Crew(newThread, collector, data, (message) => this.#say(`The script threw an error: ${message}`));
    const early = this.#stop.reason();
    if (early) {
      await lifecycle.teardown(data);
      throw early;
    }
    const elapsed = await runScenarios(options.scenarios, { crew, collector, stop: this.#stop });
    await crew.end();
    // Its error is thrown after the summary, so that there is a summary.
    const failed = await lifecycle.teardown(data).catch((error: ScriptError) => error);
    collector.registry.evaluate(elapsed);
    await lifecycle.summary(collector.registry, elapsed, this.#stop, this.given.streams, data);
    if (failed) throw failed;
    const reason = this.#stop.reason();
    if (reason && reason.exitCode !== k6ExitCodes.thresholdsFailed) throw reason;
    return collector.registry.passed ? k6ExitCodes.passed : k6ExitCodes.thresholdsFailed;
  }

  #thread(program: string, data: Omit<ThreadData, 'signal' | 'file' | 'env'>): UserThread {
    const { file, env } = this.given;
    const thread = new UserThread(
      program,
      { file, env, ...data },
      {
        sample: (sample) => this.#collector?.add(sample),
        log: (level, text) => this.#say(`${level}: ${text}`),
        aborted: (message) =>
          this.#stop.for(new ScriptError(message || 'The script ended the run.', k6ExitCodes.scriptAborted)),
        broken: (message) => this.#stop.for(new ScriptError(message)),
      },
    );
    this.#threads.add(thread);
    return thread;
  }

  /** The same message is printed three times at most. */
  #say(text: string): void {
    const times = (this.#said.get(text) ?? 0) + 1;
    this.#said.set(text, times);
    if (times <= 3) this.given.streams.stderr(`${text}\n`);
  }

  async end(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.end()));
    this.#collector?.close();
  }
}

function checkExported({ scenarios }: HostOptions, { exported }: Ready): void {
  if (!exported.includes('handleSummary')) throw new NotProvided('A script without handleSummary');
  const lacking = scenarios.find(({ exec }) => !exported.includes(exec));
  if (lacking === undefined) return;
  throw new ScriptError(
    `The script exports no function ${lacking.exec}, which the scenario ${lacking.name} runs.`,
    k6ExitCodes.badOptions,
  );
}
