/** Every report of a run. */
import { badge } from './badge.js';
import { har } from './har.js';
import { html } from './html.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import type { PiecewiseReport, Report } from './report.js';

export const reports: readonly (Report | PiecewiseReport)[] = [json, html, junit, markdown, har, badge];
