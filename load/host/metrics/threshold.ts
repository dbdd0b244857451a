/** Threshold expressions. See https://grafana.com/docs/k6/latest/using-k6/thresholds/ */
import { milliseconds } from '../duration.js';
import type { ThresholdOption } from '../options.js';
import { k6ExitCodes, ScriptError } from '../script-error.js';
import type { MetricType, Sink } from './sink.js';

/** What a threshold can be about, by type of metric. */
const aggregations: Readonly<Record<MetricType, RegExp>> = {
  counter: /^(count|rate)$/,
  gauge: /^value$/,
  rate: /^rate$/,
  trend: /^(avg|min|max|med|p\((100(\.0+)?|\d{1,2}(\.\d+)?)\))$/,
};

const operators: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '===': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

export class Threshold {
  readonly source: string;
  readonly abortOnFail: boolean;
  readonly #delay: number;
  readonly #aggregation: string;
  readonly #holds: (value: number) => boolean;
  ok = true;

  /** @throws ScriptError when the expression is none for this type of metric */
  constructor(metric: string, type: MetricType, { threshold, abortOnFail, delayAbortEval }: ThresholdOption) {
    const [, aggregation = '', sign = '', limit = ''] =
      /^\s*([\w.()]+)\s*(<=|>=|===|==|!=|<|>)\s*(-?[\d.]+(?:e-?\d+)?)\s*$/.exec(threshold) ?? [];
    const compare = operators[sign];
    if (!compare || !aggregations[type].test(aggregation) || Number.isNaN(Number(limit))) {
      throw new ScriptError(`"${threshold}" is no threshold for ${metric}, a ${type}.`, k6ExitCodes.badOptions);
    }
    this.source = threshold;
    this.abortOnFail = abortOnFail;
    this.#delay = milliseconds(delayAbortEval);
    this.#aggregation = aggregation;
    this.#holds = (value) => compare(value, Number(limit));
  }

  /**
   * Evaluates it. A metric without a sample is not judged.
   *
   * @returns whether the run is to stop for it now
   */
  evaluate(sink: Sink, elapsed: number): boolean {
    if (sink.empty) return false;
    this.ok = this.#holds(sink.get(this.#aggregation, elapsed / 1000) ?? 0);
    return !this.ok && this.abortOnFail && elapsed >= this.#delay;
  }
}
