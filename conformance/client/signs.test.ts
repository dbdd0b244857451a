/** At which times a ticket of a run may show that it was made. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { namedInPath } from '../../contract/path-values.js';
import { callerOn, FakeWire, runId } from './caller-for-tests.js';
import { Unsafe } from './guard.js';
import { mark, ownEmail } from './mark.js';
import { at, deletion, methods, number, own, update } from './ownership-for-tests.js';

test('the first ticket of a run tells the clock, and then a copy from an hour before is not taken for one', async () => {
  let ticket = { ...own(), created: at(8 * 3_600_000) };
  const wire = new FakeWire(({ method }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: number };
    return { body: method === 'GET' ? JSON.stringify(ticket) : number };
  }, true);
  const { caller } = callerOn(wire);
  await caller.send({ operation: 'createTicket', json: { ...ticket, email: ownEmail(runId), autorespond: false } });
  await update(caller);
  ticket = { ...ticket, created: at(7 * 3_600_000) };
  await expect(update(caller)).rejects.toThrow(/was not made during the run/);
});

describe('in the night in which summer time begins or ends', () => {
  /** A run of a while, whose clock is known; then a creation, whose ticket shows a time that is so far away. */
  async function createdAfter(shift: number, change: object = {}) {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    let told = '100001';
    const tickets = new Map<string, object>();
    const wire = new FakeWire(({ method, url }) => {
      if (method === 'POST') return { status: 201, type: 'text/plain', body: told };
      return method === 'GET' ? { body: JSON.stringify(tickets.get(namedInPath(url) ?? '')) } : { body: told };
    }, true);
    const called = callerOn(wire);
    const make = async (subject: string, created: string, other: object = {}) => {
      tickets.set(told, { ...own(), number: told, subject, created, ...other });
      await called.caller.send({
        operation: 'createTicket',
        json: { subject, email: ownEmail(runId), autorespond: false },
      });
    };
    await make(`${mark(runId)} first`, at(0));
    await update(called.caller, told);
    vi.setSystemTime(Date.now() + 300_000);
    told = number;
    await make(`${mark(runId)} own`, at(shift), change);
    return { ...called, wire, tickets };
  }

  test.each([-60, -30, 30, 60])('a new ticket that shows a time %i minutes away is the run’s own', async (minutes) => {
    const { caller, wire, tickets, ledger } = await createdAfter(minutes * 60_000);
    await update(caller);
    vi.setSystemTime(Date.now() + 300_000);
    await update(caller);
    expect(methods(wire).filter((one) => one === 'PATCH')).toHaveLength(3);
    // From then on it must show that very time.
    tickets.set(number, { ...own(), created: at(minutes * 60_000) });
    await expect(deletion(caller)).rejects.toThrow(/was not made during the run/);
    expect(ledger.creationOf(number)?.shown).toBeDefined();
  });

  test.each<[string, number, object]>([
    ['with a time that no such night explains', -45 * 60_000, {}],
    ['a day before', -86_400_000, {}],
    ['with another subject, marked as it is', -3_600_000, { subject: `${mark(runId)} another` }],
    ['of another address', -3_600_000, { user: { email: 'jane@example.org' } }],
  ])('but not %s', async (_, shift, change) => {
    const { caller } = await createdAfter(shift, change);
    await expect(update(caller)).rejects.toThrow(Unsafe);
  });

  test('but not one that no creation was answered with', async () => {
    const { caller, ledger, tickets } = await createdAfter(0);
    const found = '222222';
    tickets.set(found, { ...own(), number: found, created: at(-3_600_000) });
    ledger.made(found, `${mark(runId)} own`);
    await expect(update(caller, found)).rejects.toThrow(/put forward or back/);
  });
});
