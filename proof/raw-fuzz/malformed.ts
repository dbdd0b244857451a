/** Malformed HTTP requests: a well-formed one that is cut, doubled, or gets bytes that do not belong there. */
import { randomInt } from 'node:crypto';

const paths = ['/api/tickets.json', '/api/tickets-search.php', '/api/tickets-get.php/1.json', '/docs/', '/%', '/../..'];
const methods = ['GET', 'POST', 'PATCH', 'DELETE', 'HEAD', 'CONNECT', 'G\0T', ''];
const versions = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', 'HTTP/1.1\0', ''];
const bodies = ['{}', '{"name":"\\u0000"}', '['.repeat(500), '{"attachments":[{"a":"data:,YQ', '\xff\xfe', ''];
const wrongLines = [
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked\r\nContent-Length: 3',
  'Transfer-Encoding: gzip, chunked',
  'Expect: 100-continue',
  'Expect: everything',
  'Upgrade: websocket\r\nConnection: Upgrade',
  ': no name',
  'No colon',
  ' folded: line',
  'X-\0: nul',
  `X-Long: ${'x'.repeat(20_000)}`,
];

const one = <Item>(items: readonly Item[]): Item => items[randomInt(items.length)] as Item;

/** @example connection.write(malformed(key)) */
export function malformed(key: string): Buffer {
  const body = one(bodies);
  const lines = [
    `${one(methods)} ${one(paths)} ${one(versions)}`,
    'Host: localhost',
    `X-API-Key: ${key}`,
    'Content-Type: application/json',
    randomInt(2) === 0 ? `Content-Length: ${body.length + randomInt(3) - 1}` : one(wrongLines),
    ...(randomInt(3) === 0 ? [one(wrongLines)] : []),
  ];
  const text = Buffer.from(`${lines.join(one(['\r\n', '\r\n', '\r\n', '\n', '\r']))}\r\n\r\n${body}`, 'latin1');
  return spoiled(text);
}

function spoiled(text: Buffer): Buffer {
  const at = randomInt(text.length);
  switch (randomInt(4)) {
    case 0:
      return text.subarray(0, at);
    case 1:
      text[at] = randomInt(256);
      return text;
    case 2:
      return Buffer.concat([text, text.subarray(at)]);
    default:
      return text;
  }
}
