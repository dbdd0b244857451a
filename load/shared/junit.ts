/** `junit.xml`, for CI servers: one test case for each threshold. */
import type { LoadSummary } from './summary-format.ts';
import { measuredText } from './threshold-words.ts';

const escaped = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '?');

export function junitXml({ script, scenario, target, thresholds, seconds, endedAt }: LoadSummary): string {
  // In `breakpoint` a threshold is there to be crossed.
  const failed = (ok: boolean) => !ok && scenario !== 'breakpoint';
  const failures = thresholds.filter(({ ok }) => failed(ok)).length;
  const counts = `tests="${thresholds.length}" failures="${failures}" errors="0"`;
  const time = `time="${seconds.toFixed(3)}"`;
  const cases = thresholds.map(({ metric, expression, ok, value, sentence }) => {
    const head = `    <testcase classname="load.${script}.${scenario}" name="${escaped(sentence)}" time="0"`;
    if (ok) return `${head}/>`;
    const message = `measured: ${measuredText(metric, value)}`;
    if (!failed(ok)) return `${head}>\n      <system-out>${escaped(message)}</system-out>\n    </testcase>`;
    return `${head}>\n      <failure message="${escaped(message)}" type="threshold">${escaped(`${metric}: ${expression}`)}</failure>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(`osticket-contract load ${target}`)}" ${counts} ${time}>`,
    `  <testsuite name="load ${script} ${scenario}" ${counts} skipped="0" ${time} timestamp="${endedAt.slice(0, 19)}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
