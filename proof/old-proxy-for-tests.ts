/** A proxy that answers as PHP behind an old web server does: right, and unlike the reference server. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Answered, large, startProxy } from './proxy-for-tests.js';

/** Tickets with their fields in the other order. */
const turned = (_: string, value: unknown): unknown =>
  value && typeof value === 'object' && 'number' in value ? Object.fromEntries(Object.entries(value).reverse()) : value;

/** What PHP's json_encode makes of the same value, on several lines: slashes and all that is not ASCII are escaped. */
const asPhpWrites = (json: string): string =>
  `${JSON.stringify(JSON.parse(json, turned), null, 4)}\n`
    .replaceAll('/', '\\/')
    .replaceAll(/[^\x00-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Numbers and names, which need no escapes, as CDATA; empty elements with an end. */
const inCdata = (xml: string): string =>
  xml.replaceAll(/<(\w+)\/>/g, '<$1></$1>').replaceAll(/>([^<>&]+)<\//g, '><![CDATA[$1]]></');

type Send = (response: ServerResponse, answered: Answered) => void;

/** HTTP/1.0: the end of the connection is the end of the body. */
const untilTheEnd: Send = ({ socket }, { status, headers, body }) => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket?.write(`HTTP/1.0 ${status} Answered\r\n${lines.join('')}\r\n`);
  socket?.end(body);
};

const packed: Send = (response, { status, headers, body }) => {
  const asks = String(response.req.headers['accept-encoding'] ?? '').includes('gzip');
  response.writeHead(status, asks ? { ...headers, 'content-encoding': 'gzip' } : headers);
  response.end(asks ? gzipSync(body) : body);
};

/** In chunks that may end within a character. */
const inChunks: Send = (response, { status, headers, body }) => {
  response.writeHead(status, headers);
  const half = Math.floor(body.length / 2);
  if (half > 0) response.write(body.subarray(0, half));
  response.end(body.subarray(half));
};

const ways = [untilTheEnd, packed, inChunks];

const written: Readonly<Record<string, (text: string) => string>> = {
  'application/json': asPhpWrites,
  'application/xml': inCdata,
  'text/plain': (text) => `${text}\n`,
};

/** @returns its URL; each way to send an answer takes its turn */
export function startOldProxy(behind: string): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  return startProxy(behind, {
    answer: ({ status, headers, body }) => {
      const [type = ''] = String(headers['content-type'] ?? '').split(';');
      const { 'content-type': _, ...others } = headers;
      const write = body.length < large ? written[type] : undefined;
      return {
        status,
        headers: { ...others, 'Content-Language': 'de-DE', ...(type ? { 'CONTENT-TYPE': type } : {}) },
        body: write ? Buffer.from(write(body.toString())) : body,
      };
    },
    send: (response, answered) =>
      (response.req.method === 'HEAD' ? packed : (ways[turn++ % ways.length] as Send))(response, answered),
  });
}
