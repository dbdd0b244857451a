/** Passes requests on without Accept-Encoding: the moods change the bytes of answers, and expect them as they are. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { listening } from '../../server/http/listening.js';

/** @param url of a server @returns a port of 127.0.0.1 */
export async function unpacked(url: string): Promise<{ port: number; close(): void }> {
  const server = createServer((asked, answer) => {
    const { 'accept-encoding': _, ...headers } = asked.headers;
    const passed = request(new URL(asked.url ?? '', url), { method: asked.method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      pipeline(reply, answer, () => undefined);
    });
    passed.on('error', () => answer.destroy());
    pipeline(asked, passed, () => undefined);
  });
  await listening(server, 0, '127.0.0.1');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
