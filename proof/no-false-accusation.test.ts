/** The other direction of the mutants: on a server that conforms, whatever it has and lacks, nothing is called broken. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { allChecks } from '../conformance/checks/index.js';
import { newRunId } from '../conformance/kernel/session.js';
import { judgeAll } from '../conformance/run/judge-for-tests.js';
import { openLive } from '../conformance/run/open-session.js';
import { startReference } from '../conformance/run/reference-target.js';
import type { ServerOptions } from '../server/start.js';
import { mariadbDatabase } from '../server/store/each-store.js';

/** Runs all checks. @returns what is not passed, observed or skipped */
async function accusations(
  server: Pick<ServerOptions, 'store' | 'without' | 'tickets'>,
  meanwhile?: (url: string, key: string) => Promise<void>,
) {
  const report = await mkdtemp(join(tmpdir(), 'no-accusation-'));
  const target = await startReference({ report }, server);
  let running = true;
  const [main] = target.settings.keys;
  const others = (async () => {
    while (running && meanwhile) await meanwhile(target.settings.url, main.key);
  })();
  try {
    const { session, finish } = openLive(target.settings, newRunId(), new Date().toISOString());
    const results = await judgeAll(session);
    const left = await finish();
    expect(left).toEqual([]);
    expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(allChecks.length / 2);
    return results
      .filter(({ verdict }) => !['pass', 'info', 'skip'].includes(verdict))
      .map(({ requirement, operation, verdict, expected, actual, reason }) =>
        [verdict, requirement, operation, expected ?? reason?.text, actual].join(' | '),
      );
  } finally {
    running = false;
    await others;
    await target.close();
    await rm(report, { recursive: true });
  }
}

test('an empty installation', async () => {
  expect(await accusations({ tickets: 0 })).toEqual([]);
});

test.each([[['subtickets']], [['markdown']], [['subtickets', 'markdown']]])('one without %s', async (without) => {
  expect(await accusations({ without })).toEqual([]);
});

test('one with 5,000 tickets, where somebody else makes tickets and changes them meanwhile', async () => {
  const headers = (key: string) => ({ 'x-api-key': key, 'content-type': 'application/json' });
  let made = 0;
  const somebody = async (url: string, key: string) => {
    const body = JSON.stringify({
      name: 'Zoë Ünal',
      email: 'zoe@example.org',
      subject: `100% "O'Brien" 漢字 ${made++}`,
      message: 'Somebody else.',
    });
    const number = await (
      await fetch(`${url}/api/tickets.json`, { method: 'POST', headers: headers(key), body })
    ).text();
    await fetch(`${url}/api/tickets-update.php/${number}.json`, {
      method: 'PATCH',
      headers: headers(key),
      body: '{"statusId":"Closed","note":"Done."}',
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  expect(await accusations({ tickets: 5000 }, somebody)).toEqual([]);
  expect(made).toBeGreaterThan(0);
});

test.skipIf(inject('mariadbUrl') === null)('one on MariaDB', async () => {
  const place = await mariadbDatabase();
  try {
    expect(await accusations({ store: place.address })).toEqual([]);
  } finally {
    await place.remove();
  }
});
