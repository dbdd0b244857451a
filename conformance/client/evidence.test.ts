import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderForTests } from '../../contract/folder-for-tests.js';
import { UserError } from '../../installation/user-error.js';
import { EvidenceFile, readEvidence } from './evidence.js';
import type { EvidenceHeader, Exchange } from './exchange.js';
import { keep, keptLength } from './exchange.js';

const header: EvidenceHeader = {
  format: 1,
  runId: 'r1a2b3c4',
  startedAt: '2026-11-24T00:00:00.000Z',
  url: 'http://127.0.0.1:8080',
  reference: false,
  mode: 'write',
  deletes: true,
  keys: [{ name: 'main', active: true }],
  known: {},
};

const exchange = (id: number): Exchange => ({
  id,
  scope: 'getTicket/by-number',
  operation: 'getTicket',
  at: '2026-11-24T00:00:00.000Z',
  request: { method: 'GET', url: 'http://127.0.0.1:8080/api/x', headers: { 'x-api-key': '<key main>' } },
  response: { status: 200, headers: {}, body: { text: 'Zeile 1\nZeile 2 \u2028 漢字' }, durationMs: 1 },
});

const folder = folderForTests();
const file = join(folder, 'evidence.ndjson');

/** What the file holds. */
function kept() {
  const { header: first, exchanges } = readEvidence(file);
  return { header: first, exchanges: [...exchanges] };
}

/** An evidence file with these exchanges, written as a run does. */
function written(...ids: number[]): EvidenceFile {
  const evidence = new EvidenceFile(file, header);
  for (const id of ids) evidence.add(exchange(id));
  return evidence;
}

describe('an evidence file', () => {
  test('is read back as it was written, one line each', () => {
    written(1, 2);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
    expect(kept()).toEqual({ header, exchanges: [exchange(1), exchange(2)] });
  });
  test('has the exchanges in the order in which they were sent, whichever was answered first', () => {
    written(3, 1, 2);
    expect(kept().exchanges.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
  test('is whole up to the last exchange while the run goes on', () => {
    const evidence = written(1);
    expect(kept().exchanges).toHaveLength(1);
    evidence.add(exchange(2));
    expect(kept().exchanges).toHaveLength(2);
  });
  test('begins anew with each run', () => {
    written(1, 2, 3);
    written(1);
    expect(kept().exchanges).toHaveLength(1);
  });
  test('gives each exchange by its ID, while it is written and afterwards', () => {
    const evidence = written(2, 1);
    for (const source of [evidence, readEvidence(file)]) {
      expect(source.exchange(1)).toEqual(exchange(1));
      expect(source.exchange(3)).toBeUndefined();
    }
  });
  test('may be larger than any text in memory', () => {
    const evidence = written();
    const body = { text: `"${`${'ä'.repeat(99)}\u202e`.repeat(16_000)}` };
    const response = { status: 200, headers: {}, body, durationMs: 1 };
    for (let id = 1; id <= 110; id += 1) evidence.add({ ...exchange(id), response });
    const { size } = statSync(file);
    // Long bodies are not kept any more where there is much already.
    expect(size).toBeGreaterThan(256 * 2 ** 20);
    expect(size).toBeLessThan(280 * 2 ** 20);
    const read = readEvidence(file);
    expect(read.exchange(1)?.response?.body).toEqual(body);
    expect(read.exchange(110)?.response?.body).toMatchObject({ bytes: expect.any(Number) });
    expect(Array.from(read.exchanges, ({ id }) => id)).toEqual(Array.from({ length: 110 }, (_, at) => at + 1));
  });
  test('may end in the middle of a line: the run was killed', () => {
    written(1);
    appendFileSync(file, JSON.stringify(exchange(2)).slice(0, 50));
    expect(kept().exchanges.map(({ id }) => id)).toEqual([1]);
  });
});

describe('what is no evidence is refused with a sentence', () => {
  test.each([
    [
      'a damaged line',
      () => `${JSON.stringify(header)}\n{"id":\n${JSON.stringify(exchange(2))}\n`,
      /^Line 2 of .* is not JSON: the file is damaged/,
    ],
    ['an empty file', () => '', /is no evidence of a conformance run\.$/],
    ['another file', () => '{"some":"JSON"}\n', /is no evidence of a conformance run\.$/],
    ['a text', () => 'Some text', /is no evidence of a conformance run\.$/],
    ['null', () => 'null\n', /is no evidence of a conformance run\.$/],
    [
      'a format of the future',
      () => `${JSON.stringify({ ...header, format: 2 })}\n`,
      /is no evidence of a conformance run\.$/,
    ],
  ])('%s', (_, content, sentence) => {
    writeFileSync(file, content());
    expect(() => readEvidence(file)).toThrow(UserError);
    expect(() => readEvidence(file)).toThrow(sentence);
  });
  test('no file', () => {
    expect(() => readEvidence(join(folder, 'none'))).toThrow(/^Cannot read .*none: /);
  });
});

describe('a body', () => {
  const limit = keptLength;
  test('is kept whole up to the limit', () => {
    const text = 'ä'.repeat(limit);
    expect(keep(text)).toEqual({ text });
  });
  test('that is longer is kept as its length in bytes and its hash', () => {
    const text = 'ä'.repeat(limit + 1);
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(keep(text)).toEqual({ bytes: 2 * (limit + 1), sha256 });
  });
});
