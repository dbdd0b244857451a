/** How each type of metric adds up. See https://grafana.com/docs/k6/latest/using-k6/metrics/ */
export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';

export interface Sink {
  add(value: number): void;
  readonly empty: boolean;
  /** An aggregation as thresholds and the summary name it (`rate`, `p(95)`); `undefined` where the type has none such. */
  get(aggregation: string, seconds: number): number | undefined;
}

class CounterSink implements Sink {
  #count = 0;
  empty = true;

  add(value: number): void {
    this.#count += value;
    this.empty = false;
  }

  get(aggregation: string, seconds: number): number | undefined {
    if (aggregation === 'count') return this.#count;
    return aggregation === 'rate' ? (seconds > 0 ? this.#count / seconds : 0) : undefined;
  }
}

class GaugeSink implements Sink {
  #value = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  empty = true;

  add(value: number): void {
    this.#value = value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.empty = false;
  }

  get(aggregation: string): number | undefined {
    if (this.empty) return 0;
    return { value: this.#value, min: this.#min, max: this.#max }[aggregation];
  }
}

class RateSink implements Sink {
  #passes = 0;
  #total = 0;

  get empty(): boolean {
    return this.#total === 0;
  }

  add(value: number): void {
    this.#total += 1;
    if (value !== 0) this.#passes += 1;
  }

  get(aggregation: string): number | undefined {
    if (aggregation === 'rate') return this.#total === 0 ? 0 : this.#passes / this.#total;
    if (aggregation === 'passes') return this.#passes;
    return aggregation === 'fails' ? this.#total - this.#passes : undefined;
  }
}

class TrendSink implements Sink {
  #values: number[] = [];
  #sum = 0;
  #sorted = true;

  get empty(): boolean {
    return this.#values.length === 0;
  }

  add(value: number): void {
    this.#values.push(value);
    this.#sum += value;
    this.#sorted = false;
  }

  get(aggregation: string): number | undefined {
    const percentile = /^p\((\d+(?:\.\d+)?)\)$/.exec(aggregation)?.[1];
    if (percentile !== undefined) return this.#percentile(Number(percentile) / 100);
    switch (aggregation) {
      case 'avg':
        return this.empty ? 0 : this.#sum / this.#values.length;
      case 'min':
        return this.#percentile(0);
      case 'max':
        return this.#percentile(1);
      case 'med':
        return this.#percentile(0.5);
      case 'count':
        return this.#values.length;
      default:
        return undefined;
    }
  }

  /** Between two values by straight line, as k6 does. */
  #percentile(share: number): number {
    if (this.empty) return 0;
    if (!this.#sorted) this.#values.sort((a, b) => a - b);
    this.#sorted = true;
    const place = share * (this.#values.length - 1);
    const below = this.#values[Math.floor(place)] ?? 0;
    const above = this.#values[Math.ceil(place)] ?? 0;
    return below + (above - below) * (place - Math.floor(place));
  }
}

export function newSink(type: MetricType): Sink {
  switch (type) {
    case 'counter':
      return new CounterSink();
    case 'gauge':
      return new GaugeSink();
    case 'rate':
      return new RateSink();
    case 'trend':
      return new TrendSink();
  }
}

/** The aggregations that the summary shows; of a trend, those that the script chooses. */
export const shownAggregations: Readonly<Record<Exclude<MetricType, 'trend'>, string[]>> = {
  counter: ['count', 'rate'],
  gauge: ['value', 'min', 'max'],
  rate: ['rate', 'passes', 'fails'],
};
