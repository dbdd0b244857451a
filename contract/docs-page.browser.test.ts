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
    for (const { summary } of operations) await page.getByText(summary, { exact: true }).first().waitFor({ state: 'attached' });
    await page.getByText('createTicket/attachments-at-most-five').first().waitFor({ state: 'attached' });
    expect(requests.filter((url) => /^(https?|wss?):/.test(url))).toEqual([]);
  } finally {
    await browser.close();
  }
});
