import { expect, test } from 'vitest';
import { lineByLine } from './lines.js';

test('equal answers have no lines', () => {
  expect(lineByLine(['Status 200', '{', '}'], ['Status 200', '{', '}'])).toEqual([]);
});

test('what both say about the same thing stands beside each other, and what one says alone stands alone', () => {
  const here = ['Status 200', '{', '  "type": "M",', '  "body": {', '    "body": "text"', '  }', '}'];
  const reference = ['Status 200', '{', '  "id": 7,', '  "type": "message",', '  "body": "text"', '}'];
  expect(lineByLine(here, reference)).toEqual([
    { both: 'Status 200' },
    { both: '{' },
    { reference: '  "id": 7,' },
    { here: '  "type": "M",', reference: '  "type": "message",' },
    { here: '  "body": {', reference: '  "body": "text"' },
    { here: '    "body": "text"' },
    { here: '  }' },
    { both: '}' },
  ]);
});

test('equal lines far from a difference are counted', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  expect(lineByLine(lines, [...lines.slice(0, 10), 'another', ...lines.slice(11)])).toEqual([
    { more: 7 },
    ...lines.slice(7, 10).map((both) => ({ both })),
    { here: 'line 10', reference: 'another' },
    ...lines.slice(11, 14).map((both) => ({ both })),
    { more: 6 },
  ]);
});
