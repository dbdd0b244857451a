import { expect, test } from 'vitest';
import { Answer } from '../client/answer.js';
import { lacksPlugin } from './lacks-plugin.js';

test.each<[boolean, number, string]>([
  [true, 501, ''],
  [true, 500, '{"error":true,"message":"Subticket plugin not available"}'],
  [true, 503, 'The Subticket Manager Plugin is not active.'],
  [false, 500, 'The Markdown Support Plugin is not active.'],
  [false, 500, 'Fatal error in plugins/subticket-manager/plugin.php: null given'],
  [false, 404, 'Subticket plugin not available'],
  [false, 200, 'Subticket plugin not available'],
])('%s: %i %s', (lacks, status, text) => {
  const request = { method: 'GET', url: 'http://127.0.0.1/', headers: {} };
  const response = { status, headers: {}, body: { text }, durationMs: 1 };
  const answer = new Answer({ id: 1, scope: '', at: '', request, response }, 'getParentTicket');
  expect(lacksPlugin(answer, 'subtickets')).toBe(lacks);
});
