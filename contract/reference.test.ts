/** The contract quotes the reference document: every quote must stand there, so that no requirement is invented. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requirements } from './requirements.js';

// The reference is its authors' document and is not part of this repository; where it lies beside, it is checked.
const reference = process.env.API_REFERENCE ?? '../shared/api-reference.txt';

/** Table cells and line ends aside, so that a quote may run over them. */
const plain = (text: string) => text.replaceAll(/[\s|]+/g, ' ').trim();

test.skipIf(!existsSync(reference))('every quote of a requirement stands in the reference', () => {
  const text = plain(readFileSync(reference, 'utf8'));
  const invented = requirements.filter((one) => one.reference && !text.includes(plain(one.reference)));
  expect(invented.map(({ id, reference }) => `${id}: ${reference}`)).toEqual([]);
});
