import { expect, test } from 'vitest';
import { keepSent } from './sent-body.js';

const joined = (parts: { text: string; times: number }[] = []) =>
  parts.map(({ text, times }) => text.repeat(times)).join('');

test('a short text is kept as it is', () => {
  expect(keepSent('{"note":"Ä"}')).toEqual({ text: '{"note":"Ä"}' });
});

test('bytes that are no text are kept as bytes', () => {
  const bytes = Uint8Array.of(123, 255, 0, 125);
  const kept = keepSent(bytes);
  expect(Buffer.from(kept.base64 ?? '', 'base64')).toEqual(Buffer.from(bytes));
});

test('a large text that repeats itself is kept in a few parts, to the last character', () => {
  const file = 'data:image/png;base64,'.concat('abcdefghij'.repeat(300_000), 'abcd==');
  const text = JSON.stringify({ subject: 'Two files', attachments: [{ 'a.png': file }, { 'b.png': file }], end: 1 });
  const kept = keepSent(text);
  expect(kept).toMatchObject({ bytes: text.length, sha256: expect.any(String) });
  expect(joined(kept.parts) === text).toBe(true);
  expect(JSON.stringify(kept.parts).length).toBeLessThan(4_000);
});

test('of a large text that does not, the hash alone is kept', () => {
  const text = Array.from({ length: 200_000 }, (_, index) => `${index * 7919}`).join();
  expect(keepSent(text)).toEqual({ bytes: text.length, sha256: expect.any(String) });
});
