import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const serve = (...flags: string[]) => ['--import', 'tsx', main, 'serve', ...flags];

/** Runs the command until it ends by itself. */
async function ended(...flags: string[]): Promise<{ code: number; stderr: string; stdout: string }> {
  const run = promisify(execFile)(process.execPath, serve(...flags));
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

describe('serve', () => {
  test('prints the address, the key and three curl commands that work, and ends on SIGTERM', async () => {
    const server = spawn(process.execPath, serve('--port', '0', '--tickets', '5', '--quiet'));
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

  const wrong: [string[], RegExp][] = [
    [['--port', 'x'], /--port.*whole number/],
    [['--port', '70000'], /--port.*65535/],
    [['--tickets', '-1'], /--tickets/],
    [['--without', 'markdown,nothing'], /"nothing" is none of subtickets, markdown/],
    [['--key', 'with space'], /--key/],
    [['--store', 'oracle:x'], /The store "oracle:" is not known/],
    [['--store', 'sqlite:/no/such/folder/a.sqlite'], /folder \/no\/such\/folder does not exist/],
    [['--store', 'mysql://u:SECRET@127.0.0.1:1/db'], /Nothing answers at 127\.0\.0\.1:1/],
    [['--host', '192.0.2.1', '--port', '0'], /192\.0\.2\.1 is no address of this machine/],
  ];
  test.each(wrong)('%s is one sentence, and exit code 2', async (flags, message) => {
    const { code, stdout, stderr } = await ended('--tickets', '0', ...flags);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at |SECRET/);
  });

  test('so is a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await ended('--tickets', '0', '--port', String(port));
    expect([code, stderr]).toEqual([2, expect.stringMatching(`Port ${port} is in use`)]);
    await new Promise((resolve) => other.close(resolve));
  });
});
