/** The ways to an installation: through a forward proxy, past a front that asks for a password, and over HTTPS. */
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { certificate, certificateKey } from './certificate-for-tests.js';
import { runCommand } from './command-for-tests.js';
import { handOn, reference, secret } from './conformance-for-tests.js';

const scratch = folderForTests();
let ca: string;
beforeAll(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
    for (const one of [name, name.toLowerCase()]) vi.stubEnv(one, undefined);
  }
  ca = join(folderIn(scratch), 'ca.pem');
  writeFileSync(ca, certificate);
});

/** Reads a few things of an installation. */
async function checked(url: string, environment: Record<string, string> = {}, ...options: string[]) {
  const report = folderIn(scratch);
  const words = ['conformance', '--report', report, '--only', 'listTicketStatuses/*', '--timeout', '20', ...options];
  const run = await runCommand(words, { OSTICKET_URL: url, OSTICKET_API_KEY: secret, ...environment });
  return { code: run.code, text: run.stdout + run.stderr, report };
}

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** A forward proxy that takes every name for one server, and writes down which were asked for. */
async function proxyTo(url: string) {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(new URL(incoming.url ?? '', 'http://none.invalid').hostname);
    handOn(url)(incoming, outgoing);
  });
  server.on('connect', ({ url: place = '' }, client) => {
    asked.push(place.split(':')[0] ?? '');
    const behind = connect(Number(new URL(url).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      behind.pipe(client).pipe(behind);
    });
    for (const socket of [client, behind]) socket.on('error', () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${portOf(server)}`, asked };
}

/** A reference server behind HTTPS, with a certificate that it signed itself. */
async function overHttps(): Promise<string> {
  const server = createHttpsServer({ cert: certificate, key: certificateKey }, handOn(await reference()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${portOf(server)}`;
}

describe('a forward proxy', () => {
  test('that HTTP_PROXY names is used', async () => {
    const proxy = await proxyTo(await reference());
    const run = await checked('http://help.invalid', { HTTP_PROXY: proxy.address });
    expect(run.code, run.text).toBe(0);
    expect(new Set(proxy.asked)).toEqual(new Set(['help.invalid']));
  });

  test('is used for HTTPS, too, and the certificate is that of the installation', async () => {
    const proxy = await proxyTo(await overHttps());
    const run = await checked('https://help.invalid', { HTTPS_PROXY: proxy.address }, '--ca', ca);
    expect(run.code, run.text).toBe(0);
    expect(new Set(proxy.asked)).toEqual(new Set(['help.invalid']));
  });

  test('is not used for a host that NO_PROXY names', async () => {
    const proxy = await proxyTo(await reference());
    const run = await checked('http://help.invalid', { HTTP_PROXY: proxy.address, NO_PROXY: 'help.invalid' });
    expect(run.code, run.text).toBe(3);
    expect(proxy.asked).toEqual([]);
  });

  test.each(['HTTP_PROXY', 'http_proxy'])('%s and no_proxy are heeded in lower case, too', async (name) => {
    const proxy = await proxyTo(await reference());
    const used = await checked('http://help.invalid', { [name]: proxy.address });
    expect(used.code, used.text).toBe(0);
    const count = proxy.asked.length;
    expect(count).toBeGreaterThan(0);
    await checked('http://help.invalid', { [name]: proxy.address, no_proxy: 'help.invalid' });
    expect(proxy.asked).toHaveLength(count);
  });

  test.each(['http', 'https'])('that asks for a password is named, before %s', async (scheme) => {
    const proxy = createServer((_, answer) => answer.writeHead(407, { 'proxy-authenticate': 'Basic' }).end());
    proxy.on('connect', (_, client) => client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void proxy.close());
    const address = `http://127.0.0.1:${portOf(proxy)}`;
    const run = await checked(`${scheme}://help.invalid`, { HTTP_PROXY: address, HTTPS_PROXY: address });
    expect(run.code, run.text).toBe(3);
    expect(run.text).toMatch(/the proxy asks for a user name and password \(407\).*http:\/\/user:password@proxy/);
  });

  test.each([
    ['HTTP_PROXY', 'proxy.example.org:3128'],
    ['https_proxy', 'http://user:WORD-THAT-NOBODY-MAY-SEE@'],
  ])('that %s names by no address is a sentence without the password', async (name, address) => {
    const run = await checked('https://help.invalid', { [name]: address });
    expect(run.code, run.text).toBe(2);
    expect(run.text).toBe(`${name} is no address of a proxy. Write it as http://proxy.example.org:3128.\n`);
  });

  test('is not used for this machine', async () => {
    const proxy = await proxyTo('http://127.0.0.1:1');
    const run = await checked(await reference(), { HTTP_PROXY: proxy.address });
    expect(run.code, run.text).toBe(0);
    expect(proxy.asked).toEqual([]);
  });
});

test('HTTPS on a port that does not speak it is told in plain words', async () => {
  const run = await checked((await reference()).replace('http:', 'https:'));
  expect(run.code, run.text).toBe(3);
  expect(run.text).toMatch(/cannot be reached: the port does not speak HTTPS; write http:\/\//);
});

describe('a self-signed certificate', () => {
  test('is refused, and the message names --ca', async () => {
    const run = await checked(await overHttps());
    expect(run.code, run.text).toBe(3);
    expect(run.text).toMatch(/its certificate is self-signed; .* --ca FILE/);
  });

  test('is trusted with --ca', async () => {
    const run = await checked(await overHttps(), {}, '--ca', ca);
    expect(run.code, run.text).toBe(0);
  });
});

test('what stands before an installation gets the headers that the settings name', async () => {
  const behind = handOn(await reference());
  const password = `Basic ${Buffer.from('user:WORD-THAT-NOBODY-MAY-SEE').toString('base64')}`;
  const front = createServer((incoming, outgoing) => {
    // It says in each answer what it was sent.
    outgoing.setHeader('X-Seen', incoming.headers.authorization ?? 'nothing');
    if (incoming.headers.authorization === password) return behind(incoming, outgoing);
    outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="staging"' }).end();
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void front.close());
  const url = `http://127.0.0.1:${portOf(front)}`;
  const settings = join(folderIn(scratch), 'settings.json');
  writeFileSync(settings, JSON.stringify({ headers: { Authorization: 'FRONT_PASSWORD' } }));

  const without = await checked(url);
  expect(without.code, without.text).toBe(3);
  expect(without.text).toMatch(/asks for a user name and password .* The API key is not the reason/);
  const run = await checked(url, { FRONT_PASSWORD: password }, '--settings', settings);
  expect(run.code, run.text).toBe(0);
  const files = readdirSync(run.report, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('');
  expect(written).toContain('<header authorization>');
  for (const one of [password, password.slice('Basic '.length), 'WORD-THAT-NOBODY-MAY-SEE'])
    expect(run.text + written).not.toContain(one);
});
