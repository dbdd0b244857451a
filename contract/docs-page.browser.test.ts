import { expect, test } from 'vitest';
import { hasBrowser, launchBrowser } from './browser-for-tests.js';
import { operations } from './operations.js';

test.skipIf(!hasBrowser)('the page of API documentation shows every operation and loads nothing', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(new URL('../generated/api.html', import.meta.url).href);
    for (const tag of new Set(operations.map((operation) => operation.tag))) {
      await page.getByText(tag, { exact: true }).first().click();
      for (const { id, summary } of operations.filter((operation) => operation.tag === tag)) {
        await page.getByText(summary, { exact: true }).first().click();
        await page.getByText(`${id}/permission`, { exact: true }).first().waitFor();
      }
    }
    expect(requests.filter((url) => /^(https?|wss?):/.test(url))).toEqual([]);
  } finally {
    await browser.close();
  }
});
