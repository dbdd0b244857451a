/** What stays in a real installation after a run although every ticket of it is deleted. Seen on osTicket 1.18.1. */
import type { RunInfo } from './session.js';

/**
 * One sentence each; nothing for a run that only reads, and for the reference server.
 *
 * @example tracesOf({ reference: false, mode: 'write', mail: false, largeFiles: false })
 */
export function tracesOf({
  reference,
  mode,
  mail,
  largeFiles,
}: Pick<RunInfo, 'reference' | 'mode' | 'mail' | 'largeFiles'>): string[] {
  if (reference || mode === 'read') return [];
  return [
    'osTicket keeps the users of deleted tickets: about 6, with addresses at example.com.',
    `osTicket keeps files of deleted tickets until its clean-up by cron: about 40, ${largeFiles ? 'more than 30 MB' : 'less than 3 MB'}.`,
    'The history of events and the system log get some hundred entries, and each request a session that lasts a day.',
    'Where a deletion ends in an error of osTicket, a few rows of the deleted ticket stay (thread, form entries).',
    ...(mail ? ['The administrator and agents may get alerts by e-mail.'] : []),
  ];
}
