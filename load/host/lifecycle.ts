/** What happens once in a run: setup, teardown and handleSummary, all on the first thread. */
import { milliseconds } from './duration.js';
import type { Registry } from './metrics/registry.js';
import type { HostOptions } from './options.js';
import { k6ExitCodes, ScriptError } from './script-error.js';
import type { Stop } from './stop.js';
import { withTimeout } from './stopwatch.js';
import { summaryData } from './summary-data.js';
import type { UserThread } from './virtual-user.js';
import type { Job } from './vu/protocol.js';
import { type Streams, writeOutputs } from './write-outputs.js';

/** k6's default. */
const teardownTimeout = '60s';

const exitCodes = { setup: k6ExitCodes.setupTimeout, teardown: k6ExitCodes.teardownTimeout };

export class Lifecycle {
  constructor(
    private readonly thread: UserThread,
    private readonly exported: readonly string[],
    private readonly options: HostOptions,
  ) {}

  /** @returns JSON of what it returned. @throws ScriptError */
  async setup(stop: Stop): Promise<string | undefined> {
    return this.#once('setup', undefined, stop);
  }

  /** Also after a stop, which is why it does not look at it. @throws ScriptError */
  async teardown(data: string | undefined): Promise<void> {
    await this.#once('teardown', data);
  }

  async #once(phase: 'setup' | 'teardown', argument: string | undefined, stop?: Stop): Promise<string | undefined> {
    if (!this.exported.includes(phase)) return undefined;
    const limit = phase === 'setup' ? this.options.setupTimeout : teardownTimeout;
    const job: Job = { exec: phase, argument };
    const late = () => new ScriptError(`${phase}() took more than ${limit}.`, exitCodes[phase]);
    const done = await withTimeout(this.thread.run(job), milliseconds(limit), late);
    // A run that is ended from outside finishes setup, so that teardown can follow.
    const reason = stop?.reason();
    if (reason && reason.exitCode !== k6ExitCodes.interrupted) throw reason;
    if (done?.error !== undefined) throw new ScriptError(`${phase}() threw an error: ${done.error}`);
    return done?.result;
  }

  /** @param setupData JSON of what setup returned. @throws ScriptError */
  async summary(
    registry: Registry,
    elapsed: number,
    stop: Stop,
    streams: Streams,
    setupData: string | undefined,
  ): Promise<void> {
    const returned: unknown = setupData === undefined ? undefined : JSON.parse(setupData);
    const data = summaryData(registry, this.options.summaryTrendStats, elapsed, returned);
    const done = await this.thread.run({ exec: 'handleSummary', argument: JSON.stringify(data) });
    if (done === undefined) throw stop.reason() ?? new ScriptError('handleSummary() did not end.');
    if (done.error !== undefined) throw new ScriptError(`handleSummary() threw an error: ${done.error}`);
    writeOutputs(JSON.parse(done.result ?? '{}') as Record<string, string>, streams);
  }
}
