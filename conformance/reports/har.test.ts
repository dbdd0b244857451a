import { expect, test } from 'vitest';
import { har } from './har.js';
import { sample } from './sample.js';

function rendered() {
  const { results, evidence } = sample();
  return { evidence, log: JSON.parse([...har.pieces(results, evidence)].join('')).log };
}

test('has what HAR 1.2 requires of a log and of each entry', () => {
  const { log } = rendered();
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'osticket-contract', version: '0.1.0' } });
  for (const entry of log.entries) {
    expect(entry).toMatchObject({
      startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      time: expect.any(Number),
      request: {
        method: expect.any(String),
        url: expect.any(String),
        httpVersion: expect.any(String),
        cookies: [],
        headers: expect.any(Array),
        queryString: expect.any(Array),
        headersSize: -1,
        bodySize: expect.any(Number),
      },
      response: {
        status: expect.any(Number),
        statusText: expect.any(String),
        httpVersion: expect.any(String),
        cookies: [],
        headers: expect.any(Array),
        content: { size: expect.any(Number), mimeType: expect.any(String) },
        redirectURL: expect.any(String),
        headersSize: -1,
        bodySize: expect.any(Number),
      },
      cache: {},
      timings: { send: 0, wait: entry.time, receive: 0 },
    });
  }
});

test('has every exchange, with its bodies', () => {
  const { log, evidence } = rendered();
  expect(log.entries).toHaveLength(evidence.exchanges.length);
  expect(log.entries[2].request.postData).toEqual({ mimeType: 'application/json', text: '{"dueDate":5}' });
  expect(log.entries[2].response.content.text).toContain('Fatal error');
  expect(log.entries[5].request.queryString).toEqual([
    { name: 'status', value: 'nonesuch' },
    { name: 'limit', value: '100' },
  ]);
  expect(log.entries[0].response.statusText).toBe('Created');
});

test('sizes are bytes, not characters', () => {
  const { results, evidence } = sample();
  const [first] = evidence.exchanges;
  if (first?.response) first.response.body = { text: '漢字' };
  expect(JSON.parse([...har.pieces(results, evidence)].join('')).log.entries[0].response.content.size).toBe(6);
});

test('says of a body that was not kept how large it was, and why no answer came', () => {
  const last = rendered().log.entries.at(-1);
  expect(last.request.postData).toMatchObject({ text: '', comment: expect.stringContaining('69,905,214 bytes') });
  expect(last.request.bodySize).toBe(69_905_214);
  expect(last.response).toMatchObject({ status: 0, comment: 'no answer within 60 seconds' });
});

test('has the names of keys in place of keys, as the evidence has', () => {
  const keys = rendered().log.entries.flatMap(
    ({ request }: { request: { headers: { name: string; value: string }[] } }) =>
      request.headers.filter(({ name }) => name === 'x-api-key').map(({ value }) => value),
  );
  expect(new Set(keys)).toEqual(new Set(['<key full>', '<key reader>']));
});
