/**
 * Samples as the lines "Point" of `k6 run --out json=FILE`, so that one reader reads both.
 * See https://grafana.com/docs/k6/latest/results-output/real-time/json/
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Sample } from './metrics/registry.js';

/** Lines are written together: a system call for each sample would cost more than the requests. */
const linesHeld = 500;

export class PointFile {
  readonly #file: number;
  #lines: string[] = [];

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  add({ metric, value, tags, time }: Sample): void {
    const data = { time: new Date(time).toISOString(), value, tags };
    this.#lines.push(JSON.stringify({ metric, type: 'Point', data }));
    if (this.#lines.length >= linesHeld) this.#write();
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
