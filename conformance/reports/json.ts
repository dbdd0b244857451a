/** `results.json`: the results themselves; the format is conformance/results.schema.json. */
import type { Report } from './report.js';

export const json: Report = {
  file: 'results.json',
  render: (results) => `${JSON.stringify(results, null, 2)}\n`,
};
