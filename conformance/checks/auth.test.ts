/** No key that stays in use is sent where a log could keep it. */
import { expect, test } from 'vitest';
import { FakeWire } from '../client/caller-for-tests.js';
import { judge } from '../kernel/judge.js';
import { runInfo, sessionOn } from '../run/session-for-tests.js';
import { checks } from './auth.js';

const elsewhere = checks.filter(({ requirement }) => requirement === 'auth/key-elsewhere-401');
const neverAnswered = checks.filter(({ requirement }) => requirement === 'auth/key-never-in-an-answer');
const [main] = runInfo.keys;
const disposable = { name: 'throwaway', active: true, disposable: true };

/** What was sent of each key, but in its own header. */
async function sentElsewhere(keys: (typeof runInfo)['keys'], chosen: typeof checks) {
  const wire = new FakeWire(({ headers }) => (headers['x-api-key'] ? { body: '[]' } : { status: 401 }));
  const session = sessionOn(wire, { mode: 'read', deletes: false, keys });
  const results = await Promise.all(chosen.map((check) => judge(session, check)));
  const sent = wire.requests.map(({ url, headers: { 'x-api-key': _, ...others } }) =>
    decodeURIComponent(url + JSON.stringify(others)),
  );
  return {
    results,
    main: sent.filter((one) => one.includes('<key main>')),
    all: sent.filter((one) => one.includes('<key ')),
  };
}

test('without a disposable key nothing of the kind is sent, and the check says what it lacks', async () => {
  const { results, all } = await sentElsewhere([main], elsewhere);
  expect(all).toEqual([]);
  expect(results.length).toBeGreaterThan(10);
  for (const { verdict, reason } of results) {
    expect([verdict, reason?.code]).toEqual(['skip', expect.stringMatching(/no-data|unsafe/)]);
  }
  expect(results[0]?.reason?.text).toContain('"disposable": true');
  expect((await sentElsewhere([main], neverAnswered)).all).toEqual([]);
});

test('with one, it alone is sent', async () => {
  const { results, main: ofMain, all } = await sentElsewhere([main, disposable], elsewhere);
  expect(ofMain).toEqual([]);
  expect(all.length).toBeGreaterThan(0);
  expect(results.some(({ verdict }) => verdict === 'pass')).toBe(true);
});
