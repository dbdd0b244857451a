import { expect, test } from 'vitest';
import { installationRoot } from './target.js';

test.each([
  ['https://example.org/', 'https://example.org'],
  ['https://example.org/support/', 'https://example.org/support'],
  ['https://example.org/support/api', 'https://example.org/support'],
  ['https://example.org/support/api/', 'https://example.org/support'],
  ['https://example.org:8443/?a=b#c', 'https://example.org:8443'],
])('the root of %s is %s', (given, root) => expect(installationRoot(given)).toBe(root));
