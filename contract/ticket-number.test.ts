import { expect, test } from 'vitest';
import { contract } from './document.js';
import { answeredNumber, isTicketNumber, numbersAmong } from './ticket-number.js';
import { ticketNumbers } from './ticket-numbers-for-tests.js';
import { validator } from './validators.js';

test.each(ticketNumbers)('%s is a number, in quotes or not, and found among others', (number) => {
  const { TicketNumber = {} } = contract.components.schemas;
  expect(validator(TicketNumber)(number)).toBe(true);
  expect(isTicketNumber(number)).toBe(true);
  for (const text of [number, ` ${number}\n`, `"${number}"`]) expect(answeredNumber(text)).toBe(number);
  expect(numbersAmong(`{"note":"As in the other","childId":"${number}"}`)).toContain(number);
});

test('escapes of JSON in quotes', () => expect(answeredNumber(String.raw`"T\u00dc\/131"`)).toBe('TÜ/131'));

test.each(['', '""', '{}', '[1]', '<p>1</p>', 'It failed', "'1'", '123456789012345678901', '"1'])(
  '%s is none',
  (text) => {
    expect(answeredNumber(text)).toBeUndefined();
  },
);
