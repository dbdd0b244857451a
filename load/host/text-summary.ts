/** What is printed where a script has no handleSummary, after the pattern of k6's compact summary. */
import type { CheckResult, Group } from './metrics/checks.js';
import type { SummaryData, SummaryMetric } from './summary-data.js';

export function textSummary(data: SummaryData): string {
  const metrics = Object.entries(data.metrics);
  const width = Math.max(24, ...metrics.map(([name]) => name.length)) + 3;
  const limited = metrics.filter(([, { thresholds }]) => thresholds);
  const lines: string[] = [];
  if (limited.length > 0) {
    lines.push('  █ THRESHOLDS', '');
    for (const [name, { thresholds = {} }] of limited) {
      lines.push(`    ${name}`);
      for (const [source, { ok }] of Object.entries(thresholds)) lines.push(`    ${ok ? '✓' : '✗'} '${source}'`);
      lines.push('');
    }
  }
  lines.push('  █ TOTAL RESULTS', '');
  const checks = allChecks(data.root_group as Group);
  for (const { name, passes, fails } of checks) {
    lines.push(`    ${fails === 0 ? '✓' : '✗'} ${name}${fails === 0 ? '' : ` (${passes} of ${passes + fails})`}`);
  }
  if (checks.length > 0) lines.push('');
  for (const [name, metric] of metrics.sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`    ${`${name}`.padEnd(width, '.')}: ${valuesText(metric)}`);
  }
  return `${lines.join('\n')}\n`;
}

const allChecks = ({ checks, groups }: Group): CheckResult[] => [...checks, ...groups.flatMap(allChecks)];

function valuesText({ type, contains, values }: SummaryMetric): string {
  const number = (value = 0) => String(Number(value.toFixed(2)));
  if (type === 'counter') return `${number(values['count'])}  ${number(values['rate'])}/s`;
  if (type === 'rate')
    return `${number((values['rate'] ?? 0) * 100)}%  ${values['passes']} of ${(values['passes'] ?? 0) + (values['fails'] ?? 0)}`;
  const unit = contains === 'time' ? 'ms' : '';
  return Object.entries(values)
    .map(([name, value]) => `${name}=${number(value)}${name === 'count' ? '' : unit}`)
    .join(' ');
}
