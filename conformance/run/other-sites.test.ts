import { expect, test } from 'vitest';
import { Answer } from '../client/answer.js';
import { notTheApi } from './other-sites.js';

const answer = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Answer(
    {
      id: 1,
      scope: 'preflight',
      at: '2026-11-24T00:00:00Z',
      request: { method: 'GET', url: 'https://example.org/api/x', headers: {} },
      response: { status, headers, body: { text }, durationMs: 1 },
    },
    'searchTickets',
  );
const unknown = answer(404, '{"error":true,"message":"Ticket not found"}');
const page = answer(200, '<!DOCTYPE html><html><head><title>Support Ticket System Offline</title></head></html>');

test.each<[string, Answer[]]>([
  ['in order', [unknown, answer(200, '[]')]],
  ['with a key that may do nothing', [answer(403, '{"error":true,"message":"API key lacks required permission"}')]],
  ['whose booleans are 0 and 1', [answer(403, '{"error":1,"message":"Ticket not found"}')]],
  ['with a warning of PHP before its JSON', [answer(200, '<br>Warning: x\n[]')]],
  ['whose errors are pages', [page, answer(200, '[{"number":"1"}]')]],
])('the API is known: %s', (_, answers) => expect(notTheApi('https://example.org', answers)).toBeUndefined());

test.each<[string, string, Answer[], RegExp]>([
  [
    'another API',
    'https://example.org',
    [answer(404, '{"error":"not found"}'), answer(404, '{"error":"not found"}')],
    /knows none of the API's addresses \(404\): it is another API/,
  ],
  [
    'another API whose errors look alike: it has no lists',
    'https://example.org',
    [unknown, answer(404, '{"error":true,"message":"Route not found"}')],
    /knows none of the API's addresses \(404\): it is another API/,
  ],
  [
    'another API whose errors are objects',
    'https://example.org',
    [answer(400, '{"error":{"code":400},"message":"Bad request"}')],
    /does not answer as the API \(400/,
  ],
  [
    'another API that answers everything',
    'https://example.org',
    [answer(200, '{"status":"ok"}')],
    /does not answer as the API \(200/,
  ],
  ['a page', 'https://example.org', [page, page], /answers with a web page \(200, "Support Ticket System Offline"\)/],
  [
    'a redirect',
    'https://example.org',
    [answer(301, '', { location: 'https://www.example.org/api/x' })],
    /redirects to https:\/\/www/,
  ],
  ['a file', 'https://example.org/support/index.php', [page], /ends in a file, index\.php: leave it out/],
])('another site is told by its answers: %s', (_, url, answers, sentence) =>
  expect(notTheApi(url, answers)).toMatch(sentence),
);
