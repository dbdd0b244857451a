/** What is printed at the end of a run. */
import type { LoadSummary } from './summary-format.ts';
import { measuredText, shareText, timeText } from './threshold-words.ts';

export function consoleText(summary: LoadSummary): string {
  const { script, scenario, target, seconds, passed, thresholds, operations, errors, turnedAway, dropped } = summary;
  const answers = operations.reduce((sum, { served }) => sum + served, 0);
  const lines = ['', `${headline(scenario, passed)}  ${script}, ${scenario}: ${target}, ${Math.round(seconds)} s`, ''];
  for (const { id, served, perSecond, time, errors: share } of operations) {
    lines.push(
      `  ${id}: ${served} right answers, ${perSecond.toFixed(1)} a second`,
      `    p50 (median) ${timeText(time.median)}, p95 ${timeText(time.p95)}, p99 ${timeText(time.p99)}, slowest ${timeText(time.most)}; errors ${shareText(share)}`,
    );
  }
  for (const [word, transfer] of [
    ['Downloads', summary.downloads],
    ['Uploads', summary.uploads],
  ] as const) {
    if (transfer) {
      lines.push(
        `  ${word}: ${transfer.count} files, ${(transfer.bytes / 2 ** 20).toFixed(1)} MB, ${transfer.together.toFixed(1)} MB/s together, ${transfer.typical.toFixed(1)} MB/s for a typical one`,
      );
    }
  }
  const kinds = Object.entries(errors).filter(([, count]) => count > 0);
  lines.push(
    `  Errors: ${kinds.length === 0 ? 'none' : kinds.map(([kind, count]) => `${count} ${errorWords[kind] ?? kind}`).join(', ')}`,
  );
  if (turnedAway > 0) {
    const share = turnedAway / (turnedAway + answers);
    lines.push(
      `  Turned away by a limit of the web server (429, 503): ${turnedAway}, about ${shareText(share)}; no errors`,
    );
  }
  if (dropped > 0) lines.push(`  Not sent, since all virtual users were waiting for answers: ${dropped}`);
  lines.push(`  Answers whose shape and content were checked: ${summary.shapesChecked}`, '');
  for (const { ok, sentence, metric, value } of thresholds) {
    lines.push(`  ${ok ? '✓' : '✗'} ${sentence} (${measuredText(metric, value)})`);
  }
  return `${lines.join('\n')}\n`;
}

/** The kinds of errors, after a count. */
const errorWords: Record<string, string> = {
  timeout: 'without an answer in time',
  connection: 'without a connection',
  status: 'with another status code',
  shape: 'of another shape than the contract has',
};

/** In `breakpoint` something is meant to give way. */
function headline(scenario: string, passed: boolean): string {
  if (scenario === 'breakpoint') return passed ? 'Nothing gave way' : 'Something gave way';
  return passed ? '✓ Passed' : '✗ Failed';
}
