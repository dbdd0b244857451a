/** From results and evidence to a profile, and what is refused. */
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../conformance/client/exchange.js';
import { contract } from '../contract/document.js';
import type { Results } from '../generated/results.js';
import { deriveProfile } from './derive.js';

const header = {
  format: 1 as const,
  runId: 'r1',
  startedAt: '2026-11-26T12:00:00Z',
  url: 'http://help.example.org',
  reference: false,
  mode: 'write' as const,
  deletes: true,
  keys: [{ name: 'main', active: true }] as [{ name: string; active: boolean }],
  known: {},
};

/** One exchange of createTicket, whose subject is of another type. */
const create = (id: number, subject: unknown, status: number, type: string, text: string): Exchange => ({
  id,
  scope: 'createTicket/subject-is-string',
  operation: 'createTicket',
  at: header.startedAt,
  request: {
    method: 'POST',
    url: `${header.url}/api/tickets.json`,
    headers: { 'x-api-key': '<key main>', 'content-type': 'application/json' },
    body: { text: JSON.stringify({ subject }) },
  },
  response: { status, headers: { 'content-type': type }, body: { text }, durationMs: 1 },
});

const exchanges = [
  create(1, true, 201, 'text/plain', '123456'),
  create(2, {}, 200, 'text/html', '<b>Fatal error</b>: Uncaught TypeError'),
  create(3, [], 400, 'application/json', '{"error":true,"message":"No"}'),
];

const results = (changes: { id?: string; contract?: string; requests?: number } = {}): Results =>
  ({
    format: 1,
    suite: { version: '0.1.0', contract: changes.contract ?? contract.info.version },
    run: { id: changes.id ?? 'r1', requests: changes.requests ?? 3, rejudged: false },
    target: { url: header.url },
    results: [
      {
        requirement: 'createTicket/subject-is-string',
        operation: 'createTicket',
        verdict: 'fail',
        expected: 'a refusal with 400',
        actual: '201 text/plain: 123456',
        exchanges: [1],
      },
    ],
  }) as unknown as Results;

test('a wrong type is answered as it was, type by type', () => {
  const { deviations, notExpressed } = deriveProfile('one', results(), { header, exchanges });
  expect(notExpressed).toEqual([]);
  const of = { operations: ['createTicket'], breaking: 'createTicket/subject-is-string' };
  expect(deviations).toEqual([
    expect.objectContaining({ fault: 'invalid-accepted', ...of, types: ['boolean'] }),
    expect.objectContaining({
      fault: 'refusal-body',
      parameters: { status: 200, type: 'text/html', body: '<b>Fatal error</b>: Uncaught TypeError' },
      ...of,
      types: ['object'],
    }),
  ]);
});

describe('a field is ignored', () => {
  const update = (id: number, scope: string, statusId: string | number): Exchange => ({
    ...create(id, 0, 200, 'text/plain', '123456'),
    scope: `updateTicket/${scope}`,
    operation: 'updateTicket',
    request: { ...create(id, 0, 200, '', '').request, method: 'PATCH', body: { text: JSON.stringify({ statusId }) } },
  });
  const [broken] = results().results;
  /** The faults behind a status by its name that is not set, proven by the first exchange. */
  const faultsOf = (verdict: string, ...kept: Exchange[]) => {
    const of = { ...broken, operation: 'updateTicket' };
    const both = [
      { ...of, requirement: 'updateTicket/status-archived' },
      { ...of, requirement: 'updateTicket/status-by-name', verdict },
    ];
    const its = { ...results({ requests: kept.length }), results: both } as Results;
    const { deviations } = deriveProfile('one', its, { header, exchanges: kept });
    return deviations.map(({ fault, parameters }) => [fault, parameters]);
  };
  const archived = update(1, 'status-archived', 'Archived');
  const ignored = [['field-ignored', { field: 'statusId', type: 'string' }]];

  test('unless other values of that type are taken', () => {
    expect(faultsOf('pass', archived)).toEqual(ignored);
    expect(faultsOf('pass', archived, update(2, 'status-by-name', 'Resolved'))).toEqual([]);
    expect(faultsOf('untestable', archived, update(2, 'status-by-name', 'Resolved'))).toEqual(ignored);
  });

  test('in the write that proves it, and not in another of its scope', () => {
    const [other, proof] = [update(2, 'status-archived', 2), archived];
    expect(faultsOf('pass', other, proof)).toEqual(ignored);
  });
});

describe('refused, with what to do', () => {
  test.each<[string, Parameters<typeof results>[0], number, RegExp]>([
    ['results of another version', { contract: '0.9.0' }, 3, /version 0\.9\.0 of the contract.*rejudge/],
    ['evidence of another run', { id: 'r2' }, 3, /of the run r2, and the evidence is of the run r1/],
    ['evidence that is cut', {}, 2, /The evidence is cut: it has 2 exchanges of 3/],
    ['evidence without what results name', { requests: 0 }, 0, /exchange 1 of the results is not among them/],
  ])('%s', (_, changes, kept, message) => {
    expect(() => deriveProfile('one', results(changes), { header, exchanges: exchanges.slice(0, kept) })).toThrow(
      message,
    );
  });
});
