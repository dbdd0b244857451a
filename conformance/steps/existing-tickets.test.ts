import { expect, test } from 'vitest';
import { diverse } from './existing-tickets.js';

const plain = (number: number) => ({ number: String(number), status: 'Open', teamId: null, isOverdue: false });

test('a rare row is chosen, wherever it stands', () => {
  const rows = [...Array(50).keys()].map(plain);
  const rare = { ...plain(40), teamId: 3 };
  expect(diverse(rows.with(40, rare as never), 4)).toContain(rare);
});

test('rows that are all alike are spread over the list', () => {
  const rows = [...Array(9).keys()].map(plain);
  expect(diverse(rows, 3).map(({ number }) => number)).toEqual(['0', '1', '5']);
});

test('fewer rows than are wanted are all chosen, once', () => {
  const rows = [plain(1), plain(2)];
  expect(diverse(rows, 5)).toEqual(rows);
});
