/** A text that came as a number proves nothing, unless it is a text of digits. */
import { expect, test } from 'vitest';
import { Doubts } from './doubts.js';

const breach = (expected: string, actual: string) => ({ expected, actual, answers: [] });
const fault = (actual: unknown) => ({
  requirement: 'getTicket/status-is-string' as const,
  pointer: '/status',
  expected: 'string',
  actual,
});

test('what was read from a number and is not what others show is doubted, with the requirement of its type', () => {
  const doubts = new Doubts();
  doubts.add(fault(7), ['7']);
  expect(doubts.of(breach('"7"', '"Open"'))?.prerequisite).toBe('getTicket/status-is-string');
  expect(doubts.of(breach('"Scan.png"', '["7"]'))?.message).toContain('/status was 7');
});

test('a number for a text of digits, other values, and texts inside of objects are not doubted', () => {
  const doubts = new Doubts();
  doubts.add(fault(7), ['7']);
  doubts.add(fault({ text: 'Open' }), ['Open']);
  expect(doubts.of(breach('"7"', '7'))).toBeUndefined();
  expect(doubts.of(breach('"7"', '"8"'))).toBeUndefined();
  expect(doubts.of(breach('"Open"', '"Closed"'))).toBeUndefined();
});
