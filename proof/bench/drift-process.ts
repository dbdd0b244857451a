/** The process of `npm run drift-figures`: judges a file, and tells what that took. */
import { type DriftSettings, drift } from '../../traffic/drift.js';
import { reportUsage } from './report-usage.js';

const settings = JSON.parse(process.argv[2] ?? '') as DriftSettings;
await drift(settings, () => {});
reportUsage(settings.report, async () => {});
