import { expect, test } from 'vitest';
import { operation } from './operations.js';
import { filledPath, namedInPath } from './path-values.js';

test.each([
  '781259',
  '000131',
  'SUP-131',
  'HD-2026.00131',
  '#00131',
  'T:131',
  'T+131',
  'TÜ131',
  'HD/131',
  '50%',
  '?1',
  '..',
])('what is put into a path is taken out again: %s', (number) => {
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
