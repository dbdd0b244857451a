/** The pages in a real browser: Debian's Chromium, where it is installed. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launchBrowser, openPage } from '../../contract/browser-for-tests.js';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { renderComparison } from './compare.js';
import { hostile } from './hostile.js';
import { html } from './html.js';
import { sample } from './sample.js';

describe.skipIf(!hasBrowser)('in Chromium', () => {
  let browser: Browser;
  const folder = folderForTests();

  beforeAll(async () => {
    browser = await launchBrowser();
    const [one, bad] = [sample(), hostile()];
    const pages = {
      report: html.render(one.results, one.evidence),
      hostile: html.render(bad.results, bad.evidence),
      compare: renderComparison([
        { name: 'one', results: one.results },
        { name: 'other', results: bad.results },
      ]),
    };
    for (const [name, page] of Object.entries(pages)) await writeFile(join(folder, `${name}.html`), page);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  const open = (name: string, options?: BrowserContextOptions) =>
    openPage(browser, join(folder, `${name}.html`), options);

  test.each(['report', 'hostile', 'compare'])('%s loads nothing but itself and runs nothing', async (name) => {
    const { page, others, errors } = await open(name);
    expect({ others, errors }).toEqual({ others: [], errors: [] });
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.evaluate(() => document.querySelectorAll('script, img, [onerror]').length)).toBe(0);
  });

  test.each(['report', 'hostile', 'compare'])('%s is not wider than a phone, with every fold open', async (name) => {
    const { page } = await open(name, { viewport: { width: 390, height: 844 }, isMobile: true });
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('folded, the page has fewer than ten screens', async () => {
    const { page } = await open('report', { viewport: { width: 1200, height: 900 } });
    const screens = () => page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
    expect(await screens()).toBeLessThan(10);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await screens()).toBeGreaterThan(10);
  });

  test('in print each finding has its line, without a script and with the folds closed; proofs only where unfolded', async () => {
    const { page } = await open('report', { javaScriptEnabled: false, viewport: { width: 690, height: 1000 } });
    // A fold hides its content without taking the boxes away, so the boxes' size would prove nothing.
    const hidden = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll(
          (all) => all.filter((one) => !one.checkVisibility() || !one.getBoundingClientRect().height).length,
        );
    const lines = '.problem, .problem .case > summary';
    expect(await page.locator('.problem > details[open]').count()).toBe(0);
    expect(await hidden(lines)).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await hidden(lines)).toBe(0);
    expect(await hidden('.problem pre.curl')).toBe(await page.locator('.problem pre.curl').count());
    expect(await page.locator('.on-paper').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(690);
    await page.emulateMedia({ media: 'screen' });
    const proof = page.locator('.problem pre.curl').first();
    await page.locator('.problem > details > summary').first().click();
    await page.locator('.problem .exchange > summary').filter({ hasText: 'To repeat it' }).first().click();
    await page.emulateMedia({ media: 'print' });
    expect(await proof.isVisible()).toBe(true);
  });

  test('a cell of the matrix opens the fold of its requirement', async () => {
    const { page } = await open('report');
    await page.click('a.cell[href="#getTicket/by-number"]');
    await expect
      .poll(() => page.evaluate(() => document.getElementById('getTicket/by-number')?.checkVisibility()))
      .toBe(true);
  });

  test('the filters leave what fits all of them, without a script', async () => {
    const { page } = await open('report', { javaScriptEnabled: false });
    const shown = () =>
      page.locator('.problem').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map(({ id }) => id));
    const all = await shown();
    await page.selectOption('#by-impact', 'i-breaks');
    const breaking = await shown();
    expect(breaking.length).toBeGreaterThan(1);
    expect(breaking.length).toBeLessThan(all.length);
    await page.selectOption('#by-operation', 'op-updateTicket');
    expect(await shown()).toHaveLength(1);
    await page.click('text=Show all');
    expect(await shown()).toEqual(all);
  });

  test('where no problem fits the filters the page says so, and a link still leads to its problem', async () => {
    const { page } = await open('report', { javaScriptEnabled: false });
    const none = page.getByText('No problem fits');
    expect(await none.isVisible()).toBe(false);
    await page.selectOption('#by-impact', 'i-untidy');
    expect(await none.isVisible()).toBe(false);
    await page.selectOption('#by-verdict', 'v-warn');
    expect(await page.locator('.problem:visible').count()).toBe(0);
    expect(await none.isVisible()).toBe(true);
    await page.locator('.worst a').first().click();
    expect(await page.locator('#problem-1').isVisible()).toBe(true);
  });

  test('headings go down step by step, and there are landmarks', async () => {
    const { page } = await open('report');
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1])),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(
      await page.evaluate(() =>
        ['main', 'header', 'footer'].map((name) => document.querySelectorAll(`body > ${name}`).length),
      ),
    ).toEqual([1, 1, 1]);
  });
});
