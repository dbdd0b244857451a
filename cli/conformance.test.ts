/** The command against targets that can be checked: exit codes, verdicts and files. */
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { folderForTests } from '../contract/folder-for-tests.js';
import { conformanceRuns, page, readingThrough, reference, reports, secret, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();
const folder = folderForTests();

test('an HTML error page with the code 200 is a broken requirement and no crash', async () => {
  const right = await readingThrough((text) => text);
  const url = await target((request, response) =>
    request.url?.startsWith('/api/tickets-stats.php') ? page(request, response) : right(request, response),
  );
  const { code, results } = await conformance(url, '--no-write');
  expect(code).toBe(1);
  const failed = (await results()).results.flatMap((one) => (one.verdict === 'fail' ? [one.requirement] : []));
  expect(failed).toContain('getTicketStats/answers-200');
  expect(failed).toContain('errors/success-is-no-error');
  // What builds on the statistics is not verified, and not broken too.
  expect(failed).not.toContain('getTicketStats/total-is-integer');
});

test('no key is in anything that is written, and nobody else may read it', async () => {
  const { report, read, results } = await conformance(
    await reference(),
    ...['--only', 'auth/*', '--only', 'getTicket/*'],
  );
  for (const file of reports) {
    const text = await read(file);
    expect(text.length).toBeGreaterThan(0);
    expect(text).not.toContain(secret);
  }
  expect((await results()).verdict).toBe('partial');
  for (const name of ['', ...(await readdir(report, { recursive: true }))]) {
    expect((await stat(join(report, name))).mode & 0o077, name).toBe(0);
  }
});

test('a key that comes back in every spelling is in no file and not on the terminal', async () => {
  const spellings = [
    secret,
    secret.toLowerCase(),
    encodeURIComponent(secret).replaceAll('-', '%2d'),
    Buffer.from(secret).toString('hex'),
    ...['base64', 'base64url'].map((way) => Buffer.from(`user:${secret}`).toString(way as 'base64')),
    [...secret].map((one) => `\\u00${Buffer.from(one).toString('hex')}`).join(''),
    [...secret].map((one) => `&#${one.charCodeAt(0)};`).join(''),
  ];
  const right = await readingThrough((text) => text.replace(/"name":"/, `"name":"${spellings.join(' ')} `));
  const url = await target((request, response) => {
    response.setHeader(`X-${secret}`, spellings.slice(0, -2));
    response.setHeader('Set-Cookie', `SESSION=${cookie}; Path=/`);
    return right(request, response);
  });
  const cookie = 'a1b2c3d4e5f6a7b8';
  const { text, report, read } = await conformance(url, '--only', 'auth/*', '--only', 'listTicketStatuses/*');
  const said = await Promise.all(
    (await readdir(report, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => read(join(relative(report, parentPath), name))),
  );
  expect(said.length).toBeGreaterThan(reports.length);
  const all = [text, ...said].join('\n');
  expect(all).toContain('<key main>');
  for (const one of [...spellings, cookie]) expect(all.toLowerCase()).not.toContain(one.toLowerCase());
});

test('a baseline: known deviations do not fail the run, a stale entry does', async () => {
  const url = await target(await readingThrough((text) => text.replaceAll('"isOverdue":false', '"isOverdue":0')));
  const file = join(folder, 'known.json');
  const known = { requirement: 'searchTickets/isOverdue-is-boolean', reason: 'PHP', expires: '2999-01-01' };
  const runWith = async (...entries: object[]) => {
    await writeFile(file, JSON.stringify(entries));
    return conformance(url, '--no-write', '--only', 'searchTickets/is*', '--baseline', file);
  };
  const fine = await runWith(known);
  expect([fine.code, (await fine.results()).verdict]).toEqual([0, 'partial']);
  const stale = await runWith(known, { ...known, requirement: 'searchTickets/isAnswered-is-boolean' });
  expect(stale.code).toBe(1);
  expect((await stale.results()).stale).toEqual([expect.stringContaining('searchTickets/isAnswered-is-boolean')]);
  const expired = await runWith({ ...known, expires: '2020-01-01' });
  expect(expired.code).toBe(1);
  expect(await expired.read('report.html')).not.toBe('');
});
