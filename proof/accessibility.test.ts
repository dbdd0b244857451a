/** The pages that people read, judged by axe-core: WCAG 2.1 AA and axe's best practice, in light and dark, with everything unfolded. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderComparison } from '../conformance/reports/compare.js';
import { html } from '../conformance/reports/html.js';
import { sample } from '../conformance/reports/sample.js';
import { hasBrowser, launchBrowser, openPage } from '../contract/browser-for-tests.js';
import { folderForTests } from '../contract/folder-for-tests.js';
import { breakingPoint } from '../load/report/breaking-point.js';
import { renderLoadPage } from '../load/report/page.js';
import { sampleRun } from '../load/report/sample.js';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const asked = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };

interface Axe {
  run(
    options: typeof asked,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

function pages(): Record<string, string> {
  const [before, after] = [sample(), sample()];
  for (const result of after.results.results) {
    if (result.requirement === 'getTicket/isOverdue-is-boolean') result.verdict = 'pass';
    if (result.requirement === 'searchTickets/status-by-name') result.verdict = 'fail';
  }
  const run = sampleRun('search');
  return {
    report: html.render(before.results, before.evidence),
    comparison: renderComparison([
      { name: 'before', ...before },
      { name: 'after', ...after },
    ]),
    load: renderLoadPage([run]),
    'breaking point': renderLoadPage([{ ...run, breaking: breakingPoint(run.series, 'search', 1000) }]),
  };
}

describe.skipIf(!hasBrowser)('in Chromium', () => {
  let browser: Browser;
  const folder = folderForTests();
  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, page] of Object.entries(pages())) await writeFile(join(folder, `${name}.html`), page);
  }, 120_000);
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)('axe finds nothing in %s', { timeout: 240_000 }, async (colorScheme) => {
    for (const name of Object.keys(pages())) {
      const { page } = await openPage(browser, join(folder, `${name}.html`), { colorScheme });
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(
        (options) => (window as unknown as { axe: Axe }).axe.run(options),
        asked,
      );
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${name}: ${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
      );
      expect(found).toEqual([]);
      await page.close();
    }
  });
});
