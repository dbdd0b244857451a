/** Results of an installation with faults that real ones have: for the tests of the reports, and to look at the pages. */
import { operations } from '../../contract/operations.js';
import { requirements } from '../../contract/requirements.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Result, Results } from '../../generated/results.js';
import type { Evidence, Exchange } from '../client/exchange.js';
import { sampleExchanges } from './sample-exchanges.js';
import { verdictOrder } from './verdicts.js';

type Finding = Partial<Omit<Result, 'requirement'>>;

const readTicket: Finding = { exchanges: [2], action: 'Read a ticket that the run had made.' };
const noDueDates: Finding = {
  verdict: 'untestable',
  prerequisite: 'updateTicket/dueDate-is-string-or-null',
  reason: {
    code: 'prerequisite',
    text: 'Updates with a due date end in a fatal error, so nothing about due dates can be tried.',
  },
};

/** What is not passed. Everything else is. */
const findings: Partial<Record<RequirementId, Finding>> = {
  'createTicket/answers-plain-text': {
    verdict: 'fail',
    expected: 'content type text/plain',
    actual: 'text/html; charset=UTF-8',
    exchanges: [1],
    action: 'Create a ticket with the four required fields.',
  },
  'createTicket/priority-by-name': {
    verdict: 'fail',
    expected: 'priority "High"',
    actual: 'priority "Normal": the field was accepted with 201 and dropped',
    pointer: '/priority',
    exchanges: [1, 2],
    action: 'Create a ticket with `priority: "High"` and read it back.',
  },
  'getTicket/isOverdue-is-boolean': {
    verdict: 'fail',
    expected: 'boolean',
    actual: '0',
    pointer: '/isOverdue',
    ...readTicket,
  },
  'getTicket/isAnswered-is-boolean': {
    verdict: 'fail',
    expected: 'boolean',
    actual: '0',
    pointer: '/isAnswered',
    ...readTicket,
    known: { reason: 'Reported to the plugin, mended in its next version', expires: '2027-01-31' },
  },
  'getTicket/thread-body-is-string': {
    verdict: 'fail',
    expected: 'string',
    actual: '{"body":"I cannot access my account","type":"html"}',
    pointer: '/thread/0/body',
    ...readTicket,
  },
  'updateTicket/dueDate-is-string-or-null': {
    verdict: 'fail',
    expected: 'status 400 and an error object',
    actual: 'status 200 and a page of HTML with a fatal error of PHP',
    exchanges: [3],
    action: 'Send `dueDate: 5`.',
  },
  'permissions/refused-without-effect': {
    verdict: 'fail',
    operation: 'updateTicket',
    expected: 'the thread as before: 2 entries',
    actual: '3 entries: the note was added although the answer was 403',
    pointer: '/thread/2',
    exchanges: [2, 4, 5],
    action: 'Send a `note` with a key that may only read, then read the ticket.',
  },
  'errors/error-is-true': {
    verdict: 'fail',
    expected: 'true',
    actual: '1',
    pointer: '/error',
    exchanges: [4],
    action: 'Send wrong requests and read `error`.',
  },
  'errors/shows-no-internals': {
    verdict: 'warn',
    operation: 'updateTicket',
    expected: 'no path of the server',
    actual: '/var/www/osticket/include/plugins/api-endpoints/controllers/ExtendedTicketApiController.php',
    exchanges: [3],
    action: 'Send `dueDate: 5`.',
  },
  'searchTickets/status-unknown-not-everything': {
    verdict: 'warn',
    expected: 'status 400, 404, or an empty array',
    actual: '60 tickets: the filter was ignored',
    exchanges: [6],
    action: 'Search for `status=nonesuch`.',
  },
  'createTicket/attachments-fifty-mb-accepted': {
    verdict: 'error',
    reason: { code: 'suite-fault', text: 'The check reads an answer that is not there.' },
    exchanges: [8],
    action: 'Send five files of 10 MB each.',
  },
  'updateTicket/dueDate-stored': noDueDates,
  'updateTicket/dueDate-with-time': noDueDates,
  'createTicket/duedate-in-the-past': { verdict: 'info', observed: 'a due date in the past is accepted' },
  'searchTickets/sort-number-direction': { verdict: 'info', observed: 'ascending' },
  'auth/inactive-key-401': {
    verdict: 'skip',
    reason: { code: 'no-data', text: 'The settings name no key that is switched off.' },
  },
  'downloadAttachment/unreadable-500': {
    verdict: 'skip',
    reason: { code: 'unsafe', text: 'A file would have to be damaged in the storage.' },
  },
};

function verdictOf(id: string, level: Result['level']): Finding {
  const found = findings[id as RequirementId];
  if (found) return found;
  if (id.startsWith('deleteTicket/'))
    return { verdict: 'skip', reason: { code: 'unsafe', text: 'Deletes were not allowed; run with `--deletes`.' } };
  return level === 'OBSERVED' ? { verdict: 'info', observed: 'as in other installations' } : { verdict: 'pass' };
}

function results(): Result[] {
  return requirements.flatMap(({ id, level, sentence, reference, because, operationId }) => {
    const finding = verdictOf(id, level);
    // General requirements are tried on every operation; those with a finding here on the one that it names.
    const tried = operationId
      ? [operationId]
      : /^(auth|permissions)\//.test(id)
        ? operations.map((one) => one.id)
        : ['getTicket', 'updateTicket'];
    return tried.map((operation): Result => {
      const own =
        finding.operation === undefined || finding.operation === operation ? finding : { verdict: 'pass' as const };
      const base = { requirement: id, operation, level, sentence, reference, because };
      return {
        ...base,
        verdict: 'pass',
        action: 'Send a request and compare the answer.',
        exchanges: [1],
        durationMs: 12,
        ...own,
      };
    });
  });
}

/** Adds up the verdicts of some results. */
function countsOf(all: readonly Result[]): Results['counts'] {
  const counts = verdictOrder.map((verdict) => [verdict, all.filter((result) => result.verdict === verdict).length]);
  return Object.fromEntries(counts) as Results['counts'];
}

/** A run against an installation that is not conformant; fresh each time, so that a test may change it. */
/** The evidence of a sample, in memory. */
export type SampleEvidence = Evidence & { exchanges: Exchange[] };

export function sample(): { results: Results; evidence: SampleEvidence } {
  const all = results();
  const url = 'https://helpdesk.example.org/support';
  const startedAt = '2026-11-24T02:04:40.000Z';
  return {
    results: {
      format: 1,
      suite: { version: '0.1.0', contract: '1.0.0' },
      run: {
        id: 'k7f2',
        startedAt,
        finishedAt: '2026-11-24T02:05:31.000Z',
        mode: 'write',
        deletes: false,
        only: [],
        skip: [],
        requests: 8,
        rejudged: false,
      },
      target: {
        url,
        reference: false,
        server: 'Apache/2.4.62 (Debian)',
        capabilities: { subtickets: true, markdown: null },
        permissions: { can_create_tickets: true, can_read_tickets: true, can_delete_tickets: false },
      },
      verdict: 'not-conformant',
      sentence: `The API of ${url} breaks 8 requirements of the contract, one of them known.`,
      counts: countsOf(all),
      results: all,
      left: [
        { number: '905653', subject: "[osticket-contract k7f2] O'Brien & Söhne", why: 'Deletes were not allowed.' },
      ],
      stale: ['getTicket/ip-is-string-or-null: it holds now'],
    },
    evidence: {
      header: {
        format: 1,
        runId: 'k7f2',
        startedAt,
        url,
        reference: false,
        mode: 'write',
        deletes: false,
        keys: [{ name: 'full', permissions: [], active: true }],
        known: {},
      },
      exchanges: structuredClone(sampleExchanges),
    },
  };
}
