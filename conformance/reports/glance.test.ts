import { expect, test } from 'vitest';
import type { Result } from '../../generated/results.js';
import { shortly } from './glance.js';

const seen = (result: Partial<Result>) =>
  shortly({
    result: {
      requirement: 'getTicketStats/counts-a-new-ticket',
      level: 'SHOULD',
      sentence: '',
      operation: 'getTicketStats',
      action: 'Read the statistics',
      verdict: 'warn',
      exchanges: [],
      durationMs: 1,
      ...result,
    },
    exchanges: [],
  });

test('an answer as a whole is told in words', () => {
  expect(seen({ actual: '404 application/json: {"message":"none"}' })).toBe(
    'Tried to read the statistics. Retrieve ticket statistics: it was refused with 404: “none”.',
  );
  expect(seen({ actual: '500 without content type, empty' })).toMatch(/a breakdown of the server \(500\)/);
});

test('a number of three digits at its beginning makes no answer of what was seen', () => {
  expect(seen({ expected: 'more tickets than before', actual: '167 after 163 in all' })).toBe(
    'Tried to read the statistics. Expected: more tickets than before. Came: 167 after 163 in all',
  );
});
