/** A proxy that answers as PHP behind an old web server does: right, and unlike the reference server. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { listening, urlOf } from '../server/http/listening.js';

/** What PHP's json_encode makes of the same value: slashes and all that is not ASCII are escaped. */
const asPhpWrites = (json: string): string =>
  json
    .replaceAll('/', '\\/')
    .replaceAll(/[^\x00-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

type Send = (response: ServerResponse, status: number, headers: Record<string, string>, body: Buffer) => void;

/** HTTP/1.0: the end of the connection is the end of the body. */
const untilTheEnd: Send = ({ socket }, status, headers, body) => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket?.write(`HTTP/1.0 ${status} Answered\r\n${lines.join('')}\r\n`);
  socket?.end(body);
};

const packed: Send = (response, status, headers, body) => {
  const asks = String(response.req.headers['accept-encoding'] ?? '').includes('gzip');
  response.writeHead(status, asks ? { ...headers, 'content-encoding': 'gzip' } : headers);
  response.end(asks ? gzipSync(body) : body);
};

/** In chunks that may end within a character. */
const inChunks: Send = (response, status, headers, body) => {
  response.writeHead(status, headers);
  const half = Math.floor(body.length / 2);
  if (half > 0) response.write(body.subarray(0, half));
  response.end(body.subarray(half));
};

const ways = [untilTheEnd, packed, inChunks];

/** @returns its URL; each way to send an answer takes its turn */
export async function startOldProxy(behind: string): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  const pass = async (asked: IncomingMessage, response: ServerResponse) => {
    const {
      'transfer-encoding': _,
      connection: __,
      host: ___,
      expect: ____,
      'accept-encoding': _____,
      ...headers
    } = asked.headers;
    const answer = await request(`${behind}${asked.url}`, {
      method: asked.method as 'GET',
      headers: headers as Record<string, string>,
      body: await buffer(asked),
    });
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
    const {
      'content-length': _a,
      'transfer-encoding': _b,
      connection: _c,
      'keep-alive': _d,
      ...passed
    } = answer.headers;
    const sent = { ...(passed as Record<string, string>), ...(type ? { 'content-type': type } : {}) };
    const body = Buffer.from(await answer.body.arrayBuffer());
    const written = type === 'application/json' ? Buffer.from(asPhpWrites(body.toString())) : body;
    const send = asked.method === 'HEAD' ? packed : (ways[turn++ % ways.length] as Send);
    send(response, answer.statusCode, sent, written);
  };
  const server = createServer((asked, response) => {
    pass(asked, response).catch((error) => response.destroy(error));
  });
  await listening(server, 0, '127.0.0.1');
  return {
    url: urlOf(server),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
