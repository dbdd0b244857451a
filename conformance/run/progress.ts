/** Vitest's reporter for the suite: shows how far a run is, and collects what the worker tells. */
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { WorkerEnd } from './worker.js';

export class Progress implements Reporter {
  readonly #done = new Set<string>();
  #broken = 0;
  #total = 0;
  /** When the first check was judged. */
  #since: number | undefined;
  /** What the worker told at the end of the run. */
  end: WorkerEnd | undefined;
  /** Why the worker could not even begin, or ended without telling anything. */
  fault: string | undefined;
  /** Whether a run is under way. */
  running = false;

  /**
   * @param out where the progress goes; none where it is not shown
   * @param ended called at the end of each run
   * @param terminal whether a line can be written over
   * @param now the time in ms
   */
  constructor(
    private readonly out: NodeJS.WriteStream | undefined,
    private readonly ended: () => Promise<void> = async () => {},
    private readonly terminal = out?.isTTY === true && process.env.TERM !== 'dumb',
    private readonly now: () => number = Date.now,
  ) {}

  onTestRunStart(): void {
    this.#done.clear();
    this.#broken = this.#total = 0;
    this.end = this.fault = this.#since = undefined;
    this.running = true;
  }

  onTestModuleCollected(module: TestModule): void {
    this.#total = [...module.children.allTests()].length;
  }

  onTestCaseResult(test: TestCase): void {
    const { result } = test.meta();
    // When a run is ended early, vitest tells of tests that were not run, and of others twice.
    if (!result || this.#done.has(test.id)) return;
    this.#done.add(test.id);
    if (result.verdict === 'fail') this.#broken++;
    this.#since ??= this.now();
    this.#show(this.#done.size, this.now() - this.#since);
  }

  async onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): Promise<void> {
    if (this.terminal) this.out?.write('\r\u001B[K');
    const [module] = modules;
    this.end = module?.meta().end;
    this.running = false;
    const faults = [...(module?.errors() ?? []), ...errors];
    this.fault = faults.map(({ stack, message }) => stack ?? message).join('\n') || undefined;
    await this.ended();
  }

  #show(done: number, elapsed: number): void {
    const line = `${done} of ${this.#total} checks, ${this.#broken} failed${this.#left(done, elapsed)}`;
    if (this.terminal) {
      this.out?.write(`\r\u001B[K${line}`);
      return;
    }
    // Where lines cannot be written over, every tenth part is a line.
    const step = Math.max(1, Math.ceil(this.#total / 10));
    if (done % step === 0 || done === this.#total) this.out?.write(`${line}\n`);
  }

  /** How long the rest will take if it goes on like this; the first checks say too little. */
  #left(done: number, elapsed: number): string {
    if (done < this.#total / 20 || done === this.#total) return '';
    const seconds = Math.ceil(((elapsed / done) * (this.#total - done)) / 1000);
    if (seconds < 1) return '';
    return seconds < 60 ? `, about ${seconds} s left` : `, about ${Math.ceil(seconds / 60)} min left`;
  }
}
