/** What an answer shows of tickets, however its JSON is written. */
import { expect, test } from 'vitest';
import { shownTicket, shownTickets } from './shown-ticket.js';

const ticket = { created: '2026-01-02 03:04:05', subject: 'S', number: '781258', user: { email: 'a@b.c' }, id: 123 };

test('a ticket on several lines, behind a notice of PHP', () => {
  const text = `Notice: {0}\n${JSON.stringify(ticket, null, 4)}`;
  expect(shownTicket(text)).toMatchObject({ id: 123, number: '781258', subject: 'S', address: 'a@b.c' });
});

test('IDs and numbers of tickets in any order of the fields; numbers that are no digits are none', () => {
  const list = JSON.stringify([ticket, { id: '124', number: 781259 }, { id: 125, number: 'SUP-1' }], null, 2);
  const both = new Map([
    [123, '781258'],
    [124, '781259'],
  ]);
  expect(shownTickets(list)).toEqual(both);
  const one = new Map([[1, '200']]);
  expect(shownTickets('Notice: x {"id":1,"number":"200"}')).toEqual(one);
  expect(shownTickets('{"tickets":[{"id":1,"number":"200"}]}')).toEqual(one);
});
