import { describe, expect, test } from 'vitest';
import type { Result } from '../../../generated/results.js';
import type { Exchange } from '../../client/exchange.js';
import { causesOf, rules } from './index.js';

interface Case {
  requirement: string;
  operation?: string;
  verdict?: Result['verdict'];
  expected?: string;
  actual?: string;
  method?: string;
  status?: number;
  type?: string;
  text?: string;
}

/** The rules that join some failures, with the number of failures of each; `undefined` where none applies. */
function joined(cases: readonly Case[]) {
  const exchanges = new Map<number, Exchange>();
  const results = cases.map((one, id): Result => {
    const { requirement, operation = requirement.split('/')[0] ?? '', method = 'POST', status = 200 } = one;
    exchanges.set(id, {
      id,
      scope: '',
      at: '',
      request: { method, url: '', headers: {} },
      response: {
        status,
        headers: { 'content-type': one.type ?? 'application/json' },
        body: { text: one.text ?? '{}' },
        durationMs: 1,
      },
    });
    return {
      requirement,
      operation,
      level: 'MUST',
      sentence: requirement,
      verdict: one.verdict ?? 'fail',
      expected: one.expected,
      actual: one.actual,
      action: '',
      exchanges: [id],
      durationMs: 1,
    };
  });
  return causesOf(results, exchanges).map(({ rule, results: members }) => [rule?.id, members.length]);
}

const crash = '<b>Fatal error</b>: Uncaught TypeError: trim(): must be of type string in /var/www/a/Service.php:3';
const exhausted = '<b>Fatal error</b>:  Allowed memory size of 1000 bytes exhausted in <b>/var/www/a/B.php</b>';
const broken = '<b>Fatal error</b>: Uncaught Error: Call to a member function in /var/www/a/class.ticket.php:3';

const examples: Record<string, Case[]> = {
  'no-key-needed': [
    { requirement: 'auth/missing-key-401', operation: 'createTicket', status: 201 },
    { requirement: 'createTicket/permission', status: 201 },
  ],
  'no-permission-needed': [
    { requirement: 'searchTickets/permission', method: 'GET' },
    { requirement: 'permissions/each-its-own', operation: 'searchTickets', method: 'GET' },
  ],
  'key-after-request': [
    { requirement: 'auth/judged-before-the-request', operation: 'createTicket', status: 500 },
    { requirement: 'permissions/judged-before-lookup', operation: 'linkSubticket', status: 400 },
  ],
  'refused-as-unknown-key': [
    { requirement: 'permissions/lacking-403', operation: 'getTicket', status: 401 },
    { requirement: 'permissions/lacking-403', operation: 'deleteTicket', status: 401 },
  ],
  'handed-out': [
    { requirement: 'downloadAttachment/never-other-files', method: 'GET' },
    { requirement: 'downloadAttachment/not-a-ticket-attachment-403', method: 'GET' },
  ],
  'php-unexpected-value': [
    { requirement: 'createTicket/format-is-string', text: crash },
    { requirement: 'errors/success-is-no-error', operation: 'searchTickets', text: crash },
    { requirement: 'errors/body-too-large-413', operation: 'updateTicket', text: exhausted },
  ],
  'php-error': [
    { requirement: 'deleteTicket/answers-200', text: broken },
    { requirement: 'errors/success-is-no-error', operation: 'deleteTicket', text: broken },
  ],
  'wrong-address': [
    { requirement: 'errors/wrong-method-405', status: 400 },
    { requirement: 'errors/unknown-path-404', status: 400 },
  ],
  'breakdown-for-mistake': [
    { requirement: 'createTicket/email-required', status: 500 },
    { requirement: 'linkSubticket/cycle-refused', status: 500 },
  ],
  'other-code': [
    { requirement: 'linkSubticket/childId-is-string', status: 404 },
    { requirement: 'getTicket/unknown-404', method: 'GET', status: 400 },
  ],
  'error-page': [
    { requirement: 'errors/standard-object', operation: 'getTicket', status: 401, type: 'text/html', text: 'Key 1' },
    {
      requirement: 'errors/json-content-type',
      operation: 'searchTickets',
      status: 401,
      type: 'text/html',
      text: 'Key 2',
    },
  ],
  'object-for-text': [
    { requirement: 'getTicket/staff-is-string-or-null', expected: 'string or null', actual: '{"name":"x"}' },
    { requirement: 'getTicket/user-name-is-string', expected: 'string', actual: '{"name":"x"}' },
  ],
  'no-boolean': [
    { requirement: 'getTicket/isOverdue-is-boolean', expected: 'boolean', actual: '0' },
    { requirement: 'searchTickets/isOverdue-is-boolean', expected: 'boolean', actual: '1' },
  ],
  'unlisted-value': [
    { requirement: 'getTicket/thread-type-is-known', expected: 'one of message, note', actual: '"N"' },
    {
      requirement: 'listTicketStatuses/state-is-open-or-closed',
      expected: 'one of open, closed',
      actual: '"archived"',
    },
  ],
  'unknown-name': [
    { requirement: 'updateTicket/unknown-field-refused', method: 'PATCH' },
    { requirement: 'searchTickets/unknown-parameter-refused', method: 'GET' },
  ],
  'search-ignores': [
    { requirement: 'searchTickets/status-unknown-not-everything', method: 'GET' },
    { requirement: 'searchTickets/limit-is-integer', method: 'GET' },
  ],
  'bad-file-accepted': [
    { requirement: 'createTicket/attachments-at-most-five', status: 201 },
    { requirement: 'updateTicket/attachment-broken-base64-400', method: 'PATCH' },
  ],
  'bad-value-accepted': [
    { requirement: 'createTicket/name-required', status: 201 },
    { requirement: 'updateTicket/dueDate-invalid-400', method: 'PATCH' },
  ],
  'file-lost': [
    { requirement: 'createTicket/attachment-stored', method: 'GET' },
    { requirement: 'getTicket/attachments-listed', method: 'GET' },
  ],
  dropped: [
    { requirement: 'createTicket/duedate-stored', method: 'GET' },
    { requirement: 'updateTicket/priority-by-name', method: 'GET' },
  ],
};

test('each rule has an example', () => {
  expect(Object.keys(examples)).toEqual(rules.map(({ id }) => id));
});

test.each(Object.entries(examples))('%s joins what has this cause', (rule, cases) => {
  expect(joined(cases)).toEqual([[rule, cases.length]]);
});

describe('what has another cause stays apart', () => {
  test('a missing permission where keys are looked at is not the same as no key needed', () => {
    expect(
      joined([
        { requirement: 'auth/missing-key-401', operation: 'createTicket', status: 201 },
        { requirement: 'searchTickets/permission', method: 'GET' },
      ]),
    ).toEqual([
      ['no-key-needed', 1],
      ['no-permission-needed', 1],
    ]);
  });

  test.each(['auth/key-never-in-an-answer', 'auth/key-in-header'])(
    '%s does not say that no key is needed',
    (requirement) => {
      expect(joined([{ requirement, operation: 'createTicket', status: 201 }])).toEqual([[undefined, 1]]);
    },
  );

  test('PHP errors at two places are two problems', () => {
    const other = broken.replace('class.ticket.php', 'class.thread.php');
    const requirement = 'errors/success-is-no-error';
    expect(joined([broken, other].map((text) => ({ requirement, operation: 'deleteTicket', text })))).toHaveLength(2);
  });

  test('a code of authentication is not only another code', () => {
    const cases = [{ requirement: 'auth/unknown-key-401', operation: 'getTicket', status: 400 }];
    expect(joined(cases)).toEqual([[undefined, 1]]);
  });

  test('requirements of which the contract says the same sentence are one problem', () => {
    const cases = ['createTicket/duedate-with-offset', 'updateTicket/dueDate-with-offset'];
    expect(joined(cases.map((requirement) => ({ requirement, method: 'GET' })))).toEqual([[undefined, 2]]);
  });

  test('what no rule knows is a problem for each requirement, and so is each fault of the suite', () => {
    const faults = ['createTicket/name-required', 'createTicket/email-required'];
    expect(joined(faults.map((requirement) => ({ requirement, status: 201, verdict: 'error' })))).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
    expect(
      joined([{ requirement: 'new/a' }, { requirement: 'new/a', operation: 'x' }, { requirement: 'new/b' }]),
    ).toEqual([
      [undefined, 2],
      [undefined, 1],
    ]);
  });
});
