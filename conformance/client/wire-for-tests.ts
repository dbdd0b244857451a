/** The wire against servers on this machine that behave badly. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { listen } from '../../contract/server-for-tests.js';
import type { NamedKey } from '../../installation/keys.js';
import type { Exchange } from './exchange.js';
import { LiveWire } from './live-wire.js';
import { Keyring } from './redaction.js';

export const secret = 'KEY-THAT-NOBODY-MAY-SEE';
const keys: NamedKey[] = [{ name: 'main', key: secret, active: true }];
/** Closes servers. */
export const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Settings = ConstructorParameters<typeof LiveWire>[0];
export type Listener = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** Starts a server, and a wire to it. `count` tells the listener how many requests came before. */
export async function wireTo(
  listener: Listener,
  settings: Partial<Omit<Settings, 'url'>> = {},
  now?: () => number,
  tickets = 0,
) {
  const requests: { headers: IncomingMessage['headers']; url?: string; body: string }[] = [];
  const { url, close } = await listen(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    requests.push({ headers: request.headers, url: request.url, body });
    listener(request, response, requests.length - 1);
  });
  open.push(close);
  const evidence: Exchange[] = [];
  const given = { rate: 0, timeoutMs: 60_000, budgetMs: 600_000, ...settings };
  const wire = new LiveWire(
    { ...given, url },
    new Keyring(keys),
    { add: (one) => evidence.push(structuredClone(one)) },
    () => tickets,
    now,
  );
  const send = (
    path = '/api/tickets-search.php',
    more: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; once?: boolean } = {},
  ) => wire.send({ scope: 'test', method: 'GET', url: url + path, headers: { 'x-api-key': '<key main>' }, ...more });
  return { wire, send, requests, evidence, url };
}

/** Answers with these codes one after the other, then with 200. */
export const codes =
  (headers: Record<string, string>, ...list: number[]): Listener =>
  (_, response, count) =>
    response.writeHead(list[count] ?? 200, headers).end(`answer ${count}`);

export const never: Listener = () => {};
export const closing: Listener = (request) => request.socket.destroy();
export const fine: Listener = (_, response) => response.end('fine');
