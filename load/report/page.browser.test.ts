/** The page in a real browser, on a phone, in print, and with a target that wants to be more than text. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launchBrowser, openPage } from '../../contract/browser-for-tests.js';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { breakingPoint } from './breaking-point.js';
import { type LoadRun, renderLoadPage } from './page.js';
import { sampleRun } from './sample.js';

describe.skipIf(!hasBrowser)('in Chromium', () => {
  let browser: Browser;
  const folder = folderForTests();

  beforeAll(async () => {
    browser = await launchBrowser();
    const search = sampleRun('search');
    const both: LoadRun[] = (['search', 'attachments'] as const).map((script) => {
      const run = sampleRun(script);
      return { ...run, breaking: breakingPoint(run.series, script, 1000) };
    });
    const hostile = sampleRun('search');
    hostile.summary.target = 'http://x/"><script>window.hacked=1</script><img src=http://127.0.0.1:1/x.png>';
    // The last place on its axis of time is at the edge.
    const whole = sampleRun('search');
    whole.series.pieces.push(...whole.series.pieces.slice(-1));
    const pages = { search: [search], breakpoint: both, hostile: [hostile], whole: [whole] };
    for (const [name, runs] of Object.entries(pages))
      await writeFile(join(folder, `${name}.html`), renderLoadPage(runs));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  const open = (name: string, options?: BrowserContextOptions) =>
    openPage(browser, join(folder, `${name}.html`), options);

  test.each(['search', 'breakpoint', 'hostile'])('%s loads nothing and runs nothing', async (name) => {
    const { page, others, errors } = await open(name);
    expect({ others, errors }).toEqual({ others: [], errors: [] });
    expect(await page.evaluate(() => ['hacked' in window, document.querySelectorAll('script, img').length])).toEqual([
      false,
      0,
    ]);
  });

  test.each(['search', 'breakpoint', 'hostile'])(
    '%s is not wider than a phone, and its text can be read there',
    async (name) => {
      const { page } = await open(name, { viewport: { width: 390, height: 844 }, isMobile: true });
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      const smallest = await page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('figure.plot > svg')].map((svg) => {
            const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
            return scale * 11;
          }),
        ),
      );
      expect(smallest).toBeGreaterThan(8);
    },
  );

  test('every plot has a text for those who cannot see it, and lines that differ without colour', async () => {
    const { page } = await open('search');
    const labels = await page.evaluate(() =>
      [...document.querySelectorAll('figure.plot > svg')].map((svg) => svg.getAttribute('aria-label')),
    );
    expect(labels.length).toBeGreaterThanOrEqual(3);
    for (const label of labels) expect(label).toMatch(/ from .+ to .+\.$/);
    const dashes = await page.evaluate(() =>
      [...document.querySelectorAll('figure.plot:nth-of-type(2) > svg path.line')].map(
        (path) => getComputedStyle(path).strokeDasharray,
      ),
    );
    expect(new Set(dashes).size).toBe(dashes.length);
  });

  test.each(['search', 'whole'])('%s: no label of a plot is cut at an edge', async (name) => {
    const { page } = await open(name);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<SVGTextElement>('figure.plot > svg text')].flatMap((text) => {
        const { left, right } = text.getBoundingClientRect();
        const around = text.ownerSVGElement?.getBoundingClientRect();
        return around && left >= around.left && right <= around.right ? [] : [text.textContent];
      }),
    );
    expect(cut).toEqual([]);
  });

  test('in print everything that counts is there', async () => {
    const { page } = await open('breakpoint', { viewport: { width: 690, height: 1000 }, javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('figure.plot > svg').count()).toBeGreaterThanOrEqual(6);
    expect(await page.locator('.answer').first().isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(690);
  });
});
