import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand, startCommand } from '../cli/command-for-tests.js';
import { folderForTests } from '../contract/folder-for-tests.js';
import { listen } from '../contract/server-for-tests.js';
import { sampleOf } from './answers-for-tests.js';
import { always, key, proxiesForTests } from './proxy-for-tests.js';

const { beforeServer } = proxiesForTests();
const folder = folderForTests();

const wrong = JSON.stringify({ ...(sampleOf('getTicket') as object), isOverdue: 0 });

/** All that is in a folder, as one text. */
function writtenIn(place: string): string {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .flatMap((file) => (statSync(file).isFile() ? readFileSync(file, 'utf8') : []))
    .join('\n');
}

test('both directions are judged, and shown while it goes on', async () => {
  const { proxy, target, stop } = await beforeServer(always(200, 'application/json', wrong));
  await fetch(`${proxy.url}/api/tickets-get.php/123456.json`, { headers: { 'X-API-Key': key } });
  await fetch(`${proxy.url}/api/tickets-get.php/123456.json?page=2`, { headers: { 'X-API-Key': key } });
  await fetch(`${proxy.url}/scp/index.php`);
  const answer = await fetch(proxy.pageUrl);
  expect(answer.headers.get('refresh')).toBe('5');
  const shown = await answer.text();
  expect(shown).toContain('In 2 recorded exchanges answers break 1 requirement.');
  expect(shown).toContain('query page: the contract has no such parameter');
  expect((await fetch(`${proxy.pageUrl}?still`)).headers.get('refresh')).toBeNull();
  const { results, evidence } = await stop();
  expect(results.target.url).toBe(target.url);
  const broken = results.results.filter(({ verdict }) => verdict === 'fail');
  expect(broken).toMatchObject([
    { requirement: 'getTicket/isOverdue-is-boolean', actual: '0 (in 2 of 2 answers)', exchanges: [1, 2] },
  ]);
  expect(results.clients).toMatchObject([{ text: 'query page: the contract has no such parameter', count: 1 }]);
  expect([...evidence.exchanges].map(({ id }) => id)).toEqual([1, 2]);
});

/** A search that finds 20 tickets of so many bytes together, each with a number for false. */
function searchOf(bytes: number): string {
  const [found] = sampleOf('searchTickets') as object[];
  return JSON.stringify(Array(20).fill({ ...found, isOverdue: 0, subject: 'x'.repeat(bytes / 20) }));
}

test('an answer of 2 MB is judged and mended, and of one of 5 MB it is said that it was not', async () => {
  const [small, large] = [searchOf(2e6), searchOf(5e6)];
  const answers = (request: IncomingMessage, response: ServerResponse) =>
    always(200, 'application/json', request.url?.includes('limit=9') ? large : small)(request, response);
  const { proxy, stop } = await beforeServer(answers, { repair: true });
  const ask = async (limit: number) => {
    const address = `${proxy.url}/api/tickets-search.php?limit=${limit}`;
    const answer = await fetch(address, { headers: { 'X-API-Key': key } });
    return { said: answer.headers.get('x-osticket-contract'), text: await answer.text() };
  };
  const mended = await ask(10);
  expect(mended.said).toMatch(/^repaired: /);
  expect(mended.text).toContain('"isOverdue":false');
  const asItCame = await ask(9);
  expect(asItCame.said).toBe('passed on as it came: too large to be mended');
  expect(asItCame.text).toBe(large);
  expect(await (await fetch(proxy.pageUrl)).text()).toContain('1 answer was too large to be mended');
  const { results, evidence } = await stop();
  expect(results.sentence).toContain('1 answer was judged without its body, which is too large or not recorded.');
  expect(results.results).toContainEqual(
    expect.objectContaining({ requirement: 'searchTickets/isOverdue-is-boolean', verdict: 'fail', exchanges: [1] }),
  );
  // What is kept as proof of a large answer is its length and its hash.
  expect([...evidence.exchanges][0]?.response?.body).toHaveProperty('sha256');
});

test('the page is for this machine alone', async () => {
  const { proxy } = await beforeServer(always(200, 'text/plain', ''));
  const status = await new Promise((resolve) => {
    httpRequest(proxy.pageUrl, { headers: { host: 'attacker.example' } }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    }).end();
  });
  expect(status).toBe(403);
  expect((await fetch(`${proxy.pageUrl}other`)).status).toBe(404);
});

test('without traffic nothing is said of the installation', async () => {
  const { stop } = await beforeServer(always(200, 'text/plain', ''));
  expect((await stop()).results.verdict).toBe('not-verified');
});

test('the command: nothing that is written or shown holds a key, a password or a session', async () => {
  const secrets = [key, 'PASSWORD-1', 'SESSION-1', 'HEADER-SECRET-1'];
  const text = JSON.stringify({ ...(sampleOf('getTicket') as object), isOverdue: secrets.join(' ') });
  const sent: unknown[] = [];
  const target = await listen((request, response) => {
    sent.push(request.headers['x-api-key'], request.headers['x-front']);
    always(200, 'application/json', text, { 'Set-Cookie': 'SID=SESSION-1' })(request, response);
  });
  const [settings, report] = [join(folder, 'settings.json'), join(folder, 'report')];
  writeFileSync(settings, JSON.stringify({ headers: { 'X-Front': 'FRONT_SECRET' } }));
  const words = ['proxy', '--target', target.url, '--port', '0', '-o', report, '--settings', settings];
  const child = startCommand(words, { FRONT_SECRET: 'HEADER-SECRET-1' });
  let told = '';
  child.stderr.on('data', (piece) => {
    told += piece;
  });
  for await (const piece of child.stdout) {
    told += piece;
    const [url, pageUrl] = told.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
    if (url === undefined || pageUrl === undefined || sent.length > 0) continue;
    const headers = { 'X-API-Key': key, Authorization: `Basic ${btoa('agent:PASSWORD-1')}` };
    const answer = await fetch(`${url}/api/tickets-get.php/123456.json?apikey=${key}`, { headers });
    expect(await answer.text()).toBe(text);
    told += await (await fetch(pageUrl)).text();
    child.kill('SIGINT');
  }
  await target.close();
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(1);
  expect(sent).toEqual([key, 'HEADER-SECRET-1']);
  const written = told + writtenIn(report);
  expect(written).toContain('isOverdue-is-boolean');
  for (const secret of [...secrets, btoa('agent:PASSWORD-1')]) expect(written).not.toContain(secret);
});

test('a port that is taken: exit code 2 and a sentence', async () => {
  const taken = await listen(() => {});
  const words = ['proxy', '--target', 'http://127.0.0.1:9', '--port', String(taken.port), '-o', join(folder, 'none')];
  const { code, stderr } = await runCommand(words);
  expect(stderr).toMatch(/another program listens there/);
  expect(stderr).not.toMatch(/ {4}at /);
  expect(code).toBe(2);
  await taken.close();
});

test('a target that is the proxy itself: exit code 2 and a sentence', async () => {
  const words = ['proxy', '--target', 'http://localhost:21871', '--port', '21871', '-o', join(folder, 'itself')];
  const { code, stderr } = await runCommand(words);
  expect(stderr).toMatch(/is this proxy itself/);
  expect(code).toBe(2);
});
