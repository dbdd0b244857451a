/** All metrics of a run: built-in ones, the script's, and the sub-metrics of thresholds. */
import type { HostOptions } from '../options.js';
import { k6ExitCodes, ScriptError } from '../script-error.js';
import { type MetricType, newSink, type Sink } from './sink.js';
import { Threshold } from './threshold.js';

export type Tags = Record<string, string>;

export interface Sample {
  metric: string;
  value: number;
  tags: Tags;
  /** Milliseconds since 1970. */
  time: number;
}

export interface MetricDefinition {
  name: string;
  type: MetricType;
}

export interface Metric extends MetricDefinition {
  sink: Sink;
  thresholds: Threshold[];
}

interface SubMetric extends Metric {
  of: string;
  wanted: [tag: string, value: string][];
}

/** Of https://grafana.com/docs/k6/latest/using-k6/metrics/reference/ those that the scripts and the reports use. */
const builtIn: readonly MetricDefinition[] = [
  { name: 'checks', type: 'rate' },
  { name: 'dropped_iterations', type: 'counter' },
  { name: 'http_req_duration', type: 'trend' },
  { name: 'http_req_failed', type: 'rate' },
  { name: 'http_reqs', type: 'counter' },
  { name: 'iterations', type: 'counter' },
  { name: 'vus', type: 'gauge' },
  { name: 'vus_max', type: 'gauge' },
];

export class Registry {
  readonly #metrics = new Map<string, Metric>();
  readonly #subMetrics = new Map<string, SubMetric[]>();

  /** @throws ScriptError when a threshold is about a metric that there is not, or says nothing that can be said of it */
  constructor(script: readonly MetricDefinition[], thresholds: HostOptions['thresholds']) {
    for (const one of [...builtIn, ...script]) {
      this.#metrics.set(one.name, { ...one, sink: newSink(one.type), thresholds: [] });
    }
    for (const [selector, options] of Object.entries(thresholds)) {
      const metric = this.#find(selector);
      metric.thresholds = options.map((option) => new Threshold(selector, metric.type, option));
    }
  }

  #find(selector: string): Metric {
    const [, name = '', , filter] = /^([^{]+)(\{(.*)\})?$/.exec(selector) ?? [];
    const metric = this.#metrics.get(name);
    if (!metric) {
      throw new ScriptError(`There is no metric ${name}, which a threshold is about.`, k6ExitCodes.badOptions);
    }
    if (filter === undefined) return metric;
    const wanted = filter.split(',').map((part): [string, string] => {
      const at = part.indexOf(':');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
    const sub: SubMetric = { ...metric, name: selector, of: name, wanted, sink: newSink(metric.type), thresholds: [] };
    this.#subMetrics.set(name, [...(this.#subMetrics.get(name) ?? []), sub]);
    return sub;
  }

  add({ metric, value, tags }: Sample): void {
    this.#metrics.get(metric)?.sink.add(value);
    for (const { wanted, sink } of this.#subMetrics.get(metric) ?? []) {
      if (wanted.every(([tag, text]) => tags[tag] === text)) sink.add(value);
    }
  }

  /** Metrics and sub-metrics. */
  get all(): Metric[] {
    return [...this.#metrics.values(), ...[...this.#subMetrics.values()].flat()];
  }

  /** @returns the threshold for which the run is to stop now, in words */
  evaluate(elapsed: number): string | undefined {
    let stop: string | undefined;
    for (const { name, sink, thresholds } of this.all) {
      for (const threshold of thresholds) {
        if (threshold.evaluate(sink, elapsed)) stop = `${name}: ${threshold.source}`;
      }
    }
    return stop;
  }

  get passed(): boolean {
    return this.all.every(({ thresholds }) => thresholds.every(({ ok }) => ok));
  }
}
