/**
 * Samples in the format of `k6 run --out json=FILE`, so that one reader reads both.
 * See https://grafana.com/docs/k6/latest/results-output/real-time/json/
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Registry, Sample } from './metrics/registry.js';

/** Lines are written together: a system call for each sample would cost more than the requests. */
const linesHeld = 500;

export class PointFile {
  readonly #file: number;
  readonly #declared = new Set<string>();
  #lines: string[] = [];

  constructor(
    path: string,
    private readonly registry: Registry,
  ) {
    this.#file = openSync(path, 'w');
  }

  add({ metric, value, tags, time }: Sample): void {
    if (!this.#declared.has(metric)) this.#declare(metric);
    const data = { time: new Date(time).toISOString(), value, tags };
    this.#lines.push(JSON.stringify({ metric, type: 'Point', data }));
    if (this.#lines.length >= linesHeld) this.#write();
  }

  #declare(metric: string): void {
    this.#declared.add(metric);
    const { name, type, contains, thresholds = [] } = this.registry.definition(metric) ?? {};
    const data = { name, type, contains, thresholds: thresholds.map(({ source }) => source), submetrics: null };
    this.#lines.push(JSON.stringify({ metric, type: 'Metric', data }));
  }

  #write(): void {
    if (this.#lines.length > 0) writeSync(this.#file, `${this.#lines.join('\n')}\n`);
    this.#lines = [];
  }

  close(): void {
    this.#write();
    closeSync(this.#file);
  }
}
