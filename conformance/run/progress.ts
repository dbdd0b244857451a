/** Vitest's reporter for a run: shows how far it is, and collects what the worker tells. */
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';
import type { WorkerEnd } from './worker.js';

export class Progress implements Reporter {
  #done = 0;
  #broken = 0;
  #total = 0;
  readonly #faults: { stack?: string; message: string }[] = [];
  /** What the worker told at the end. */
  end: WorkerEnd | undefined;
  /** Why the worker could not even begin, or ended without telling anything. */
  fault: string | undefined;

  /** @param out where the progress goes; none where it is not shown */
  constructor(private readonly out: NodeJS.WriteStream | undefined) {}

  onTestModuleCollected(module: TestModule): void {
    this.#total = [...module.children.allTests()].length;
    this.#show();
  }

  onTestCaseResult(test: TestCase): void {
    this.#done++;
    if (test.meta().result?.verdict === 'fail') this.#broken++;
    this.#show();
  }

  onTestSuiteResult(suite: TestSuite): void {
    this.end ??= suite.meta().end;
    this.#faults.push(...suite.errors());
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.#clear();
    const own = modules.flatMap((module) => module.errors());
    this.fault =
      [...this.#faults, ...own, ...errors].map(({ stack, message }) => stack ?? message).join('\n') || undefined;
  }

  #show(): void {
    if (!this.out?.isTTY) {
      // Where lines cannot be written over, every tenth part is a line.
      const step = Math.max(1, Math.ceil(this.#total / 10));
      if (this.#done > 0 && (this.#done % step === 0 || this.#done === this.#total))
        this.out?.write(`${this.#line()}\n`);
      return;
    }
    this.out.write(`\r\u001B[K${this.#line()}`);
  }

  #line(): string {
    return `${this.#done} of ${this.#total} checks, ${this.#broken} broken`;
  }

  #clear(): void {
    if (this.out?.isTTY) this.out.write('\r\u001B[K');
  }
}
