/** Takes every sample of a run: into the metrics and the file of points. */
import { type MetricDefinition, Registry, type Sample } from './metrics/registry.js';
import type { HostOptions } from './options.js';
import { PointFile } from './point-file.js';

export class Collector {
  readonly registry: Registry;
  readonly #points: PointFile | undefined;

  constructor(script: readonly MetricDefinition[], options: HostOptions, points: string | undefined) {
    this.registry = new Registry(script, options.thresholds);
    if (points !== undefined) this.#points = new PointFile(points);
  }

  add(sample: Sample): void {
    this.registry.add(sample);
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
