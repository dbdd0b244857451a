/**
 * The part of k6's data for handleSummary that the scripts read.
 * See https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/
 */
import type { SummaryData } from '../shared/summary.js';
import type { Metric, Registry } from './metrics/registry.js';
import { shownAggregations } from './metrics/sink.js';

export function summaryData(
  registry: Registry,
  trendStats: readonly string[],
  elapsed: number,
  setupData: unknown,
): SummaryData {
  // Without metrics that have no sample and no threshold.
  const shown = registry.all.filter(({ sink, thresholds }) => !sink.empty || thresholds.length > 0);
  return {
    state: { testRunDurationMs: elapsed },
    setup_data: setupData,
    metrics: Object.fromEntries(shown.map((metric) => [metric.name, shownMetric(metric, trendStats, elapsed)])),
  };
}

function shownMetric({ type, sink, thresholds }: Metric, trendStats: readonly string[], elapsed: number) {
  const names = type === 'trend' ? trendStats : shownAggregations[type];
  return {
    type,
    values: Object.fromEntries(names.map((name) => [name, sink.get(name, elapsed / 1000) ?? 0])),
    ...(thresholds.length === 0
      ? {}
      : { thresholds: Object.fromEntries(thresholds.map(({ source, ok }) => [source, { ok }])) }),
  };
}
