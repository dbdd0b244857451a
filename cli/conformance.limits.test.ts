/** The limit that the reference recommends for nginx, before a right installation: it is waited out, and nothing is counted against the API. */
import { expect, onTestFinished, test } from 'vitest';
import { madeUpTickets } from '../fixtures/made-up-tickets.js';
import { startServer } from '../server/start.js';
import { conformanceRuns, handOn, secret, target } from './conformance-for-tests.js';

const conformance = conformanceRuns();

/**
 * Whether a request passes, as nginx's `limit_req` decides it: the excess over the rate runs off all the time, and may
 * never be above the burst.
 */
function leakyBucket(perSecond: number, burst: number): () => boolean {
  let [excess, last] = [0, 0];
  return () => {
    const now = Date.now();
    const next = Math.max(0, excess - ((now - last) * perSecond) / 1000 + 1);
    if (next > burst) return false;
    [excess, last] = [next, now];
    return true;
  };
}

test.each([429, 503])(
  'a limit that answers %i is met by a run that writes, and a right server is accused of nothing',
  async (status) => {
    const { url, store, close } = await startServer({ fill: madeUpTickets(5), keys: [secret] });
    onTestFinished(close);
    const passes = leakyBucket(10, 20);
    const right = handOn(url);
    let refused = 0;
    const limited = await target((request, response) => {
      if (passes()) return right(request, response);
      refused += 1;
      request.resume();
      response.writeHead(status, { 'content-type': 'text/html' }).end(`<title>${status}</title>`);
    });
    const only = ['--only', '*/answers-*'];
    const { text, results } = await conformance(limited, '--write', '--deletes', '--rate', '60', ...only);
    const { counts, results: all, left } = await results();
    expect(refused, text).toBeGreaterThan(0);
    expect(counts.fail + counts.warn + counts.error, text).toBe(0);
    expect(counts.pass).toBeGreaterThan(counts.untestable);
    // A write is not sent again: a check whose write was turned away says so, and that is all.
    const reasons = new Set(all.flatMap(({ verdict, reason }) => (verdict === 'untestable' ? [reason?.code] : [])));
    expect([...reasons].filter((code) => code !== 'turned-away' && code !== 'prerequisite')).toEqual([]);
    expect(left).toEqual([]);
    const own = await store.db
      .selectFrom('ticket__cdata')
      .select('subject')
      .where('subject', 'like', '[osticket%')
      .execute();
    expect(own).toEqual([]);
  },
);
