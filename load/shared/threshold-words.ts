/** Thresholds in words, for people who do not know k6. */

const parts = /^(\w+)(?:\{operation:(\w+)\})?$/;
const comparison = /^(p\((\d+(?:\.\d+)?)\)|\w+)\s*(<=|<|>=|>|===|==|!=)\s*([\d.]+)$/;

/** `1.2 s`, `350 ms`. */
export const timeText = (milliseconds: number): string =>
  milliseconds >= 1000
    ? `${Number((milliseconds / 1000).toPrecision(3))} s`
    : `${Number(milliseconds.toPrecision(3))} ms`;

/** `12.3 %`; never 0 % for something, and never 100 % for less than all. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.0001) return 'under 0.01 %';
  if (share < 1 && share > 0.9999) return 'over 99.99 %';
  return `${Number((share * 100).toPrecision(share < 0.01 ? 2 : 4))} %`;
}

/** What a threshold asks for, as a sentence; one that this does not know stays as k6 has it. */
export function thresholdSentence(metric: string, expression: string): string {
  const [, name, operation] = parts.exec(metric) ?? [];
  const [, , percentile, sign, limit] = comparison.exec(expression) ?? [];
  const of = operation === undefined ? 'requests' : operation;
  const below = sign === '<' || sign === '<=';
  if (name === 'answer_time' && percentile !== undefined && below) {
    return `${percentile} of 100 answers of ${of} come within ${timeText(Number(limit))}`;
  }
  if (name === 'errors' && below) return `Fewer than ${shareText(Number(limit))} of ${of} end in an error`;
  if (name === 'turned_away' && below)
    return `Fewer than ${shareText(Number(limit))} of ${of} are turned away by a limit`;
  if (name === 'dropped_iterations') return `At most ${limit} requests could not be sent in their time`;
  if (name === 'errors_shape') return 'Every checked answer has the right shape and content';
  return `${metric}: ${expression}`;
}

/** A measured value in the unit of its threshold. */
export function measuredText(metric: string, value: number | undefined): string {
  if (value === undefined) return 'nothing was measured';
  if (metric.startsWith('answer_time')) return timeText(value);
  if (metric.startsWith('errors_')) return `${value} wrong`;
  if (metric.startsWith('errors') || metric.startsWith('turned_away')) return shareText(value);
  return `${value}`;
}
