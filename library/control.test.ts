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
  await tell('POST', '/faults', { fault: 'error-page', where: { key: 'main' }, times: 1 });
  expect([await statuses(), await statuses()]).toEqual([502, 200]);
  expect((await tell('GET', '/faults')).json).toEqual([]);
});

test('a mistake is said', async () => {
  const { status, json } = await tell('POST', '/faults', { fault: 'slow' });
  expect([status, json.message]).toEqual([400, expect.stringContaining('/fault should be one of')]);
  for (const [path, body, message] of [
    ['/clock', { set: 'soon' }, '"soon" is no time'],
    ['/clock', { move: { days: 'x' } }, '/move/days should be number, and is "x"'],
    ['/clock', { mov: { days: 1 } }, 'The body has no "mov", only set, move'],
    ['/clock', { set: '2030-01-01', move: { day: 1 } }, '/move has no "day"'],
    ['/clock', {}, 'should NOT have fewer than 1'],
    ['/restore', { id: 7 }, 'There is no snapshot 7'],
    ['/restore', {}, '/id is missing'],
  ] as const)
    expect(await tell('PUT', path, body)).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining(message) },
    });
  expect(new Date((await tell('GET', '/clock')).json.now).getUTCFullYear()).toBeLessThan(2030);
  expect(await tell('GET', '/requests?operaton=getTicket')).toMatchObject({ status: 400 });
  const plain = await fetch(`${control.url}/clock`, { method: 'PUT', body: '{"move": {"days": 1}}' });
  expect([plain.status, (await plain.json()).message]).toEqual([400, expect.stringContaining('Content-Type')]);
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

test('a snapshot is restored by its id', async () => {
  const total = async () => {
    const headers = { 'X-API-Key': server.key };
    return (await (await fetch(`${server.url}/api/tickets-stats.php`, { headers })).json()).total;
  };
  const { status, json } = await tell('POST', '/snapshot');
  expect([status, json]).toEqual([201, { id: 1 }]);
  const [{ number }] = await (
    await fetch(`${server.url}/api/tickets-search.php`, { headers: { 'X-API-Key': server.key } })
  ).json();
  const path = `${server.url}/api/tickets-delete.php/${number}.json`;
  await fetch(path, { method: 'DELETE', headers: { 'X-API-Key': server.key } });
  expect(await total()).toBe(2);
  expect(await tell('PUT', '/restore', { id: 1 })).toMatchObject({ status: 204 });
  expect(await total()).toBe(3);
});

test('web pages, and hosts of other names, are refused', async () => {
  expect(await tell('POST', '/reset', {}, { Origin: 'http://127.0.0.1:5173' })).toMatchObject({ status: 403 });
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request(control.url, { headers: { Host: 'evil.example.com' } }, (answer) => resolve(answer.statusCode)).end();
  });
  expect(status).toBe(403);
});
