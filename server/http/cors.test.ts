import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../start.js';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ keys: ['K'], cors: ['https://app.example.org'] });
});
afterAll(() => server.close());

const ask = (method: string, origin: string, headers = {}) =>
  fetch(`${server.url}/api/tickets-stats.php`, { method, headers: { Origin: origin, ...headers } });
const preflight = { 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'x-api-key' };

test.each([
  ['http://localhost:5173', true],
  ['http://127.0.0.1:8080', true],
  ['https://app.example.org', true],
  ['https://app.example.com', false],
  ['https://localhost.example.com', false],
  ['null', false],
])('a page of %s may: %s', async (origin, may) => {
  const asked = await ask('OPTIONS', origin, preflight);
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe(may ? origin : null);
  expect(asked.headers.get('access-control-allow-headers')).toBe(may ? 'x-api-key' : null);
  const answer = await ask('GET', origin, { 'X-API-Key': 'K' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('vary')).toContain('Origin');
  expect(answer.headers.get('access-control-allow-origin')).toBe(may ? origin : null);
});

test('a refusal can be read by a page, too, and by one that sends the key in another header', async () => {
  const headers = { ...preflight, 'Access-Control-Request-Headers': 'authorization,x-request-id' };
  const asked = await ask('OPTIONS', 'http://localhost:5173', headers);
  expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,x-request-id');
  const answer = await ask('GET', 'http://localhost:5173');
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, 'http://localhost:5173']);
});
