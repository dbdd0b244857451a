/** Every report of a run. */
import { badge } from './badge.js';
import { har } from './har.js';
import { html } from './html.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { repeat } from './repeat/repeats.js';
import type { FolderReport, PiecewiseReport, Report } from './report.js';

export const reports: readonly (Report | PiecewiseReport | FolderReport)[] = [
  json,
  html,
  junit,
  markdown,
  har,
  badge,
  repeat,
];
