/** What both scripts give to k6's handleSummary. */
import { consoleText } from './console-text.ts';
import { junitXml } from './junit.ts';
import type { Settings } from './settings.ts';
import { type About, type SummaryData, summarise } from './summary.ts';

/** The statistics that k6 keeps of a time. */
export const trendStats = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'];

export function outputs(data: SummaryData, settings: Settings, about: Pick<About, 'script' | 'operations'>) {
  if (Array.isArray(data.metrics) || data.metrics === undefined) {
    throw new Error(
      'This k6 gives its summary in another format. Set K6_NEW_MACHINE_READABLE_SUMMARY=false, or run it through osticket-contract load, which does.',
    );
  }
  const summary = summarise(data, { ...about, scenario: settings.scenario, target: settings.url });
  const files: Record<string, string> = { stdout: consoleText(summary) };
  if (settings.report !== undefined) {
    files[`${settings.report}/summary.json`] = `${JSON.stringify(summary, null, 2)}\n`;
    files[`${settings.report}/junit.xml`] = junitXml(summary);
  }
  return files;
}
