/** How runs end that do not come to their end: with what code, and with nothing left in the installation. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderForTests, folderIn } from '../contract/folder-for-tests.js';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startServer } from '../server/start.js';
import { runCommand, startCommand } from './command-for-tests.js';
import { conformanceRuns, readingThrough, secret, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();
const scratch = folderForTests();
const writing = ['--write', '--deletes'];

/** A reference server, and how many tickets of runs are in it. */
async function installation() {
  const { url, store, close } = await startServer({ fill: madeUpTickets(5), keys: [secret] });
  onTestFinished(close);
  const own = async () => {
    const rows = await store.db
      .selectFrom('ticket__cdata')
      .select('subject')
      .where('subject', 'like', '[osticket-contract %')
      .execute();
    return rows.length;
  };
  return { url, own };
}

/** A signal once the checks have begun. */
const midway = (signal: NodeJS.Signals) => (stderr: string) => (/\d+ of \d+ checks/.test(stderr) ? signal : undefined);

describe('a signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s: nothing more is checked, all is removed, the report says so', async (signal, expected) => {
    const { url, own } = await installation();
    const run = await conformance(url, { during: midway(signal) }, ...writing, '--rate', '60');
    expect(run.code, run.text).toBe(expected);
    expect(await own()).toBe(0);
    expect(await readdir(join(run.report, 'ledger'))).toEqual([]);
    const { endedEarly } = (await run.results()).run;
    expect(endedEarly?.code).toBe('interrupted');
    expect(run.text).toContain('The run was interrupted.');
    expect(await run.read('report.html')).toContain('The run was interrupted.');
  });

  test('before anything is answered: the run does not wait for that', async () => {
    const children: ChildProcess[] = [];
    const url = await target(() => children[0]?.kill('SIGTERM'));
    const words = ['conformance', '--report', folderIn(scratch), '--timeout', '600'];
    children.push(startCommand(words, { OSTICKET_URL: url, OSTICKET_API_KEY: secret }));
    const [code] = await once(children[0] as ChildProcess, 'exit');
    expect(code).toBe(143);
  });

  test('a second one ends the run at once and says how to remove what is left', async () => {
    const { url, own } = await installation();
    const twice = (stderr: string, child: { kill(signal: NodeJS.Signals): boolean }) => {
      if (/Ending:/.test(stderr)) setTimeout(() => child.kill('SIGINT'), 700);
      return midway('SIGINT')(stderr);
    };
    const run = await conformance(url, { during: twice }, ...writing, '--rate', '20');
    expect(run.code, run.text).toBe(130);
    expect(run.text).toContain(`osticket-contract sweep --deletes --report ${run.report}`);
    expect(await own()).toBeGreaterThan(0);
    const environment = { OSTICKET_URL: url, OSTICKET_API_KEY: secret };
    const sweep = await runCommand(['sweep', '--deletes', '--report', run.report], environment);
    expect(sweep.code, sweep.stdout + sweep.stderr).toBe(0);
    expect(await own()).toBe(0);
  });
});

describe('the target', () => {
  test('is lost in the middle: code 3, the results so far are kept, nothing is called conformant', async () => {
    const right = await readingThrough((text) => text);
    let answered = 0;
    const url = await target((request, response) =>
      ++answered > 30 ? void request.socket.destroy() : right(request, response),
    );
    const { code, text, results } = await conformance(url, '--no-write', '--timeout', '0.5');
    const { verdict, counts, run, sentence } = await results();
    expect(verdict).toBe('partial');
    expect(run.endedEarly?.code).toBe('target-gone');
    expect(sentence).toMatch(/^The installation has not answered for \d+ s/);
    expect(counts.pass).toBeGreaterThan(0);
    expect(counts.untestable).toBeGreaterThan(0);
    expect(counts.fail + counts.error, text).toBe(0);
    expect(code).toBe(3);
  });

  test('is away for 1.5 s: it is waited for, and everything is checked', async () => {
    const right = await readingThrough((text) => text);
    let [answered, back] = [0, 0];
    const url = await target((request, response) => {
      if (++answered === 30) back = Date.now() + 1500;
      return Date.now() < back ? void request.socket.destroy() : right(request, response);
    });
    const { code, text, results } = await conformance(url, '--no-write');
    const { counts, run } = await results();
    expect(run.endedEarly).toBeUndefined();
    expect(counts.untestable + counts.fail + counts.error, text).toBe(0);
    expect(code).toBe(0);
  });
});

test('when the time is used up: code 6, and nothing is left, since time was kept for that', async () => {
  const { url, own } = await installation();
  const { code, text, results } = await conformance(url, ...writing, '--rate', '20', '--budget', '12');
  expect(code, text).toBe(6);
  const { run, left } = await results();
  expect(run.endedEarly?.code).toBe('out-of-budget');
  expect(left).toEqual([]);
  expect(await own()).toBe(0);
});

test('two runs at once never write into one folder, nor does a sweep', async () => {
  const { url } = await installation();
  const environment = { OSTICKET_URL: url, OSTICKET_API_KEY: secret };
  const others: Promise<{ code: number | null; stderr: string }>[] = [];
  const during = (stderr: string, _: unknown, report: string) => {
    if (others.length > 0 || !/\d+ of \d+ checks/.test(stderr)) return undefined;
    for (const command of [['conformance'], ['sweep', '--deletes']]) {
      others.push(runCommand([...command, '--report', report], environment));
    }
    return undefined;
  };
  const run = await conformance(url, { during }, ...writing, '--rate', '60', '--only', 'updateTicket/*');
  expect(run.code, run.text).toBe(0);
  for (const other of await Promise.all(others)) {
    expect(other.stderr).toMatch(/Another run writes into .* name another folder with --report/);
    expect(other.code).toBe(2);
  }
});

test('a damaged ledger is named and kept', async () => {
  const { url } = await installation();
  const run = await conformance(url, ...writing, '--only', 'createTicket/answers-201');
  const file = join(run.report, 'ledger', 'r1a2b3c4.ndjson');
  writeFileSync(file, 'Something else\n');
  const environment = { OSTICKET_URL: url, OSTICKET_API_KEY: secret };
  const sweep = await runCommand(['sweep', '--deletes', '--report', run.report], environment);
  expect(sweep.stdout).toContain(`Line 1 of ${file}`);
  expect(sweep.code).toBe(1);
  expect(await readdir(join(run.report, 'ledger'))).toEqual(['r1a2b3c4.ndjson']);
});
