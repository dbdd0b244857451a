import { expect, test } from 'vitest';
import { base64Of, decodedLength, pickBySize, sizesUpTo } from './files.js';

test.each([1, 2, 3, 14, 15, 16, 1024, 10_240, 1_048_576])('%i bytes as Base64', (bytes) => {
  const text = base64Of(bytes);
  expect(Buffer.from(text, 'base64').toString('base64')).toBe(text);
  expect(Buffer.from(text, 'base64')).toHaveLength(bytes);
  expect(decodedLength(text)).toBe(bytes);
});

test('sizes go up to the largest that is asked for', () => {
  expect(sizesUpTo(10 * 2 ** 20)).toEqual([1024, 10_240, 102_400, 2 ** 20, 10 * 2 ** 20]);
  expect(sizesUpTo(20_000)).toEqual([1024, 10_240]);
  expect(sizesUpTo(100)).toEqual([100]);
});

test('a large file among many small ones is still used as often as large files are', () => {
  const files = [...Array<number>(99).fill(500), 5 * 2 ** 20];
  let seed = 0;
  const random = () => {
    seed = (seed * 9301 + 49_297) % 233_280;
    return seed / 233_280;
  };
  const picked = Array.from({ length: 3000 }, () => pickBySize(files, (one) => one, random));
  const large = picked.filter((bytes) => bytes > 1000).length / 3000;
  expect(large).toBeGreaterThan(0.1);
  expect(large).toBeLessThan(0.25);
});
