/**
 * `npm run pictures -- RESULTS EVIDENCE`: makes the pictures of the documentation from a run, with Debian's Chromium:
 * the first screen of its report, and its first problem unfolded.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readResults } from '../cli/read-results.js';
import { readEvidence } from '../conformance/client/evidence.js';
import { html } from '../conformance/reports/html.js';
import { launchBrowser, openPage } from '../contract/browser-for-tests.js';
import { command } from './arguments.js';

const { processedArgs } = command('pictures', 'make the pictures of README and docs from a run')
  .argument('<results>', 'its results.json')
  .argument('<evidence>', 'its evidence.ndjson')
  .parse();
const [results, evidence] = processedArgs as [string, string];
const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const viewport = { width: 1000, height: 800 };

const file = join(mkdtempSync(join(tmpdir(), 'osticket-contract-')), 'report.html');
writeFileSync(file, html.render(readResults(results), readEvidence(evidence)));
const browser = await launchBrowser();
const { page } = await openPage(browser, file, { viewport, colorScheme: 'light' });
await page.screenshot({ path: join(docs, 'report.png') });

const problem = page.locator('.problem').first();
await problem.locator('summary').first().click();
await problem.locator('.case summary').first().click();
await problem.evaluate((element) => element.scrollIntoView());
await page.screenshot({ path: join(docs, 'failure.png') });
await browser.close();

for (const name of ['report.png', 'failure.png'])
  console.log(`docs/${name}: ${Math.round(readFileSync(join(docs, name)).length / 1024)} KB`);
