/** https://grafana.com/docs/k6/latest/javascript-api/k6-metrics/ */
import type { Tags } from '../metrics/registry.js';
import type { MetricType } from '../metrics/sink.js';
import { record, type State } from './state.js';

export function metricsModule(state: State) {
  const metric = (type: MetricType) =>
    class {
      constructor(readonly name: string) {
        if (!state.init) throw new Error('A metric can be made in the init context only.');
        if (!/^[\p{L}_][\p{L}\p{N}_]{0,127}$/u.test(name)) throw new Error(`"${name}" is no name for a metric.`);
        const known = state.metrics.find((one) => one.name === name);
        if (known && known.type !== type) throw new Error(`The metric ${name} is a ${known.type} already.`);
        if (!known) state.metrics.push({ name, type });
      }

      add(value: number | boolean, tags: Tags = {}): void {
        if (state.init) throw new Error('A metric cannot be added to in the init context.');
        const number = Number(value);
        if (Number.isNaN(number)) throw new Error(`${String(value)} is no value for the metric ${this.name}.`);
        record(state, this.name, number, {}, tags);
      }
    };
  return { Counter: metric('counter'), Rate: metric('rate'), Trend: metric('trend') };
}
