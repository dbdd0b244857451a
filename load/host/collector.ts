/** Takes every sample of a run: into the metrics, the checks, and the file of points. */
import { Checks } from './metrics/checks.js';
import { type MetricDefinition, Registry, type Sample } from './metrics/registry.js';
import type { HostOptions } from './options.js';
import { PointFile } from './point-file.js';

export class Collector {
  readonly registry: Registry;
  readonly checks = new Checks();
  readonly #points: PointFile | undefined;

  constructor(script: readonly MetricDefinition[], options: HostOptions, points: string | undefined) {
    this.registry = new Registry(script, options.thresholds);
    if (points !== undefined) this.#points = new PointFile(points, this.registry);
  }

  add(sample: Sample): void {
    this.registry.add(sample);
    if (sample.metric === 'checks') this.checks.add(sample);
    this.#points?.add(sample);
  }

  /** A sample of the host's own. */
  note(metric: string, value: number, tags: Sample['tags'] = {}): void {
    this.add({ metric, value, tags, time: Date.now() });
  }

  close(): void {
    this.#points?.close();
  }
}
