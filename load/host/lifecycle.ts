/** What happens once in a run: setup, teardown and handleSummary, all on the first thread. */
import type { Collector } from './collector.js';
import { milliseconds } from './duration.js';
import type { HostOptions } from './options.js';
import { k6ExitCodes, ScriptError } from './script-error.js';
import type { Stop } from './stop.js';
import { withTimeout } from './stopwatch.js';
import { summaryData } from './summary-data.js';
import { textSummary } from './text-summary.js';
import type { UserThread } from './virtual-user.js';
import type { Job } from './vu/protocol.js';
import { type Streams, writeOutputs } from './write-outputs.js';

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
    const limit = this.options[`${phase}Timeout`];
    const job: Job = { exec: phase, argument, group: `::${phase}` };
    const work = Promise.race([this.thread.run(job), ...(stop ? [stop.broken] : [])]);
    const late = () => new ScriptError(`${phase}() took more than ${limit}.`, exitCodes[phase]);
    const done = await withTimeout(work, milliseconds(limit), late);
    if (done instanceof ScriptError) throw done;
    if (done?.error !== undefined) throw new ScriptError(`${phase}() threw an error: ${done.error}`);
    return done?.result;
  }

  /** @throws ScriptError */
  async summary(collector: Collector, elapsed: number, setupData: string | undefined, streams: Streams): Promise<void> {
    const data = summaryData(collector, this.options, elapsed, setupData);
    if (!this.exported.includes('handleSummary')) return streams.stdout(textSummary(data));
    const done = await this.thread.run({ exec: 'handleSummary', argument: JSON.stringify(data), group: '' });
    if (done?.error !== undefined) throw new ScriptError(`handleSummary() threw an error: ${done.error}`);
    writeOutputs(JSON.parse(done?.result ?? '{}') as Record<string, string>, streams);
  }
}
