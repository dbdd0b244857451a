/** The served profiles of recorded installations are like them. The recordings stand beside the checkout. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { rejudge } from '../../conformance/run/run.js';
import { operations } from '../../contract/operations.js';
import type { Result } from '../../generated/results.js';
import { compareVerdicts } from './fidelity.js';
import { asText, measure } from './run.js';

const recorded = fileURLToPath(new URL('../../../shared/live/', import.meta.url));
const isThere = existsSync(recorded);
const folder = mkdtempSync(join(tmpdir(), 'fidelity-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what differs is found in both directions', () => {
  const of = (operation: string, verdict: string) => ({ requirement: 'r', operation, verdict }) as Result;
  const there = [of('a', 'fail'), of('b', 'warn'), of('c', 'pass'), of('d', 'fail'), of('e', 'untestable')];
  const here = [of('a', 'warn'), of('b', 'pass'), of('c', 'fail'), of('e', 'fail')];
  const { broken, same, notBroken, wronglyBroken } = compareVerdicts(there, here);
  expect({ broken, same }).toEqual({ broken: 3, same: 1 });
  expect(notBroken.map(({ operation }) => operation)).toEqual(['b', 'd']);
  expect(wronglyBroken.map(({ operation }) => operation)).toEqual(['c']);
});

test.skipIf(!isThere).each<[plugin: string, suffix: string, share: number, undecided: number, notVerified: number]>([
  ['2.3.4', '', 0.95, 58, 3],
  ['2.2.2', '-2.2.2', 0.95, 58, 8],
])(
  'plugin %s (skipped where ../shared/live is not beside the checkout)',
  async (_, suffix, share, undecided, notVerified) => {
    const evidence = join(folder, `evidence${suffix}.ndjson`);
    writeFileSync(evidence, gunzipSync(readFileSync(`${recorded}evidence${suffix}.ndjson.gz`)));
    const measured = await measure(JSON.parse(readFileSync(`${recorded}results${suffix}.json`, 'utf8')), evidence);
    const { broken, same, wronglyBroken } = measured.fidelity;
    // Evidence of 0.1.0: as few checks of today as this ask for what it does not have.
    expect(measured.undecided.length, measured.undecided.join('\n')).toBeLessThanOrEqual(undecided);
    // What is broken there must not hide the rest from a run of today.
    expect(measured.notVerified, asText(measured)).toBeLessThanOrEqual(notVerified);
    // More than these nobody reads.
    expect(measured.problems).toBeLessThanOrEqual(25);
    expect(broken, asText(measured)).toBeGreaterThan(150);
    expect(same / broken, asText(measured)).toBeGreaterThanOrEqual(share);
    expect(wronglyBroken, asText(measured)).toEqual([]);
  },
  600_000,
);

/** What the README beside the recording says that the run of its time passed wrongly; none of it may pass. */
const passedWrongly = {
  'auth/missing-key-401': ['createTicket'],
  'auth/unknown-key-401': ['createTicket'],
  'auth/inactive-key-401': ['createTicket'],
  'createTicket/permission': ['createTicket'],
  'errors/json-content-type': operations.map(({ id }) => id),
  'errors/shows-no-internals': ['updateTicket', 'deleteTicket'],
  'errors/success-is-no-error': ['deleteTicket'],
} as const;

/** What it says that the run accused wrongly. */
const accusedWrongly = {
  'getTicket/attachment-file_id-downloads': ['getTicket'],
  'getTicket/attachments-listed': ['getTicket'],
  'formats/json-is-utf8': ['createTicket'],
} as const;

test.skipIf(!isThere)('the recording shows today what was passed wrongly, and accuses nobody wrongly', async () => {
  const evidence = join(folder, 'evidence.ndjson');
  writeFileSync(evidence, gunzipSync(readFileSync(`${recorded}evidence.ndjson.gz`)));
  const only = Object.keys({ ...passedWrongly, ...accusedWrongly });
  const { results } = await rejudge(evidence, { only, skip: [], report: join(folder, 'again') });
  const verdictOf = (requirement: string, operation: string) =>
    results.results.find((one) => one.requirement === requirement && one.operation === operation)?.verdict;
  const named = (list: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(list).flatMap(([id, of]) =>
      of.map((operation) => [id, operation, verdictOf(id, operation)] as const),
    );
  expect(named(passedWrongly).filter(([, , verdict]) => verdict !== 'fail' && verdict !== 'warn')).toEqual([]);
  expect(named(accusedWrongly).filter(([, , verdict]) => verdict !== 'pass')).toEqual([]);
});
