/** Vitest's reporter for the suite: shows how far a run is, and collects what the worker tells. */
import type { Reporter, SerializedError, TestCase, TestModule, TestRunEndReason } from 'vitest/node';
import type { WorkerEnd } from './worker.js';

export class Progress implements Reporter {
  #done = 0;
  #broken = 0;
  #total = 0;
  /** What the worker told at the end of the run. */
  end: WorkerEnd | undefined;
  /** Why the worker could not even begin, or ended without telling anything. */
  fault: string | undefined;
  /** Whether a run is under way. */
  running = false;
  /** Whether the run was ended early. */
  interrupted = false;

  /**
   * @param out where the progress goes; none where it is not shown
   * @param ended called at the end of each run
   */
  constructor(
    private readonly out: NodeJS.WriteStream | undefined,
    private readonly ended: () => Promise<void> = async () => {},
  ) {}

  onTestRunStart(): void {
    this.#done = this.#broken = this.#total = 0;
    this.end = this.fault = undefined;
    this.running = true;
  }

  onTestModuleCollected(module: TestModule): void {
    this.#total = [...module.children.allTests()].length;
    this.#show();
  }

  onTestCaseResult(test: TestCase): void {
    this.#done++;
    if (test.meta().result?.verdict === 'fail') this.#broken++;
    this.#show();
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): Promise<void> {
    if (this.out?.isTTY) this.out.write('\r\u001B[K');
    const [module] = modules;
    this.end = module?.meta().end;
    this.running = false;
    this.interrupted = reason === 'interrupted';
    const faults = [...(module?.errors() ?? []), ...errors];
    this.fault = faults.map(({ stack, message }) => stack ?? message).join('\n') || undefined;
    await this.ended();
  }

  #show(): void {
    const line = `${this.#done} of ${this.#total} checks, ${this.#broken} broken`;
    if (this.out?.isTTY) {
      this.out.write(`\r\u001B[K${line}`);
      return;
    }
    // Where lines cannot be written over, every tenth part is a line.
    const step = Math.max(1, Math.ceil(this.#total / 10));
    if (this.#done > 0 && (this.#done % step === 0 || this.#done === this.#total)) this.out?.write(`${line}\n`);
  }
}
