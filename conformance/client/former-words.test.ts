import { expect, test } from 'vitest';
import type { Exchange } from './exchange.js';
import { inTodaysWords } from './former-words.js';

test('scopes and subjects of 0.1.0 get the words of today, and nothing else changes', () => {
  const exchange: Exchange = {
    id: 1,
    scope: 'nasty input, getTicket',
    at: '2026-11-26T14:25:54.572Z',
    request: {
      method: 'PATCH',
      url: 'http://h/api/tickets-update.php/1.json',
      headers: {},
      body: { text: '{"note":"This note must not be added (updateTicket: to be refused)."}' },
    },
  };
  expect(inTodaysWords(exchange)).toEqual({
    ...exchange,
    scope: 'hostile input, getTicket',
    request: { ...exchange.request, body: { text: '{"note":"A note. (updateTicket: to be refused)"}' } },
  });
});
