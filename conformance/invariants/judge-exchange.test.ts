import { describe, expect, test } from 'vitest';
import { operation } from '../../contract/operations.js';
import { encodeXml } from '../../contract/xml.js';
import type { Exchange, KeptBody } from '../client/exchange.js';
import { judgeExchange } from './judge-exchange.js';
import { operationOf } from './operation-of.js';
import { tally } from './tally.js';

const root = 'https://help.example.org/support/api';
const exampleOf = (id: 'getTicket' | 'searchTickets') =>
  Object.values(operation(id).responses[200]?.['application/json']?.examples ?? {})[0]?.value as Record<
    string,
    unknown
  >;
const ticket = exampleOf('getTicket');

interface Given {
  method?: string;
  path?: string;
  sent?: string;
  status?: number;
  type?: string;
  body?: KeptBody | string | object;
  headers?: Record<string, string>;
  operation?: string;
  unreadable?: { kind: 'cut'; text: string };
}

let id = 0;
function exchange(given: Given): Exchange {
  const {
    method = 'GET',
    path = '/tickets-get.php/123456.json',
    sent,
    status = 200,
    type = 'application/json',
  } = given;
  const { body = ticket, headers = {}, operation, unreadable } = given;
  const isKept = typeof body === 'object' && ('sha256' in body || 'text' in body);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    id: ++id,
    scope: 'a test',
    operation,
    at: '2026-11-26T12:00:00Z',
    request: { method, url: `${root}${path}`, headers: {}, ...(sent === undefined ? {} : { body: { text: sent } }) },
    response: {
      status,
      headers: { 'content-type': type, ...headers },
      body: isKept ? (body as KeptBody) : { text },
      ...(unreadable ? { unreadable } : {}),
      durationMs: 1,
    },
  };
}

const found = (given: Given) => judgeExchange(exchange(given)).map(({ requirement }) => requirement);
const refusal = (message: string, status = 400): Given => ({ status, body: { error: true, message } });
const subject = '[osticket-contract r1a2b3c4] to be read';
const inBase64 = (text: string) => Buffer.from(text).toString('base64');
const page = '<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted';

test.each([
  ['GET', `${root}/tickets-get.php/1%2F2.xml?x=1`, 'getTicket'],
  ['get', `${root}/http.php/tickets-stats.php`.replace('/http.php', ''), 'getTicketStats'],
  ['PUT', `${root}/tickets-update.php/1.json`, 'updateTicketByPut'],
  ['POST', `${root}/wildcard/tickets.json`, 'createTicket'],
  ['POST', `${root}/tickets-get.php/1.json`, undefined],
  ['GET', `${root}/tickets-get.php/1`, undefined],
  ['GET', 'https://help.example.org/tickets-stats.php', undefined],
  ['GET', 'nowhere', undefined],
])('%s %s is addressed to %s', (method, url, expected) => {
  expect(operationOf(method, url)).toBe(expected);
});

describe('what an answer breaks', () => {
  test.each<[string, Given, string[]]>([
    ['nothing', {}, []],
    ['nothing, in XML', { path: '/tickets-get.php/1.xml', type: 'application/xml', body: encodeXml(ticket) }, []],
    ['nothing, as a refusal', refusal('No such ticket', 404), []],
    ['a field of another type', { body: { ...ticket, isOverdue: 0 } }, ['getTicket/isOverdue-is-boolean']],
    [
      'a time that does not exist',
      { body: { ...ticket, closed: '0000-00-00 00:00:00' } },
      ['getTicket/closed-is-time-or-null'],
    ],
    [
      'an error page with 200',
      { type: 'text/html', body: page },
      ['errors/success-is-no-error', 'errors/shows-no-internals'],
    ],
    ['an object for an array', { path: '/tickets-search.php', body: {} }, ['searchTickets/answers-an-array']],
    ['an error object with 200', { body: { error: true, message: 'No' } }, ['errors/success-is-no-error']],
    [
      'an error object in XML with 200',
      { path: '/tickets-get.php/1.xml', type: 'application/xml', body: encodeXml({ error: true, message: 'No' }) },
      ['errors/success-is-no-error'],
    ],
    ['XML for JSON', { body: encodeXml(ticket) }, ['formats/json-on-json-extension']],
    [
      'a warning before the JSON',
      { body: `Warning: no index in /var/www/a.php on line 3\n${JSON.stringify(ticket)}` },
      ['formats/json-on-json-extension', 'errors/shows-no-internals'],
    ],
    [
      'an error in text/html',
      { status: 401, type: 'text/html', body: 'Valid API key required' },
      ['errors/standard-object', 'errors/json-content-type'],
    ],
    [
      'an error mark that is none',
      { status: 400, body: { error: 'true', message: '' } },
      ['errors/error-is-true', 'errors/message-is-text'],
    ],
    [
      'a code that is not documented',
      { status: 418, body: { error: true, message: 'Tea' } },
      ['errors/status-is-documented'],
    ],
    ['a key', { ...refusal('The key <key main> is wrong', 401) }, ['auth/key-never-in-an-answer']],
    ['a key in a header', { headers: { 'x-echo': '<key main>' } }, ['auth/key-never-in-an-answer']],
    [
      'content in a refusal',
      { status: 403, body: { error: true, message: 'No', ticket } },
      ['auth/refused-without-content'],
    ],
    [
      'content in a refusal, as XML',
      { status: 403, body: encodeXml(ticket) },
      ['errors/standard-object', 'auth/refused-without-content'],
    ],
    [
      'content in a refusal, in Base64',
      { status: 401, body: { error: true, message: 'No', data: inBase64(JSON.stringify(ticket)) } },
      ['auth/refused-without-content'],
    ],
    [
      'content in the message of a refusal',
      refusal(`No: ${JSON.stringify(JSON.stringify(ticket))}`, 403),
      ['auth/refused-without-content'],
    ],
    ['values of a ticket in a refusal', refusal(`Not yours: ${subject}`, 403), ['auth/refused-without-content']],
    [
      'a file in a refusal',
      {
        path: '/tickets-attachment-download.php/7.json',
        status: 403,
        body: { error: true, message: 'No', content: 'AAECAwQF' },
      },
      ['auth/refused-without-content'],
    ],
    [
      'a transfer that broke off',
      { unreadable: { kind: 'cut', text: 'it broke off' } },
      ['formats/readable-to-its-end'],
    ],
  ])('%s', (_, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  test.each([
    'SELECT A1.* FROM `ost_sla` A1 WHERE A1.`id` = 7',
    "Unknown column 'x' in 'where clause'",
    'update ost_ticket set status_id = 1',
    'SHOW COLUMNS FROM `ticket`',
    'SHOW FULL TABLES',
    "show index from 'ticket'",
    'ALTER TABLE ticket ADD note TEXT',
    'alter table `ticket` drop `note`',
    'REPLACE INTO ticket VALUES (1)',
    'replace into ticket set id = 1',
    '1 UNION ALL SELECT name',
    'union select 1',
    'CREATE TEMPORARY TABLE rows',
    'DESCRIBE `ticket`',
    'SET NAMES utf8',
    'no such column: `ticket`.`number`',
    'LIMIT 10, 20',
    "Duplicate entry '7' for key 'PRIMARY'",
    'in C:\\\\xampp\\\\htdocs\\\\api.php',
    'class.ticket.php:3629',
    '#0 /srv/app/index.php(12): run()',
    '\\/var\\/www\\/osticket',
    'SQLSTATE[23000]: 1062 Duplicate entry',
    'Deadlock found; try again',
    'no such table: ticket',
    'SubticketApiController.php:211',
    'in api.php on line 3',
    'at org.example.Api.get(Api.java:12)',
    'Api.cs:line 40',
    'app.rb:12:in',
    'goroutine 7 [running]',
    'Call to a member function getId() on null',
    'run(): Argument #1 ($id) must be',
  ])('an error that says "%s" shows internals', (words) => {
    expect(found({ status: 500, body: `{"error":true,"message":"${words}"}` })).toEqual(['errors/shows-no-internals']);
  });
});

describe('what is held against no API', () => {
  test.each<[string, Given]>([
    [
      'what another method gets',
      { method: 'POST', operation: 'getTicket', status: 405, type: 'text/html', body: 'no' },
    ],
    ['what no operation is asked for', { path: '/tickets-nothing.php', status: 404, type: 'text/html', body: 'no' }],
    ['a limit', { status: 429, type: 'text/html', body: '<html>Too many' }],
    ['a gateway', { status: 502, type: 'text/html', body: '<html><h1>Bad gateway</h1>' }],
    [
      'a web server’s page',
      { status: 404, type: 'text/html', body: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"><h1>Not Found</h1>' },
    ],
    ['a body that is not kept', { body: { bytes: 9, sha256: 'x' } }],
    ['a ticket that tells of a database', { body: { ...ticket, subject: 'SQLSTATE: /var/www/a.php on line 3' } }],
    [
      'words of the request',
      {
        ...refusal('No such file: /home/me/a.txt'),
        sent: '{"name":"/home/me/a.txt"}',
        path: '/tickets-update.php/1.json',
        method: 'PATCH',
      },
    ],
    [
      'a refusal that repeats what was searched for',
      {
        ...refusal(`You must not search for "${subject}" (${inBase64(subject)})`, 403),
        path: `/tickets-search.php?query=${encodeURIComponent(subject)}`,
      },
    ],
    [
      'a write that is refused for its ticket',
      {
        ...refusal(`${subject} is locked`, 403),
        path: '/tickets-subtickets-unlink.php/1.json',
        method: 'DELETE',
      },
    ],
    [
      'a sentence with words of SQL',
      refusal('Please select a topic from the list and update the status. Set where it is open.'),
    ],
    [
      'names of fields in backticks, and words of SQL in capitals',
      refusal('Give `name` AND `email`, FROM the list; LIMIT it to 10. SHOW a table. `status`. DROP it: no UNION.'),
    ],
    ['no answer', { status: 304, body: '' }],
  ])('%s', (_, given) => {
    expect(found(given)).toEqual([]);
  });
});

test('a list of answers, or a stream, is counted, and the first that break a rule are kept', async () => {
  async function* stream() {
    yield exchange({});
    for (let index = 0; index < 5; index += 1) yield exchange({ body: { ...ticket, isOverdue: 1 } });
  }
  const counted = await tally(stream());
  expect(counted.all()).toEqual([
    expect.objectContaining({
      requirement: 'getTicket/isOverdue-is-boolean',
      operation: 'getTicket',
      count: 5,
      judged: 6,
    }),
  ]);
  expect(counted.all()[0]?.exchanges).toHaveLength(3);
  expect(counted.hasJudged('getTicket/isOverdue-is-boolean', 'getTicket')).toBe(true);
  expect(counted.hasJudged('searchTickets/isOverdue-is-boolean', 'searchTickets')).toBe(false);
});

test('one transfer of a write that broke off may be the network’s fault', async () => {
  const cut = {
    method: 'DELETE',
    path: '/tickets-delete.php/1.json',
    body: '1',
    unreadable: { kind: 'cut', text: 'it broke off' },
  } as const;
  expect((await tally([exchange(cut)])).all()).toEqual([]);
  expect((await tally([exchange(cut), exchange(cut)])).all()).toHaveLength(1);
});
