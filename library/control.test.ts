import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Control, startControl } from './control.js';
import { startServer, type TestServer } from './server.js';

let server: TestServer;
let control: Control;

beforeAll(async () => {
  server = await startServer({ tickets: 3 });
  control = await startControl(server, 0);
});
afterEach(() => server.reset());
afterAll(async () => {
  await control.close();
  await server.stop();
});

async function tell(method: string, path: string, json?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${control.url}${path}`, {
    method,
    headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}

const statuses = async () =>
  (await fetch(`${server.url}/api/tickets-statuses.php`, { headers: { 'X-API-Key': server.key } })).status;

test('faults are added by name or as JSON, listed, and taken away', async () => {
  const entry = { fault: 'error-page', parameters: { status: 503 }, operations: ['listTicketStatuses'] };
  const { status, json } = await tell('POST', '/faults', entry);
  expect([status, await statuses()]).toEqual([201, 503]);
  expect(await tell('POST', '/faults', 'too-many-requests')).toMatchObject({ status: 201 });
  expect(await tell('GET', '/faults')).toMatchObject({ json: ['too-many-requests', entry] });
  expect(await statuses()).toBe(429);
  expect(await tell('DELETE', `/faults/${json.id}`)).toMatchObject({ status: 204 });
  expect(await tell('DELETE', `/faults/${json.id}`)).toMatchObject({ status: 404 });
  expect(await statuses()).toBe(429);
  expect(await tell('DELETE', '/faults')).toMatchObject({ status: 204 });
  expect(await statuses()).toBe(200);
});

test('a mistake is said', async () => {
  const { status, json } = await tell('POST', '/faults', { fault: 'slow' });
  expect([status, json.message]).toEqual([400, expect.stringContaining('/fault should be one of')]);
  expect(await tell('PUT', '/clock', { set: 'soon' })).toMatchObject({ status: 400 });
  expect(await tell('POST', '/fault', {})).toMatchObject({ status: 404, json: { paths: expect.any(Object) } });
});

test('time, requests and a reset', async () => {
  expect(await tell('PUT', '/clock', { set: '2030-01-01T00:00:00Z', move: { hours: 1 } })).toMatchObject({
    json: { now: '2030-01-01T01:00:00.000Z' },
  });
  await statuses();
  expect((await tell('GET', '/requests?operation=listTicketStatuses')).json).toMatchObject([{ status: 200 }]);
  expect((await tell('GET', '/requests?operation=getTicket')).json).toEqual([]);
  expect((await tell('GET', '/mails')).json).toEqual([]);
  await tell('POST', '/faults', 'error-page');
  expect(await tell('POST', '/reset')).toMatchObject({ status: 204 });
  expect((await tell('GET', '/requests')).json).toEqual([]);
  expect((await tell('GET', '/faults')).json).toEqual([]);
  expect(await statuses()).toBe(200);
});

test('web pages, and hosts of other names, are refused', async () => {
  expect(await tell('POST', '/reset', {}, { Origin: 'http://127.0.0.1:5173' })).toMatchObject({ status: 403 });
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request(control.url, { headers: { Host: 'evil.example.com' } }, (answer) => resolve(answer.statusCode)).end();
  });
  expect(status).toBe(403);
});
