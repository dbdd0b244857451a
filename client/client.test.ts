import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { sampleRequests } from '../contract/sample-requests.js';
import { startServer, type TestServer } from '../library/server.js';
import { ApiError, attachment, type Client, createClient, fileBytes } from './index.js';

let server: TestServer;
let client: Client;

beforeAll(async () => {
  server = await startServer({ tickets: 230, keys: [{ name: 'reader', permissions: ['can_read_tickets'] }] });
  client = createClient(server);
});
afterEach(() => server.reset());
afterAll(() => server.stop());

const sample = sampleRequests.createTicket.body;
const create = (fields: object = {}) => client.createTicket({ body: { ...sample, ...fields } });

describe('calls', () => {
  test('ticket numbers are texts, also where they look like numbers', async () => {
    const number = await create();
    expectTypeOf(number).toEqualTypeOf<string>();
    expect(number).toMatch(/^\d+$/);
    expect(await client.updateTicket({ path: { number }, body: { note: 'A note' } })).toBe(number);
    expect(await client.deleteTicket({ path: { number } })).toBe(number);
  });

  test('XML gives the same value as JSON', async () => {
    const number = await create({ subject: '<a> & b' });
    const json = await client.getTicket({ path: { number } });
    expect(json.subject).toBe('<a> & b');
    expect(await client.getTicket({ path: { number, format: 'xml' } })).toEqual(json);
    expect(server.request('getTicket').url).toContain('.xml');
  });

  test('query and body are sent as they are given', async () => {
    await create({ subject: 'Zebra & co' });
    expect(await client.searchTickets({ query: { query: 'zebra & co' } })).toMatchObject([{ subject: 'Zebra & co' }]);
    expect(await client.getTicketStats()).toMatchObject({ total: 231 });
  });

  test('files come back as the bytes that were sent', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
    const number = await create({ attachments: [attachment('a.pdf', bytes), attachment('b.txt', 'Grüße')] });
    const { thread } = await client.getTicket({ path: { number } });
    const files = await Promise.all(
      (thread[0]?.attachments ?? []).map(({ file_id }) => client.downloadAttachment({ path: { file_id } })),
    );
    expect(files).toMatchObject([{ mime_type: 'application/pdf' }, { mime_type: 'text/plain' }]);
    expect(files.map((file) => Buffer.from(fileBytes(file)))).toEqual([Buffer.from(bytes), Buffer.from('Grüße')]);
  });

  test('a file that the API does not take is refused before it is sent', () => {
    expect(() => attachment('a.exe', 'MZ')).toThrow('no files with this extension');
    expect(() => attachment('a.pdf', new Uint8Array(11 * 2 ** 20))).toThrow('10485760 at most');
  });

  test.each([200, 100, 30])('a search for all gives each ticket once, in pages of %d at most', async (limit) => {
    const numbers: string[] = [];
    for await (const { number } of client.searchAll({ limit: Math.min(limit, 100) })) numbers.push(number);
    expect(new Set(numbers).size).toBe(230);
    expect(numbers).toHaveLength(230);
  });

  test('a ticket that moves to the next page meanwhile is given once', async () => {
    const ids: number[] = [];
    for await (const { id } of client.searchAll({ limit: 100 })) {
      ids.push(id);
      if (ids.length === 100) await create();
    }
    expect(ids).toHaveLength(230);
    expect(new Set(ids).size).toBe(230);
  });
});

test('types ask for what an operation needs, and for nothing else', () => {
  expectTypeOf(client.searchTickets).toBeCallableWith();
  expectTypeOf(client.getTicket).toBeCallableWith({ path: { number: '5', format: 'xml' } });
  expectTypeOf(client.getTicket).parameter(0).not.toBeUndefined();
  expectTypeOf<{ path: { number: number } }>().not.toExtend<Parameters<Client['getTicket']>[0]>();
  expectTypeOf<object>().not.toExtend<Parameters<Client['createTicket']>[0]>();
});

describe('errors', () => {
  const failure = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => expect.unreachable(),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ApiError);
    return error as ApiError;
  };

  test('a refusal has the status and the words of the API', async () => {
    const error = await failure(client.getTicket({ path: { number: 'none' } }));
    expect(error).toMatchObject({
      status: 404,
      operation: 'getTicket',
      message: expect.stringMatching(/^Ticket not f/),
    });
    expect(JSON.parse(error.body)).toEqual({ error: true, message: error.message });
  });

  test('a key that may not', async () => {
    const reader = createClient({ url: server.url, key: server.keys['reader'] ?? '' });
    expect(await failure(reader.getTicketStats())).toMatchObject({ status: 403 });
  });

  test.each([
    ['a web page with 200', { type: 'text/html', body: '<h1>Fatal  error</h1>', status: 200 }, 200, 'Fatal error'],
    ['a web page with 502', { type: 'text/html', body: '<h1>Bad Gateway</h1>', status: 502 }, 502, '502 Bad Gateway'],
  ])('%s', async (_, parameters, status, message) => {
    server.fault({ fault: 'success-body', parameters });
    for (const call of [client.getTicketStats(), create()]) {
      expect(await failure(call)).toMatchObject({ status, message: expect.stringContaining(message) });
    }
  });

  test.each([
    [
      502,
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      '502 Bad Gateway',
    ],
    [503, '<title>\n Down for\n maintenance </title><h1>Sorry</h1>', '503 Down for maintenance'],
    [500, '<style>h1 { color: red }</style><h1>Oops</h1>', '500 Oops'],
    [500, '<title></title>No title', '500 No title'],
    [504, '', '504'],
  ])('the message of a page with %d says its title, and the status once: %s', async (status, body, message) => {
    server.fault({ fault: 'success-body', parameters: { type: 'text/html', body, status } });
    expect(await failure(client.getTicketStats())).toMatchObject({ status, message });
  });

  test('a broken connection and a late answer have no status', async () => {
    const fault = server.fault({ fault: 'connection-reset', parameters: { after: 'request' } });
    expect(await failure(client.getTicketStats())).toMatchObject({
      status: 0,
      message: expect.stringMatching(/^getT/),
    });
    fault.remove();
    server.fault({ fault: 'delay', parameters: { milliseconds: 60_000 } });
    const late = createClient({ ...server, timeoutMs: 20 });
    expect(await failure(late.getTicketStats())).toMatchObject({
      status: 0,
      message: expect.stringContaining('20 ms'),
    });
    const ended = AbortSignal.abort(new Error('enough'));
    expect(await failure(client.getTicketStats({}, { signal: ended }))).toMatchObject({
      message: expect.stringContaining('enough'),
    });
  });
});

describe('the key', () => {
  test('is never sent to where an installation redirects', async () => {
    const other = await startServer();
    const away = (): Promise<Response> => Promise.resolve(Response.redirect(`${other.url}/api/tickets-stats.php`));
    const redirected = createClient({
      ...server,
      fetch: (request) => (request.redirect === 'manual' ? away() : fetch(request)),
    });
    await expect(redirected.getTicketStats()).rejects.toMatchObject({ status: 302 });
    expect(other.requests()).toEqual([]);
    await other.stop();
  });
});
