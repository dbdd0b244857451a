import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodeXml } from '../contract/xml.js';
import { sampleOf } from './answers-for-tests.js';
import { always, key, proxiesForTests } from './proxy-for-tests.js';

const { beforeServer } = proxiesForTests();

interface Came {
  path?: string;
  method?: string;
  sent?: string;
  status?: number;
  type?: string;
  text: string;
  headers?: Record<string, string>;
}

const ticketPath = '/api/tickets-get.php/123456.json';

async function mended({ path = ticketPath, method = 'GET', sent, status = 200, headers, ...came }: Came) {
  const { proxy } = await beforeServer(always(status, came.type ?? 'application/json', came.text, { ...headers }), {
    repair: true,
  });
  const answer = await fetch(proxy.url + path, { method, body: sent, headers: { 'X-API-Key': key } });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    said: answer.headers.get('x-osticket-contract'),
    text: await answer.text(),
    page: await (await fetch(proxy.pageUrl)).text(),
  };
}

const ticket = sampleOf('getTicket') as Record<string, unknown> & { thread: Record<string, unknown>[] };
const stats = sampleOf('getTicketStats') as object;
const good = JSON.stringify(ticket);
const typed = (type: unknown) => JSON.stringify({ ...ticket, thread: ticket.thread.map((one) => ({ ...one, type })) });
const create = { path: '/api/tickets.json', method: 'POST', sent: '{}' };
const fatal =
  '<br />\n<b>Fatal error</b>:  Uncaught TypeError: x() in /var/www/html/api.php:12\nStack trace:\n#0 {main}';

test.each<[string, Came, { said: string } & Partial<Awaited<ReturnType<typeof mended>>>]>([
  [
    '0 for false',
    { text: JSON.stringify({ ...ticket, isOverdue: 0 }) },
    { said: '/isOverdue', text: JSON.stringify({ ...ticket, isOverdue: false }) },
  ],
  ['a number as a text', { text: JSON.stringify({ ...ticket, id: String(ticket.id) }) }, { said: '/id', text: good }],
  ['the first letter of a word', { text: typed('R') }, { said: '/thread/*/type', text: typed('response') }],
  [
    'a text in an object',
    { text: JSON.stringify({ ...ticket, subject: { body: ticket.subject, type: 'text' } }) },
    { said: '/subject', text: good },
  ],
  [
    'an empty list for an empty object',
    { path: '/api/tickets-stats.php', text: JSON.stringify({ ...stats, by_department: [] }) },
    { said: '/by_department', text: JSON.stringify({ ...stats, by_department: {} }) },
  ],
  [
    'a list with a gap',
    { text: JSON.stringify({ ...ticket, children: { 1: 5, 7: 9 } }) },
    { said: '/children', text: JSON.stringify({ ...ticket, children: [5, 9] }) },
  ],
  [
    'a warning before JSON',
    { text: `<br />\n<b>Warning</b>: x\n${good}`, type: 'text/html' },
    { said: 'content type, body', text: good, type: 'application/json' },
  ],
  ['a byte order mark', { text: `\ufeff${good}` }, { said: 'body', text: good }],
  [
    'a content type',
    { ...create, status: 201, text: '123456', type: 'text/html; charset=UTF-8' },
    { said: 'content type', text: '123456', type: 'text/plain; charset=UTF-8' },
  ],
  [
    'the code of a success',
    { ...create, status: 202, text: '123456', type: 'text/plain' },
    { said: 'status', status: 201 },
  ],
  [
    'a refusal as a text',
    { status: 401, text: 'Valid API key required', type: 'text/html' },
    {
      said: 'content type, body',
      status: 401,
      type: 'application/json',
      text: '{"error":true,"message":"Valid API key required"}',
    },
  ],
  [
    'an error object of another kind',
    { status: 404, text: '{"error":"Unknown","code":7}' },
    { said: '/error, /message', text: '{"error":true,"code":7,"message":"Unknown"}' },
  ],
  [
    'how the server is built',
    { status: 500, text: fatal, type: 'text/html' },
    { said: 'content type, body', status: 500, text: '{"error":true,"message":"Internal Server Error"}' },
  ],
  [
    'an error page with the code of a success',
    { text: fatal, type: 'text/html' },
    { said: 'status, content type, body', status: 500 },
  ],
  [
    'an error of the server for a wrong request',
    { ...create, status: 500, text: 'Unable to create new ticket', type: 'text/html' },
    { said: 'status, content type, body', status: 400 },
  ],
])('%s', async (_, came, { said, ...expected }) => {
  const answer = await mended(came);
  expect(answer).toMatchObject({ ...expected, said: `repaired: ${said}` });
  expect(answer.page).toContain('Mended in answers');
});

test.each<[string, Came]>([
  ['a good answer', { text: good }],
  ['a good refusal', { status: 404, text: '{"error":true,"message":"Ticket not found"}' }],
  ['a word that may mean several', { text: JSON.stringify({ ...ticket, isOverdue: 'perhaps' }) }],
  ['an error of which nobody knows which', { text: '{"error":true,"message":"x"}' }],
  ['what is not of the API', { path: '/scp/tickets.php', status: 500, text: 'wrong', type: 'text/html' }],
  ['JSON that is cut', { text: good.slice(0, 50) }],
])('%s stays as it is', async (_, came) => {
  const { said, text, status, type } = await mended(came);
  expect(said).toBeNull();
  expect({ text, status, type }).toEqual({
    text: came.text,
    status: came.status ?? 200,
    type: came.type ?? 'application/json',
  });
});

test('a packed answer is mended unpacked', async () => {
  const packed = gzipSync(JSON.stringify({ ...ticket, isOverdue: 1 })) as never;
  const { text, said } = await mended({ text: packed, headers: { 'Content-Encoding': 'gzip', ETag: '"a"' } });
  expect(JSON.parse(text)).toEqual({ ...ticket, isOverdue: true });
  expect(said).toBe('repaired: /isOverdue');
});

test('XML: booleans that are empty elements', async () => {
  const xml = encodeXml(ticket).replace('<isOverdue>false</isOverdue>', '<isOverdue/>');
  const came = { path: ticketPath.replace('json', 'xml'), type: 'application/xml', text: xml };
  expect(await mended(came)).toMatchObject({ text: encodeXml(ticket), said: 'repaired: /isOverdue' });
});

test('XML with what the contract does not know stays as it is', async () => {
  const xml = encodeXml({ ...ticket, own: { list: [1, 2] } }).replace('<isOverdue>false</isOverdue>', '<isOverdue/>');
  const came = { path: ticketPath.replace('json', 'xml'), type: 'application/xml', text: xml };
  expect(await mended(came)).toMatchObject({ text: xml, said: null });
});
