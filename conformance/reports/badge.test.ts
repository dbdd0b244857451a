import { expect, test } from 'vitest';
import type { Results } from '../../generated/results.js';
import { badge } from './badge.js';
import { sample } from './sample.js';

test.each<[Results['verdict'], string, string]>([
  ['conformant', 'conformant', 'brightgreen'],
  ['not-conformant', 'not conformant: 9 failed', 'red'],
  ['partial', 'partly verified', 'yellow'],
  ['not-verified', 'not verified', 'lightgrey'],
])('%s is "%s" in %s, by the schema of shields.io', (verdict, message, color) => {
  const { results, evidence } = sample();
  const content = JSON.parse(badge.render({ ...results, verdict }, evidence));
  expect(content).toEqual({ schemaVersion: 1, label: 'osTicket API contract', message, color });
});
