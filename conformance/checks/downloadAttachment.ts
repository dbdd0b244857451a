/** Checks of downloadAttachment: GET /tickets-attachment-download.php/{file_id}.{format}. */

import type { Check, Exclusion } from '../kernel/check.js';
import { contentChecks } from './downloadAttachment/content.js';
import { metadataChecks } from './downloadAttachment/metadata.js';
import { refusalChecks } from './downloadAttachment/refusals.js';

export const checks: Check[] = [...metadataChecks, ...contentChecks, ...refusalChecks];

export const exclusions: Exclusion[] = [
  {
    requirement: 'downloadAttachment/unreadable-500',
    reason: 'It takes a file whose stored content is damaged, and no request can damage one.',
  },
];
