import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { runCommand, startCommand } from './command-for-tests.js';

const folder = folderForTests();

describe('serve', () => {
  test('prints the address, the key and three curl commands that work, and ends on SIGTERM', async () => {
    const server = startCommand(['serve', '--port', '0', '--tickets', '5', '--quiet']);
    let output = '';
    const exit = new Promise((resolve) => server.on('exit', resolve));
    const printed = new Promise<void>((resolve) => {
      server.stdout.on('data', (text) => {
        output += text;
        if (output.includes('X POST') && output.endsWith('\n')) resolve();
      });
    });
    await Promise.race([printed, exit]);
    const commands = output.split('\n').flatMap((line) => /^ {2}(curl .*)$/.exec(line)?.[1] ?? []);
    expect(commands).toHaveLength(3);
    const answers: string[] = [];
    for (const command of commands) {
      const { stdout } = await promisify(execFile)('sh', [
        '-c',
        command.replace('curl', 'curl --silent --show-error --fail'),
      ]);
      answers.push(stdout);
    }
    expect(JSON.parse(answers[0] ?? '')).toHaveLength(3);
    expect(JSON.parse(answers[1] ?? '')).toHaveProperty('thread');
    expect(answers[2]).toMatch(/^\d{6}$/);
    server.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  test('--workers answers from several processes, which finish what is running on SIGTERM', async () => {
    const flags = [
      '--workers',
      '2',
      '--port',
      '0',
      '--tickets',
      '5',
      '--key',
      'K',
      '--store',
      `sqlite:${folder}/a.sqlite`,
    ];
    const server = startCommand(['serve', ...flags]);
    const exit = new Promise((resolve) => server.on('exit', resolve));
    let output = '';
    server.stdout.on('data', (text) => {
      output += text;
    });
    await vi.waitUntil(() => output.includes('X POST'), { timeout: 60_000 });
    const url = /at (\S+)\/api,/.exec(output)?.[1] ?? '';
    const body = JSON.stringify({ name: 'Jane', email: 'jane@example.com', subject: 'A', message: 'B' });
    // A client that waits for "100 Continue" knows that a worker has begun with its request.
    const begun = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const headers = { 'X-API-Key': 'K', 'Content-Type': 'application/json', 'Content-Length': body.length };
        const sending = request(`${url}/api/tickets.json`, {
          method: 'POST',
          headers: { ...headers, Expect: '100-continue' },
          agent: false,
        });
        sending.flushHeaders();
        await once(sending, 'continue');
        return sending;
      }),
    );
    const answers = begun.map((sending) => once(sending, 'response').then(([{ statusCode }]) => statusCode));
    server.kill('SIGTERM');
    await vi.waitUntil(
      () =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      { timeout: 60_000 },
    );
    for (const sending of begun) sending.end(body);
    expect(await Promise.all(answers)).toEqual(Array(6).fill(201));
    expect(await exit).toBe(0);
  });

  test.each([
    ['0.0.0.0', /everybody who reaches this machine/],
    ['127.0.0.1', /^$/],
  ])('--host %s says who can reach it', async (host, warning) => {
    const server = startCommand(['serve', '--host', host, '--port', '0', '--tickets', '0']);
    let [stdout, stderr] = ['', ''];
    server.stdout.on('data', (text) => {
      stdout += text;
    });
    server.stderr.on('data', (text) => {
      stderr += text;
    });
    await vi.waitUntil(() => stdout.includes('X POST'), { timeout: 60_000 });
    server.kill('SIGTERM');
    await once(server, 'close');
    expect(stderr).toMatch(warning);
  });

  test('a signal to `npm start` ends the server', async () => {
    const npm = spawn('npm', ['start', '--', '--port', '0', '--tickets', '0']);
    let output = '';
    npm.stdout.on('data', (text) => {
      output += text;
    });
    await vi.waitUntil(() => output.includes('X POST'), { timeout: 60_000 });
    const url = /at (\S+)\/api,/.exec(output)?.[1] ?? '';
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
    npm.kill('SIGTERM');
    const gone = () =>
      fetch(url).then(
        () => false,
        () => true,
      );
    await vi.waitUntil(gone, { timeout: 60_000 });
  });

  test('keys of the command line and of the settings file, faults, and a control address', async () => {
    const settings = join(folder, 'settings.json');
    const reader = { name: 'reader', env: 'OSTICKET_KEY_READER', permissions: ['can_read_tickets'] };
    const far = { name: 'far', env: 'OSTICKET_KEY_FAR', address: '10.1.2.3' };
    writeFileSync(settings, JSON.stringify({ keys: [reader, far], known: {}, capabilities: { subtickets: false } }));
    const words = ['serve', '--port', '0', '--tickets', '0', '--quiet', '--settings', settings, '--trust-proxy'];
    const old = '{"name": "old", "key": "OLD", "active": false}';
    const fault = '{"fault": "error-page", "operations": ["getTicketStats"], "times": 1}';
    const server = startCommand([...words, '--key', old, '--fault', fault, '--control', '0'], {
      OSTICKET_API_KEY: 'MAIN',
      OSTICKET_KEY_READER: 'READER',
    });
    let output = '';
    server.stdout.on('data', (text) => {
      output += text;
    });
    await vi.waitUntil(() => output.includes('For the suite'), { timeout: 60_000 });
    const [, url] = /at (\S+)\/api,/.exec(output) ?? [];
    const [, control] = /Control at (\S+) /.exec(output) ?? [];
    const [, madeUp = ''] = /export OSTICKET_KEY_FAR=(\w+)/.exec(output) ?? [];
    expect(output).toContain('Key "reader": the one in OSTICKET_KEY_READER (can_read_tickets)');
    expect(output).toContain('Key "old": OLD (all permissions; switched off)');
    const status = async (path: string, key: string, headers = {}) =>
      (await fetch(`${url}/api/${path}`, { headers: { 'X-API-Key': key, ...headers } })).status;
    expect(await status('tickets-stats.php', 'MAIN')).toBe(502);
    expect(await status('tickets-stats.php', 'MAIN')).toBe(200);
    expect(await status('tickets-stats.php', 'READER')).toBe(403);
    expect(await status('tickets-get.php/1.json', 'READER')).toBe(404);
    expect(await status('tickets-subtickets-list.php/1.json', 'MAIN')).toBe(501);
    expect(await status('tickets-stats.php', 'OLD')).toBe(401);
    expect(await status('tickets-stats.php', madeUp)).toBe(401);
    expect(await status('tickets-stats.php', madeUp, { 'X-Forwarded-For': '10.1.2.3' })).toBe(200);
    const seen = await (await fetch(`${control}/requests?operation=getTicketStats`)).json();
    expect(seen).toMatchObject([{ key: 'main', status: 502 }, { key: 'main' }, { key: 'reader' }, {}, {}, {}]);
    const exit = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  test('--https serves with a certificate of its own making', async () => {
    const server = startCommand(['serve', '--port', '0', '--tickets', '0', '--quiet', '--https', '--fault', 'delay']);
    let output = '';
    server.stdout.on('data', (text) => {
      output += text;
    });
    await vi.waitUntil(() => output.includes('X POST'), { timeout: 60_000 });
    const [, url = ''] = /at (https:\S+)\/api,/.exec(output) ?? [];
    const status = await new Promise((resolve, reject) => {
      secureRequest(`${url}/health`, { rejectUnauthorized: false }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    server.kill('SIGTERM');
    await once(server, 'exit');
  });

  test('--version', async () => {
    const { code, stdout } = await runCommand(['--version']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  const wrong: [string[], RegExp][] = [
    [['--workers', '0'], /--workers.*from 1 to 64/],
    [['--workers', '2'], /Several workers need a store that they can share/],
    [
      ['--workers', '2', '--store', `sqlite:${join(folder, 'a.sqlite')}`, '--host', '192.0.2.1', '--port', '0'],
      /192\.0\.2\.1 is no address of this machine/,
    ],
    [['--port', 'x'], /--port.*whole number/],
    [['--port', '70000'], /--port.*65535/],
    [['--tickets', '-1'], /--tickets/],
    [['--without', 'markdown,nothing'], /"nothing" is none of subtickets, markdown/],
    [['--key', 'with space'], /--key/],
    [['--key', '{"name": "a"'], /--key is no valid JSON/],
    [['--key', '{"name": "a", "key": "SECRET", "permissions": ["read"]}'], /--key: \/permissions\/0 should be one of/],
    [['--key', '{"name": "main"}'], /There is a key "main" already/],
    [['--settings', join(folder, 'none.json')], /There is no settings file/],
    [['--certificate', join(folder, 'none.pem')], /give both/],
    [
      ['--certificate', join(folder, 'none.pem'), '--certificate-key', 'k'],
      /The certificate .*none\.pem cannot be read/,
    ],
    [['--fault', 'slow'], /--fault.*should be one of/],
    [['--fault', '{"fault": "delay"'], /--fault.*JSON/],
    [
      ['--fault', '{"fault": "delay", "where": {"key": "raeder"}}'],
      /--fault: .*\/where\/key should be one of main, and/,
    ],
    [['--key', '{"name": "a", "address": "here"}'], /address of the key "a" is no IP address: "here"/],
    [['--fault', 'delay', '--workers', '2'], /served by one process/],
    [['--store', 'oracle:x'], /The store "oracle:" is not known/],
    [['--store', 'sqlite:/no/such/folder/a.sqlite'], /folder \/no\/such\/folder does not exist/],
    [['--store', 'mysql://u:SECRET@127.0.0.1:1/db'], /Nothing answers at 127\.0\.0\.1:1/],
    [['--host', '192.0.2.1', '--port', '0'], /192\.0\.2\.1 is no address of this machine/],
    [['--as', 'no-such'], /There is no profile no-such: it is no file, and the package brings .*plugin-2\.3\.4/],
    [['--as', 'plugin-2.3.4', '--workers', '2'], /served by one process/],
    // Nothing answers there, and nothing is asked.
    [
      ['--as', 'plugin-2.3.4', '--store', 'mysql://u:SECRET@127.0.0.1:1/db'],
      /never served from a MySQL or MariaDB database: .*sqlite:FILE/,
    ],
  ];
  test.each(wrong)('%s is one sentence, and exit code 2', async (flags, message) => {
    const { code, stdout, stderr } = await runCommand(['serve', '--tickets', '0', ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at |SECRET/);
  });

  test('so is a profile with a mistake, and no store is made', async () => {
    const [profile, store] = [join(folder, 'mistaken.json'), join(folder, 'mistaken.sqlite')];
    const text = readFileSync(new URL('../profiles/plugin-2.3.4.json', import.meta.url), 'utf8');
    writeFileSync(profile, text.replace('"getTicket/isOverdue-is-boolean"', '"getTicket/isOverdue-is-bool"'));
    const { code, stdout, stderr } = await runCommand(['serve', '--as', profile, '--store', `sqlite:${store}`]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^The profile \S+ cannot be used: its content: \/deviations\/\d+\/requirements\/\d+ .*isOverdue-is-bool"\.\n$/,
    );
    expect(existsSync(store)).toBe(false);
  });

  test('so is a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await runCommand(['serve', '--tickets', '0', '--port', String(port)]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(`Port ${port} is in use`)]);
    await new Promise((resolve) => other.close(resolve));
  });
});
