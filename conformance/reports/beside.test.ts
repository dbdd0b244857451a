import { expect, test } from 'vitest';
import type { Beside } from './beside.js';
import { html } from './html.js';
import { sample } from './sample.js';

const beside: Beside = {
  filled: { statuses: 3, departments: 2, topics: 0, agents: 1, tickets: 9 },
  checks: [
    { requirement: 'getTicket/thread-is-complete', operation: 'getTicket', reference: 'pass', answers: [0, 1] },
    { requirement: 'getTicket/xml', operation: 'getTicket', reference: 'skip', text: 'No ticket.', answers: [0, 1] },
  ],
  answers: [
    {
      request: 'GET /api/tickets-get.php/1.json',
      exchange: 3,
      reference: 4,
      lines: [{ more: 2 }, { both: 'same' }, { here: '<b>one</b>', reference: 'two' }, { here: 'three' }],
    },
    { request: 'GET /api/tickets-stats.php', exchange: 5, reference: 6, lines: [] },
  ],
};

test('checks that looked at the same answers are one fold, with both answers beside each other', () => {
  const { results, evidence } = sample();
  const page = html.render({ ...results, beside }, evidence);
  const section = page.slice(page.indexOf('id="beside"'), page.indexOf('id="matrix"'));
  expect(section.match(/<details/g)).toHaveLength(1);
  expect(section).toContain('2 checks');
  expect(section).toContain('1 answer differs');
  expect(section).toContain('1 more answer is the same on both.');
  expect(section).toMatch(/<mark>&lt;b>one&lt;\/b><\/mark><\/td><td[^>]*><mark>two<\/mark>/);
  expect(section).toMatch(/<td[^>]*>same<\/td><td[^>]*>same<\/td>/);
  expect(section).toContain('No ticket.');
});

test('without it nothing is said', () => {
  const { results, evidence } = sample();
  expect(html.render(results, evidence)).not.toContain('id="beside"');
});
