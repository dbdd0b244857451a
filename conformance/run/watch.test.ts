/** A run that stays, against the reference server behind a proxy that breaks one field of its answers. */

import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasBrowser, launchBrowser } from '../../contract/browser-for-tests.js';
import { madeUpTickets } from '../../fixtures/made-up-tickets.js';
import { printable } from '../../installation/printable.js';
import { type RunningServer, startServer } from '../../server/start.js';
import type { RunOutcome } from './run.js';
import { planned, type Settings } from './settings.js';
import { watchConformance } from './watch.js';

const secret = 'KEY-THAT-NOBODY-MAY-SEE';
const failing = 'searchTickets/isOverdue-is-boolean';
const only = [failing, 'searchTickets/isAnswered-is-boolean', 'createTicket/answers-201'];

let folder: string;
let reference: RunningServer;
let proxy: Server;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  reference = await startServer({ fill: madeUpTickets(5), keys: [secret] });
  proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await fetch(reference.url + request.url, {
      method: request.method,
      headers: { 'x-api-key': String(request.headers['x-api-key']), 'content-type': 'application/json' },
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end((await answer.text()).replaceAll('"isOverdue":false', '"isOverdue":0'));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  proxy.close();
  proxy.closeAllConnections();
  await reference.close();
  await rm(folder, { recursive: true });
});

/** A terminal at which a test presses keys, and what it shows. */
class Terminal {
  readonly outcomes: RunOutcome[] = [];
  text = '';
  readonly ended: Promise<void>;
  readonly #input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  #next: (() => void) | undefined;

  constructor(given: { ui?: boolean; only?: string[]; rate?: number } = {}) {
    const settings: Settings = {
      url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      reference: false,
      keys: [{ name: 'main', key: secret, active: true }],
      mode: 'write',
      deletes: true,
      mail: true,
      largeFiles: true,
      rate: given.rate ?? 0,
      timeoutMs: 30_000,
      budgetMs: 600_000,
      only: given.only ?? only,
      skip: [],
      report: folder,
      known: {},
    };
    const out = new PassThrough();
    out.on('data', (chunk) => {
      this.text += chunk;
    });
    this.ended = watchConformance(planned(settings), {
      ui: given.ui,
      input: this.#input as unknown as NodeJS.ReadStream,
      out: out as unknown as NodeJS.WriteStream,
      ended: async (outcome) => {
        this.outcomes.push(outcome);
        this.#next?.();
      },
    });
  }

  press(key: string): void {
    this.#input.write(key);
  }

  /** Waits for the end of a run, after doing something that begins one. */
  async run(begin: () => unknown = () => {}): Promise<RunOutcome> {
    const next = new Promise<void>((resolve) => {
      this.#next = resolve;
    });
    await begin();
    await next;
    return this.outcomes.at(-1) as RunOutcome;
  }
}

const judged = ({ results }: RunOutcome) => results.results.map(({ requirement }) => requirement).sort();

async function ownTickets(): Promise<number> {
  const rows = await reference.store.db
    .selectFrom('ticket__cdata')
    .select('subject')
    .where('subject', 'like', '[osticket-contract %')
    .execute();
  return rows.length;
}

describe('each time that checks are run again is a run of its own', () => {
  test('f runs what failed, a runs all; nothing is left; the full report stays', async () => {
    const terminal = new Terminal();
    const first = await terminal.run();
    expect(judged(first)).toEqual([...only].sort());
    expect(first.results.counts).toMatchObject({ pass: 2, fail: 1 });
    expect([...first.evidence.exchanges].some(({ operation }) => operation === 'createTicket')).toBe(true);
    expect(await ownTickets()).toBe(0);

    const second = await terminal.run(() => terminal.press('f'));
    expect(judged(second)).toEqual([failing]);
    expect(second.report).toBe(join(folder, 'rerun'));
    expect(second.results.run.id).not.toBe(first.results.run.id);
    expect(second.evidence.header.runId).toBe(second.results.run.id);
    expect(readFileSync(join(folder, 'evidence.ndjson'), 'utf8')).toContain(first.results.run.id);

    const third = await terminal.run(() => terminal.press('a'));
    expect(judged(third)).toEqual([...only].sort());
    expect(third.report).toBe(folder);
    expect(new Set(terminal.outcomes.map(({ results }) => results.run.id)).size).toBe(3);
    expect(await ownTickets()).toBe(0);
    expect(readdirSync(join(folder, 'ledger'))).toEqual([]);

    terminal.press('q');
    await terminal.ended;
  });
});

describe('what is ended early', () => {
  test('q in the middle of a run: its tickets are removed, the results so far are kept', async () => {
    const terminal = new Terminal({ only: ['createTicket/*'], rate: 40 });
    const { results } = await terminal.run(async () => {
      while ((await ownTickets()) === 0) await sleep(20);
      terminal.press('q');
    });
    await terminal.ended;
    expect(results.run.endedEarly?.code).toBe('interrupted');
    expect(results.verdict).not.toBe('conformant');
    expect(results.left).toEqual([]);
    expect(await ownTickets()).toBe(0);
    expect(readdirSync(join(folder, 'ledger'))).toEqual([]);
  });
});

test('an installation has no say over the terminal of a run that stays', async () => {
  proxy.removeAllListeners('request');
  proxy.on('request', (_, response) => response.writeHead(503).end('<title>\u001b]0;P\u0007\u009b31m</title>'));
  const terminal = new Terminal();
  await vi.waitUntil(() => terminal.text.includes('cannot be checked'), { timeout: 60_000 });
  terminal.press('q');
  await terminal.ended;
  const said = terminal.text.split('\n').find((line) => line.includes('cannot be checked')) ?? '';
  expect(said).toContain('\\u{1b}]0;P');
  expect(said).toBe(printable(said));
});

describe("vitest's web page", () => {
  const address = ({ text }: Terminal) => /http:\/\/127\.0\.0\.1:\d+\/__vitest__\//.exec(text)?.[0] ?? '';

  test('is served on this machine only, without a key', async () => {
    const terminal = new Terminal({ ui: true });
    await terminal.run();
    const answer = await fetch(address(terminal));
    expect(await answer.text()).toContain('<title>Vitest</title>');
    const others = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
    for (const { address: host, family } of others) {
      const url = address(terminal).replace('127.0.0.1', family === 'IPv6' ? `[${host}]` : host);
      await expect(fetch(url)).rejects.toThrow();
    }
    terminal.press('\u0003');
    await terminal.ended;
    await expect(fetch(address(terminal))).rejects.toThrow();
  });

  test.skipIf(!hasBrowser)(
    'shows checks by operation and topic, a failure with its proof, and runs one again',
    async () => {
      const terminal = new Terminal({ ui: true });
      await terminal.run();
      const browser = await launchBrowser();
      try {
        const page = await browser.newPage();
        const frames: string[] = [];
        page.on('websocket', (socket) => {
          socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
        });
        // Vitest's page asks for a font elsewhere.
        await page.route('**/*', (route) =>
          route.request().url().startsWith('http://127.0.0.1:') ? route.continue() : route.abort(),
        );
        await page.goto(address(terminal));
        await page.getByText('searchTickets: Search tickets').waitFor();
        await page.getByText('createTicket: Create a ticket').waitFor();
        await page.getByText(failing).click();
        await page.getByText('Expected boolean, but was 0').waitFor();
        const shown = await page.locator('body').textContent();
        expect(shown).toContain('MUST: `isOverdue` is a boolean.');
        expect(shown).toMatch(/expected.*boolean/);
        expect(shown).toMatch(/at.*\/0\/isOverdue/);
        expect(shown).toMatch(/exchange \d+/);
        expect(shown).toContain('"isOverdue":0');
        expect(shown).not.toMatch(/ at .*:\d+:\d+\)/);

        const again = await terminal.run(async () => {
          const row = page.getByTestId('explorer-item').filter({ hasText: failing }).last();
          await row.hover();
          await row.getByLabel('Run current test').click();
        });
        expect(judged(again)).toEqual([failing]);
        expect(again.results.run.id).not.toBe(terminal.outcomes[0]?.results.run.id);
        expect(await ownTickets()).toBe(0);
        expect(frames.join('')).toContain(failing);
        expect(frames.join('')).not.toContain(secret);
      } finally {
        await browser.close();
        terminal.press('q');
        await terminal.ended;
      }
    },
  );
});
