/** Causes to do with what a request holds: taken although it makes no sense, or lost on the way. */
import { impactOf } from '../impact.js';
import type { Rule } from './rule.js';
import { operationWords, refusalDue, succeeded } from './seen.js';

const aboutFiles = (requirement: string) => /attachment/.test(requirement);

export const acceptedRules: readonly Rule[] = [
  {
    id: 'unknown-name',
    evidence: 'A name that the API does not know was accepted.',
    keyOf: (seen) => (/\/unknown-(field|parameter)/.test(seen.result.requirement) && succeeded(seen) ? '' : undefined),
    title: (results) =>
      `A mistyped name is ignored without a word (${operationWords(results)}). The caller believes that it took effect.`,
  },
  {
    id: 'search-ignores',
    evidence: 'A search with a filter or page that makes no sense was carried out.',
    keyOf: (seen) =>
      seen.result.requirement.startsWith('searchTickets/') && refusalDue(seen.result) && succeeded(seen)
        ? ''
        : undefined,
    title: () =>
      'A search ignores filters and page sizes that make no sense, and shows other tickets than were asked for.',
  },
  {
    id: 'bad-file-accepted',
    evidence: 'A file that must be refused was accepted.',
    keyOf: (seen) =>
      aboutFiles(seen.result.requirement) && refusalDue(seen.result) && succeeded(seen) ? '' : undefined,
    title: (results) =>
      `Files that must be refused (too many, too large, damaged, of any type) are accepted, or vanish without a word: ${operationWords(results)}.`,
  },
  {
    id: 'bad-value-accepted',
    evidence: 'A value that must be refused was accepted.',
    keyOf: (seen) => (refusalDue(seen.result) && succeeded(seen) && seen.answer?.method !== 'DELETE' ? '' : undefined),
    title: (results) =>
      `Values that make no sense are accepted without a word: ${operationWords(results)}. The caller believes that they were taken as meant.`,
  },
  {
    id: 'file-lost',
    evidence: 'A file that was sent is not found again in what is read.',
    keyOf: (seen) =>
      aboutFiles(seen.result.requirement) && seen.answer?.method === 'GET' && succeeded(seen) ? '' : undefined,
    title: () => 'Files that are sent with a ticket are lost, or another file is found in their place.',
  },
  {
    id: 'dropped',
    evidence: 'What was sent and accepted is not found again when the ticket is read.',
    keyOf: (seen) =>
      /^(createTicket|updateTicket|updateTicketByPut)\//.test(seen.result.requirement) &&
      impactOf(seen.result) === 'loss' &&
      seen.answer?.method === 'GET' &&
      succeeded(seen)
        ? ''
        : undefined,
    title: (results) =>
      `Part of what is sent is dropped without a word: ${[...new Set(results.map(({ requirement }) => optionOf(requirement)))].join(', ')} (${operationWords(results)}).`,
  },
];

/** The option that a requirement's ID begins with: `due date` of `createTicket/duedate-with-time`. */
const optionOf = (requirement: string) =>
  ({ duedate: 'due date', dueDate: 'due date', parent: 'parent ticket', staff: 'agent' })[
    /\/([a-zA-Z]+)/.exec(requirement)?.[1] ?? ''
  ] ??
  /\/([a-zA-Z]+)/.exec(requirement)?.[1] ??
  requirement;
