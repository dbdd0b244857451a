/** From one run to the next: what failed is tried again, and what was stopped is finished. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEvidence } from '../conformance/client/evidence.js';
import type { Results } from '../generated/results.js';
import { runCommand } from './command-for-tests.js';
import { conformanceRuns, readingThrough, reference, secret, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();
const read = (folder: string, file = 'results.json'): Results => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const environmentOf = (url: string) => ({ OSTICKET_URL: url, OSTICKET_API_KEY: secret });

const midway = (stderr: string) => (/\d+ of \d+ checks/.test(stderr) ? ('SIGINT' as const) : undefined);

describe('a run that found something', () => {
  test('is tried again: all of it by --failed, one problem by repeat, each says what is mended', async () => {
    let isBroken = true;
    const right = await readingThrough((text) => (isBroken ? text.replaceAll(/"name":"([^"]*)"/g, '"name":7') : text));
    const url = await target(right);
    const first = await conformance(url, '--no-write', '--only', 'listTicketStatuses/*');
    expect(first.code, first.text).toBe(1);
    const file = join(first.report, 'results.json');

    const still = await runCommand(['repeat', file, '1'], environmentOf(url));
    expect(still.code, still.stdout + still.stderr).toBe(1);
    expect(still.stdout).toMatch(/✗ listTicketStatuses\/name-is-string: still so\. Expected string, got 7/);

    isBroken = false;
    const gone = await runCommand(['repeat', file, 'listTicketStatuses/name-is-string'], environmentOf(url));
    expect(gone.code, gone.stdout + gone.stderr).toBe(0);
    expect(gone.stdout).toContain('✓ listTicketStatuses/name-is-string: gone: it is now as required.');
    expect(read(join(first.report, 'rerun')).results).toHaveLength(1);
    expect(read(first.report).run.id, 'its own reports stay').toBe((await first.results()).run.id);

    const again = await conformance(url, '--no-write', '--failed', file);
    expect(again.code, again.text).toBe(0);
    const unsettled = (await first.results()).results.filter(
      ({ verdict }) => !['pass', 'info', 'skip'].includes(verdict),
    );
    expect((await again.results()).results.map(({ requirement }) => requirement).sort()).toEqual(
      unsettled.map(({ requirement }) => requirement).sort(),
    );

    const nothing = await conformance(url, '--failed', join(again.report, 'results.json'));
    expect(nothing.code).toBe(2);
    expect(nothing.text).toContain('Nothing was broken or not verified in that run');
    const unknown = await runCommand(['repeat', file, '99'], environmentOf(url));
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('has no problem 99');
  });
});

describe('a run that was stopped', () => {
  test('and whose evidence is not there is not finished: one sentence', async () => {
    const url = await reference();
    const stopped = await conformance(url, { during: midway }, '--rate', '60');
    const file = join(stopped.report, 'results.json');
    rmSync(join(stopped.report, 'evidence.ndjson'));
    const { code, stderr } = await runCommand(['conformance', '--resume', file], environmentOf(url));
    expect(stderr).toMatch(/^Cannot read .*evidence\.ndjson: ENOENT[^\n]*\n$/);
    expect(code).toBe(2);
  });

  test('and whose ID is no run’s is not finished: it would become the name of a file', async () => {
    const url = await reference();
    const { report, results } = await conformance(url, '--no-write', '--only', 'listTicketStatuses/*');
    const kept = await results();
    const file = join(report, 'results.json');
    writeFileSync(file, JSON.stringify({ ...kept, run: { ...kept.run, id: '../../elsewhere' } }));
    const { code, stderr } = await runCommand(['conformance', '--resume', file, '--write'], environmentOf(url));
    expect(stderr).toBe(`${file} is of a run whose ID no run has.\n`);
    expect(code).toBe(2);
  });

  test('lists what was not run, and is finished by --resume', async () => {
    const url = await reference();
    const stopped = await conformance(url, { during: midway }, '--write', '--rate', '60');
    expect(stopped.code, stopped.text).toBe(130);
    const before = await stopped.results();
    expect(before.run.notRun?.length).toBeGreaterThan(100);
    const passed = before.results.filter(({ verdict }) => verdict === 'pass');

    const file = join(stopped.report, 'results.json');
    const wrong = await runCommand(['conformance', '--resume', file], environmentOf(url));
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('say so with --write');

    const finished = await runCommand(['conformance', '--resume', file, '--write'], environmentOf(url));
    const after = read(stopped.report);
    expect(after.results, finished.stderr).toHaveLength(before.results.length + (before.run.notRun?.length ?? 0));
    expect(after.run).toMatchObject({ id: before.run.id, startedAt: before.run.startedAt, only: [] });
    expect(after.run.notRun).toBeUndefined();
    expect(after.run.endedEarly).toBeUndefined();
    expect(after.results).toEqual(expect.arrayContaining(passed));
    expect(after.counts.fail + after.counts.error, finished.stdout).toBe(0);
    const ids = Array.from(readEvidence(join(stopped.report, 'evidence.ndjson')).exchanges, ({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(after.run.requests).toBe(ids.length);

    const again = await runCommand(['conformance', '--resume', file, '--write'], environmentOf(url));
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('there is nothing to resume');
  });
});
