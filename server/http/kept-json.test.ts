import { describe, expect, test } from 'vitest';
import { jsonOf, keepJson } from './kept-json.js';

const text = (body: unknown) => jsonOf(body).toString();

describe('kept JSON', () => {
  const rows = [
    { a: 'ü😀"\\', b: null },
    { a: '', b: 1.5 },
    { a: '請', b: true },
  ];

  test('is what JSON.stringify makes, for each number of rows', () => {
    const kept = rows.map((row) => keepJson({ ...row }));
    for (let count = 0; count <= rows.length; count += 1)
      expect(text(kept.slice(0, count))).toBe(JSON.stringify(rows.slice(0, count)));
    expect(jsonOf(kept)).toBeInstanceOf(Buffer);
  });

  test('is left aside where a row is not kept, or the body is no list', () => {
    expect(text([keepJson({ a: 1 }), { b: 2 }])).toBe('[{"a":1},{"b":2}]');
    for (const body of [{ a: 1 }, 'text', null, 1, [1, null], []]) expect(text(body)).toBe(JSON.stringify(body));
  });

  test('freezes the row, so that it stays true', () => {
    const row: { a: number } = keepJson({ a: 1 });
    expect(() => {
      row.a = 2;
    }).toThrow(TypeError);
  });
});
