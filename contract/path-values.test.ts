import { expect, test } from 'vitest';
import { operation } from './operations.js';
import { filledPath, namedInPath } from './path-values.js';
import { ticketNumbers } from './ticket-numbers-for-tests.js';

test.each(ticketNumbers)('what is put into a path is taken out again: %s', (number) => {
  for (const id of ['getTicket', 'deleteTicket', 'unlinkSubticket'] as const) {
    const path = filledPath(operation(id).path, { number, format: 'xml' });
    expect(path.startsWith('/tickets-')).toBe(true);
    expect(namedInPath(path)).toBe(number);
    expect(namedInPath(`https://help.example.org/base/api/http.php${path}?expand=1.2/3`)).toBe(number);
  }
  const linked = filledPath(operation('linkSubticket').path, { parentNumber: number, format: 'json' });
  expect(namedInPath(linked)).toBe(number);
});

test('what names nothing, and what is broken', () => {
  expect(namedInPath('https://help.example.org/api/tickets.json')).toBeUndefined();
  expect(namedInPath('https://help.example.org/api/tickets-search.php?query=5.json')).toBeUndefined();
  expect(namedInPath('/tickets-get.php/%E4.json')).toBe('%E4');
});
