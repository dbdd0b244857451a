/** `badge.json`: what shields.io's endpoint badge reads (https://shields.io/badges/endpoint-badge). */
import type { Report } from './report.js';
import { overall } from './verdicts.js';

export const badge: Report = {
  file: 'badge.json',
  render({ verdict, counts }) {
    const { word, badge: color } = overall[verdict];
    const failed = verdict === 'not-conformant' ? `: ${counts.fail} failed` : '';
    const content = {
      schemaVersion: 1,
      label: 'osTicket API contract',
      message: `${word.toLowerCase()}${failed}`,
      color,
    };
    return `${JSON.stringify(content, null, 2)}\n`;
  },
};
