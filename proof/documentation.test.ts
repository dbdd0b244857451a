/** The pages for readers: their links lead somewhere, and their shell blocks run as they stand. */
import { exec } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { commandVariable, startCommand } from '../cli/command-for-tests.js';
import { folderForTests } from '../contract/folder-for-tests.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = [
  ...['README.md', 'CONTRIBUTING.md'],
  ...['administrators', 'client-developers', 'load', 'nightly', 'plugin-authors', 'traffic'].map(
    (name) => `docs/${name}.md`,
  ),
];

/** As GitHub makes it of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

test.each(pages)('every link and picture of %s is there', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to = '']) => to)
    .filter((to) => !/^https?:/.test(to));
  const lost = links.filter((link) => {
    const [path = '', part] = link.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, file))) return true;
    return (
      part !== undefined &&
      ![...read(file).matchAll(/^#+ (.+)$/gm)].some(([, heading = '']) => anchor(heading) === part)
    );
  });
  expect(lost).toEqual([]);
});

describe('shell blocks', () => {
  const folder = folderForTests();
  const key = 'KEY-OF-THE-INSTALLATION';

  /** `npx osticket-contract …`, in whatever folder. @returns the folder to put on the path */
  function commandInPath(): string {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const lines = [
      '#!/bin/sh',
      '[ "$1" = osticket-contract ] || exit 99',
      'shift',
      // Some of the checks stand for all: the commands are what is tried here.
      `case "$*" in *--only*|*--failed*) ;; conformance*) set -- "$@" --only 'auth/*' --only 'getTicketStats/*' ;; esac`,
      `exec '${process.execPath}' '${process.env[commandVariable]}' "$@"`,
    ];
    writeFileSync(join(bin, 'npx'), `${lines.join('\n')}\n`, { mode: 0o755 });
    return bin;
  }

  /** Starts an installation like that of plugin 2.3.4. @returns its address, and what ends it */
  async function installation() {
    const server = startCommand([
      'serve',
      '--as',
      'plugin-2.3.4',
      '--key',
      key,
      '--port',
      '0',
      '--tickets',
      '60',
      '--quiet',
    ]);
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
    });
    await vi.waitUntil(() => said.includes('X POST'), { timeout: 100_000 });
    const stop = () => {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      return gone;
    };
    return { url: /at (\S+)\/api,/.exec(said)?.[1] ?? '', stop };
  }

  /** @param name of a page, or of one of its parts: `client-developers#as-real-installations-answer` */
  function blocksOf(name: string): string[] {
    const [page = '', part] = name.split('#');
    const parts = read(`docs/${page}.md`).split(/^(?=## )/m);
    const wanted = parts.filter((text) => part === undefined || anchor(/^## (.*)/.exec(text)?.[1] ?? '') === part);
    return [...wanted.join('').matchAll(/```sh\n(.*?)```/gs)].map(([, code = '']) => code);
  }

  /** Runs them in one shell. @returns what each command that did not end with 0 ended with: `1: npx …` */
  async function failures(name: string, url: string): Promise<string[]> {
    const blocks = blocksOf(name);
    expect(blocks.length).toBeGreaterThan(1);
    const cwd = join(folder, name);
    mkdirSync(cwd);
    const script = `trap 'echo "$?: $BASH_COMMAND" >>failures' ERR\n: >failures\n${blocks.join('\n')}\ntrue\n`;
    const { OSTICKET_URL: _, OSTICKET_API_KEY: __, GITHUB_ACTIONS: ___, ...others } = process.env;
    const env = {
      ...others,
      OSTICKET_URL: url,
      OSTICKET_API_KEY: key,
      PATH: `${commandInPath()}${delimiter}${process.env.PATH}`,
      // A busy machine is slow; the times are not what is tried here.
      ...{ P95_MS: '60000', P99_MS: '60000' },
    };
    const shell = exec(script, { cwd, env, shell: '/bin/bash', maxBuffer: 2 ** 26 });
    let output = '';
    for (const stream of [shell.stdout, shell.stderr])
      stream?.on('data', (text) => {
        output += text;
      });
    const [code] = await once(shell, 'close');
    expect(code, output).toBe(0);
    expect(output).not.toContain(key);
    return readFileSync(join(cwd, 'failures'), 'utf8').split('\n').filter(Boolean);
  }

  test.each([
    [
      'administrators',
      ['conformance-report/report.html', 'again/results.json', 'compare.html', 'with-baseline/results.json'],
    ],
    [
      'plugin-authors',
      [
        'before/summary.md',
        'one/results.json',
        'beside/report.html',
        'compare.md',
        'versions.md',
        'my-plugin.json',
        'for-clients/expect.html',
      ],
    ],
    ['client-developers#as-real-installations-answer', ['mine/report.html', 'my-installation.json', 'client/types.ts']],
    ['load', ['help-desk.sqlite', 'load-report/report.html', 'attachments/report.html', 'average/report.html']],
  ])('docs/%s.md', { timeout: 1_200_000 }, async (name, files) => {
    const { url, stop } = await installation();
    try {
      // That plugin deviates, which is what a run and a judgement end with 1 for; a load does where the machine is too slow for it.
      const other = (await failures(name, url)).filter(
        (failure) => !/^1: npx osticket-contract (conformance|repeat|load|rejudge)\b/.test(failure),
      );
      expect(other).toEqual([]);
      expect(files.filter((file) => !existsSync(join(folder, name, file)))).toEqual([]);
    } finally {
      await stop();
    }
  });
});
