/** Metrics and thresholds against https://grafana.com/docs/k6/latest/using-k6/metrics/ and .../thresholds/ */
import { describe, expect, test } from 'vitest';
import { optionsOf } from '../../host-for-tests.js';
import { readOptions } from '../options.js';
import { Registry } from './registry.js';
import { type MetricType, newSink } from './sink.js';

const filled = (type: MetricType, values: number[]) => {
  const sink = newSink(type);
  for (const value of values) sink.add(value);
  return sink;
};

describe('aggregations', () => {
  test('a counter has its sum and its sum a second', () => {
    const sink = filled('counter', [1, 2, 3]);
    expect([sink.get('count', 2), sink.get('rate', 2)]).toEqual([6, 3]);
  });

  test('a gauge has its latest value', () => {
    const sink = filled('gauge', [5, 1, 3]);
    expect(['value', 'min', 'max'].map((name) => sink.get(name, 1))).toEqual([3, 1, 5]);
  });

  test('a rate has the share of what is not zero', () => {
    expect(filled('rate', [0, 1, 1, 0]).get('rate', 1)).toBe(0.5);
  });

  test('a trend has its percentiles', () => {
    const sink = filled('trend', [40, 10, 30, 20]);
    expect(['avg', 'min', 'med', 'max', 'p(50)', 'p(100)', 'count'].map((name) => sink.get(name, 1))).toEqual([
      25, 10, 25, 40, 25, 40, 4,
    ]);
    expect(sink.get('p(95)', 1)).toBeCloseTo(38.5);
  });
});

function registry(thresholds: Record<string, unknown[]>) {
  const options = readOptions(optionsOf({}, { thresholds }));
  const own = (['counter', 'gauge', 'rate', 'trend'] as const).map((type) => ({
    name: type,
    type,
  }));
  return new Registry(own, options.thresholds);
}

const sample = (metric: string, value: number, tags: Record<string, string> = {}) => ({ metric, value, tags, time: 0 });

describe('thresholds', () => {
  test.each([
    ['counter', 'count<3', true],
    ['counter', 'count < 2', false],
    ['counter', 'rate>=2', true],
    ['gauge', 'value==1', true],
    ['rate', 'rate<=0.5', false],
    ['trend', 'p(99.9)<5', true],
    ['trend', 'med!=1', false],
    ['trend', 'avg===1', true],
  ])('%s: %s is %s', (metric, expression, passed) => {
    const all = registry({ [metric]: [expression] });
    all.add(sample(metric, 1));
    all.add(sample(metric, 1));
    all.evaluate(1000);
    expect(all.passed).toBe(passed);
  });

  test('a sub-metric has the samples with all its tags', () => {
    const all = registry({ 'counter{operation:a,kind:b}': ['count==1'] });
    all.add(sample('counter', 1, { operation: 'a', kind: 'b', other: 'c' }));
    all.add(sample('counter', 1, { operation: 'a' }));
    all.add(sample('counter', 1, { operation: 'x', kind: 'b' }));
    all.evaluate(1000);
    expect(all.passed).toBe(true);
  });

  test('a metric without a sample is not judged', () => {
    const all = registry({ trend: ['avg>5'] });
    all.evaluate(1000);
    expect(all.passed).toBe(true);
  });

  test('abortOnFail stops, but not before delayAbortEval', () => {
    const all = registry({ rate: [{ threshold: 'rate<0.1', abortOnFail: true, delayAbortEval: '10s' }] });
    all.add(sample('rate', 1));
    expect(all.evaluate(9000)).toBeUndefined();
    expect(all.evaluate(10_000)).toContain('rate<0.1');
  });

  test.each([
    ['counter', 'p(95)<1'],
    ['trend', 'rate<1'],
    ['trend', 'p(101)<1'],
    ['rate', 'rate is 1'],
    ['nothing', 'count<1'],
  ])('%s: "%s" is refused', (metric, expression) => {
    expect(() => registry({ [metric]: [expression] })).toThrow(metric);
  });
});
