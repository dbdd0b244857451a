import { expect, test } from 'vitest';
import { contract, resolve, type Schema } from './document.js';

test('a reference of the contract leads to the same object each time, so that its validator is compiled once', () => {
  const referred: Schema = { $ref: '#/components/schemas/Ticket', description: 'The ticket' };
  expect(resolve(referred)).toBe(resolve(referred));
  expect(resolve(referred)).toMatchObject({ description: 'The ticket', properties: { number: {} } });
});

test('a document that is still being changed is read anew', () => {
  const document = structuredClone(contract);
  const { Ticket } = (document as unknown as { components: { schemas: Record<string, Schema> } }).components.schemas;
  const referred: Schema = { $ref: '#/components/schemas/Ticket' };
  expect(resolve(referred, document).title).not.toBe('Changed');
  Object.assign(Ticket ?? {}, { title: 'Changed' });
  expect(resolve(referred, document).title).toBe('Changed');
});
