/** Turns k6's summary data into the result of a run. */
import { errorKinds } from './error-kinds.ts';
import { differencesIn } from './shape-of-installation.ts';
import type { LoadSummary, OperationFigures, ThresholdResult, Transfer } from './summary-format.ts';
import { thresholdSentence } from './threshold-words.ts';

/** The part of k6's summary data that is used. */
export interface SummaryData {
  state: { testRunDurationMs: number };
  /** What setup returned. */
  setup_data?: unknown;
  metrics: Record<
    string,
    { type: string; values: Record<string, number>; thresholds?: Record<string, { ok: boolean }> } | undefined
  >;
}

export interface About {
  script: LoadSummary['script'];
  scenario: string;
  target: string;
  /** IDs of the operations that the load is made of. */
  operations: readonly string[];
}

/** These are always true; they make k6 keep a figure for one operation. */
const informative = (expression: string) => expression === 'rate>=0';

export function summarise(data: SummaryData, { script, scenario, target, operations }: About): LoadSummary {
  const seconds = data.state.testRunDurationMs / 1000;
  const value = (metric: string, name: string) => data.metrics[metric]?.values[name] ?? 0;
  const thresholds = thresholdResults(data);
  const transfer = (bytes: string, speed: string): Transfer | undefined => {
    const count = value(speed, 'count');
    if (count === 0) return undefined;
    const all = value(bytes, 'count');
    return { bytes: all, count, together: all / 2 ** 20 / seconds, typical: value(speed, 'med') };
  };
  const [timeout = 0, connection = 0, status = 0, shape = 0] = errorKinds.map((kind) =>
    value(`errors_${kind}`, 'count'),
  );
  return {
    format: 1,
    script,
    scenario,
    target,
    endedAt: new Date().toISOString(),
    seconds,
    passed: thresholds.every(({ ok }) => ok),
    operations: operations.map((id) => figures(data, id, seconds)),
    errors: { timeout, connection, status, shape },
    turnedAway: value('turned_away', 'passes'),
    iterations: value('iterations', 'count'),
    dropped: value('dropped_iterations', 'count'),
    shapesChecked: value('shapes_checked', 'count'),
    virtualUsers: value('vus_max', 'max'),
    downloads: transfer('downloaded_bytes', 'download_speed'),
    uploads: transfer('uploaded_bytes', 'upload_speed'),
    differences: differencesIn(data.setup_data),
    thresholds,
  };
}

function figures({ metrics }: SummaryData, id: string, seconds: number): OperationFigures {
  const time = metrics[`answer_time{operation:${id}}`]?.values ?? {};
  const served = time.count ?? 0;
  return {
    id,
    served,
    perSecond: served / seconds,
    time: {
      average: time.avg ?? 0,
      median: time.med ?? 0,
      p90: time['p(90)'] ?? 0,
      p95: time['p(95)'] ?? 0,
      p99: time['p(99)'] ?? 0,
      most: time.max ?? 0,
    },
    errors: metrics[`errors{operation:${id}}`]?.values.rate ?? 0,
    turnedAway: metrics[`turned_away{operation:${id}}`]?.values.rate ?? 0,
  };
}

/** Whether a time or a share was never measured, so that its zeros say nothing. */
const nothingIn = ({ count, passes, fails, avg }: Record<string, number>) =>
  avg === undefined ? passes === 0 && fails === 0 : count === 0;

function thresholdResults({ metrics }: SummaryData): ThresholdResult[] {
  const results: ThresholdResult[] = [];
  for (const [metric, details] of Object.entries(metrics)) {
    for (const [expression, { ok }] of Object.entries(details?.thresholds ?? {})) {
      if (informative(expression)) continue;
      const value = nothingIn(details?.values ?? {})
        ? undefined
        : details?.values[expression.split(/[<>=!]/)[0]?.trim() ?? ''];
      results.push({ metric, expression, ok, value, sentence: thresholdSentence(metric, expression) });
    }
  }
  return results.sort((a, b) => (a.sentence < b.sentence ? -1 : 1));
}
