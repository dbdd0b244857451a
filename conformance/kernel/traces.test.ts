import { expect, test } from 'vitest';
import { tracesOf } from './traces.js';

const run = { reference: false, mode: 'write', mail: false, largeFiles: false } as const;

test('a run that only reads, and one on the reference server, leaves nothing', () => {
  expect(tracesOf({ ...run, mode: 'read' })).toEqual([]);
  expect(tracesOf({ ...run, reference: true })).toEqual([]);
});

test('e-mail and large files are said only where they were allowed', () => {
  expect(tracesOf(run).join()).not.toMatch(/e-mail|30 MB/);
  expect(tracesOf({ ...run, mail: true, largeFiles: true }).join()).toMatch(/30 MB.*e-mail/);
});
