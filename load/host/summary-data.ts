/** The object that k6 gives to handleSummary. See https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/ */
import type { Collector } from './collector.js';
import type { Metric } from './metrics/registry.js';
import { shownAggregations } from './metrics/sink.js';
import type { HostOptions } from './options.js';

export interface SummaryMetric {
  type: string;
  contains: string;
  values: Record<string, number>;
  thresholds?: Record<string, { ok: boolean }>;
}

export interface SummaryData {
  root_group: unknown;
  options: { summaryTrendStats: string[]; summaryTimeUnit: string; noColor: boolean };
  state: { isStdOutTTY: boolean; isStdErrTTY: boolean; testRunDurationMs: number };
  metrics: Record<string, SummaryMetric>;
  setup_data?: unknown;
}

export function summaryData(
  { registry, checks }: Collector,
  { summaryTrendStats }: HostOptions,
  elapsed: number,
  setupData: string | undefined,
): SummaryData {
  // Metrics that nothing was added to are left out, but for those that a threshold is about.
  const shown = registry.all.filter(({ sink, thresholds }) => !sink.empty || thresholds.length > 0);
  return {
    root_group: checks.root,
    options: { summaryTrendStats, summaryTimeUnit: '', noColor: !process.stdout.isTTY },
    state: {
      isStdOutTTY: process.stdout.isTTY === true,
      isStdErrTTY: process.stderr.isTTY === true,
      testRunDurationMs: elapsed,
    },
    metrics: Object.fromEntries(shown.map((metric) => [metric.name, shownMetric(metric, summaryTrendStats, elapsed)])),
    ...(setupData === undefined ? {} : { setup_data: JSON.parse(setupData) }),
  };
}

function shownMetric(
  { type, contains, sink, thresholds }: Metric,
  trendStats: string[],
  elapsed: number,
): SummaryMetric {
  const names = type === 'trend' ? trendStats : shownAggregations[type];
  return {
    type,
    contains,
    values: Object.fromEntries(names.map((name) => [name, sink.get(name, elapsed / 1000) ?? 0])),
    ...(thresholds.length === 0
      ? {}
      : { thresholds: Object.fromEntries(thresholds.map(({ source, ok }) => [source, { ok }])) }),
  };
}
