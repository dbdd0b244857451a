/** A proxy in front of the reference server that changes requests and answers, and keeps to the contract. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici';
import { listening, urlOf } from '../server/http/listening.js';

export interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Ways {
  /** Changes a request, or answers it. */
  ask?(asked: Asked): Answered | undefined;
  /** Changes an answer. */
  answer?(answered: Answered, asked: Asked): Answered | Promise<Answered>;
  /** Default: as Node.js does. */
  send?(response: ServerResponse, answered: Answered): void;
}

/** Bodies of so many bytes are passed on as they are: to change them takes long. */
export const large = 1_000_000;

/** More than the 50 MB of attachments as Base64: a web server refuses it before it comes to the API. */
const mostBytes = 75_000_000;

const tooLarge = ({ body }: Asked): Answered | undefined =>
  body.length > mostBytes
    ? {
        status: 413,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from('{"error":true,"message":"The body is too large."}'),
      }
    : undefined;

async function passed(behind: string, { method, url, headers, body }: Asked): Promise<Answered> {
  const answer = await request(`${behind}${url}`, { method: method as 'GET', headers, body, reset: true });
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, 'keep-alive': ____, ...kept } = answer.headers;
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  return { status: answer.statusCode, headers: kept as Record<string, string>, body: bytes };
}

/** @returns its URL */
export async function startProxy(behind: string, ways: Ways): Promise<{ url: string; close(): Promise<void> }> {
  const pass = async (incoming: IncomingMessage, response: ServerResponse) => {
    const {
      'transfer-encoding': _,
      connection: __,
      host: ___,
      expect: ____,
      'accept-encoding': _____,
      'content-length': ______,
      ...headers
    } = incoming.headers as Record<string, string>;
    const { method = '', url = '' } = incoming;
    const asked: Asked = { method, url, headers, body: await buffer(incoming) };
    const answered = tooLarge(asked) ?? ways.ask?.(asked) ?? (await passed(behind, asked));
    const { status, headers: sent, body } = (await ways.answer?.(answered, asked)) ?? answered;
    if (ways.send) return ways.send(response, { status, headers: sent, body });
    response.writeHead(status, sent);
    response.end(method === 'HEAD' ? undefined : body);
  };
  const server = createServer((incoming, response) => {
    pass(incoming, response).catch((error) => response.destroy(error));
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
