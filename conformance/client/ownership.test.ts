/** Which tickets a run may change: those that show right before that they are its own. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { namedInPath } from '../../contract/path-values.js';
import type { Caller } from './caller.js';
import { callerOn, FakeWire, runId } from './caller-for-tests.js';
import { Unsafe } from './guard.js';
import { mark, ownEmail } from './mark.js';
import { at, callerFor, deletion, installation, methods, number, own, update } from './ownership-for-tests.js';

describe('a ticket is the run’s own', () => {
  test.each<[string, (ticket: ReturnType<typeof own>) => object]>([
    ['as the contract shows it', (ticket) => ticket],
    ['with the address in an object', (ticket) => ({ ...ticket, user: { email: { email: ownEmail(runId) } } })],
    ['with a number that has lost its quotes', (ticket) => ({ ...ticket, number: Number(number) })],
    ['by a clock in another time zone', (ticket) => ({ ...ticket, created: at(14 * 3_600_000) })],
    ['without children', (ticket) => ({ ...ticket, children: [] })],
  ])('%s', async (_, change) => {
    const wire = installation(change(own()));
    const { caller } = callerFor(wire);
    await update(caller);
    await deletion(caller);
    expect(methods(wire)).toEqual(['GET', 'PATCH', 'GET', 'DELETE']);
  });

  test('where a notice of PHP stands before the JSON', async () => {
    const wire = new FakeWire(
      ({ method }) => ({ body: method === 'GET' ? `Notice: Undefined {index}\n${JSON.stringify(own())}` : number }),
      true,
    );
    await update(callerFor(wire).caller);
    expect(methods(wire)).toEqual(['GET', 'PATCH']);
  });
});

test('a ticket without the mark is the run’s own only with the very subject that was sent', async () => {
  let ticket = { ...own(), subject: '0' };
  const wire = new FakeWire(({ method }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: number };
    return { body: method === 'GET' ? JSON.stringify(ticket) : number };
  }, true);
  const { caller } = callerOn(wire);
  await caller.send({ operation: 'createTicket', json: { subject: 0, email: ownEmail(runId), autorespond: false } });
  await update(caller);
  ticket = { ...ticket, subject: '01' };
  await expect(deletion(caller)).rejects.toThrow(/another beginning/);
  ticket = { ...ticket, subject: '0', user: { name: 'Jane', email: 'jane@example.org' } };
  await expect(deletion(caller)).rejects.toThrow(/another address/);
  expect(methods(wire)).not.toContain('DELETE');
});

test.each(['HD-2026.00131', '#00131', 'T:131', 'T+131', 'TÜ131', 'HD/131'])(
  'a ticket with the number %s is the run’s own, and can be changed and deleted',
  async (unusual) => {
    const created = at(0);
    const wire = new FakeWire(({ method, url }) => {
      if (method !== 'GET') return { status: method === 'POST' ? 201 : 200, type: 'text/plain', body: unusual };
      const asked = namedInPath(url);
      return asked === unusual
        ? { body: JSON.stringify({ ...own(), number: unusual, created }) }
        : { status: 404, body: '{"error":true}' };
    }, true);
    const { caller, ledger } = callerOn(wire);
    await caller.call('createTicket', {
      body: { name: 'Own', email: ownEmail(runId), subject: own().subject, message: 'A message' },
    });
    expect(ledger.owns(unusual)).toBe(true);
    await update(caller, unusual);
    await deletion(caller, unusual);
    expect(ledger.owns(unusual)).toBe(false);
    await expect(update(caller, `${unusual}1`)).rejects.toThrow(/was not made by this run/);
    expect(methods(wire)).toEqual(['POST', 'GET', 'PATCH', 'GET', 'DELETE']);
  },
);

describe('a ticket is not the run’s own, and neither changed nor deleted', () => {
  test.each<[string, object, RegExp]>([
    ['another address', { user: { email: 'jane@example.org' } }, /its user has another address/],
    ['an address that begins with the run’s', { user: { email: `${ownEmail(runId)}.evil.test` } }, /another address/],
    ['an address that ends with the run’s', { user: { email: `x${ownEmail(runId)}` } }, /another address/],
    ['the address of its user hidden', { user: { name: 'Jane' } }, /does not show its user/],
    ['no user', { user: null }, /does not show its user/],
    ['another subject', { subject: 'A customer waits' }, /its subject has another beginning/],
    ['the mark in the middle of the subject', { subject: `Re: ${mark(runId)} own` }, /another beginning/],
    ['another number', { number: '905654' }, /Reading ticket 905653 shows ticket 905654/],
    ['a creation before the run', { created: at(-16 * 3_600_000) }, /was not made during the run/],
    ['a creation after it', { created: at(16 * 3_600_000) }, /was not made during the run/],
    ['no time of creation', { created: undefined }, /does not show its time of creation/],
    ['a time of creation that is none', { created: 'yesterday' }, /does not show its time of creation/],
  ])('with %s', async (_, change, reason) => {
    const wire = installation({ ...own(), ...change });
    const { caller } = callerFor(wire);
    await expect(update(caller)).rejects.toThrow(reason);
    await expect(deletion(caller)).rejects.toThrow(Unsafe);
    expect(methods(wire)).toEqual(['GET', 'GET']);
  });

  test('where it cannot be read', async () => {
    for (const [wire, reason] of [
      [installation({ error: true }, 500), /could not be read \(500\)/],
      [installation({ error: true }, 404), /There is no ticket 905653/],
      [new FakeWire(() => ({ failure: 'the connection was closed' }), true), /the connection was closed/],
    ] as const) {
      await expect(update(callerFor(wire).caller)).rejects.toThrow(reason);
      expect(methods(wire)).toEqual(['GET']);
    }
  });

  test('where its number is gone and the installation takes it for an ID', async () => {
    const wire = installation({ ...own(), id: Number(number), number: '111111' });
    await expect(update(callerFor(wire).caller)).rejects.toThrow(/There is no ticket 905653/);
    // As PHP and MySQL read a number.
    const { caller, ledger } = callerOn(installation({ ...own(), id: 2026, number: '111111' }));
    ledger.made('2026-00131', `${mark(runId)} own`);
    await expect(update(caller, '2026-00131')).rejects.toThrow(/There is no ticket 2026-00131/);
  });

  test('where it is deleted with a child that is somebody else’s', async () => {
    const wire = installation({ ...own(), children: [7] });
    await expect(deletion(callerFor(wire).caller)).rejects.toThrow(/children that are not proven/);
    expect(methods(wire)).toEqual(['GET']);
  });
});

describe('a reading of a moment ago is the proof', () => {
  const read = (
    caller: Caller,
    { key, format = 'json' as 'json' | 'xml' }: { key?: string; format?: 'json' | 'xml' } = {},
  ) => caller.call('getTicket', { path: { number, format }, ...(key ? { key } : {}) });

  test('for one change, and for no second one', async () => {
    const wire = installation(own());
    const { caller } = callerFor(wire);
    await read(caller);
    await update(caller);
    await update(caller);
    expect(methods(wire)).toEqual(['GET', 'PATCH', 'GET', 'PATCH']);
  });

  test.each([
    ['by another key', { key: 'other' }],
    ['as XML', { format: 'xml' as const }],
  ])('but not %s', async (_, how) => {
    const wire = installation(own());
    const { caller } = callerFor(wire);
    await read(caller, how);
    await update(caller);
    expect(methods(wire)).toEqual(['GET', 'GET', 'PATCH']);
  });

  test('but not when it shows another’s ticket', async () => {
    const wire = installation({ ...own(), user: { name: 'Jane', email: 'jane@example.org' } });
    const { caller } = callerFor(wire);
    await read(caller);
    await expect(update(caller)).rejects.toThrow(/another address/);
    expect(methods(wire)).toEqual(['GET', 'GET']);
  });

  test('but not when another answer came since', async () => {
    const wire = installation(own());
    const { caller } = callerFor(wire);
    await read(caller);
    await caller.call('searchTickets', { query: {} });
    await update(caller);
    expect(methods(wire)).toEqual(['GET', 'GET', 'GET', 'PATCH']);
  });

  test('but not after more than half a second', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const wire = installation(own());
    const { caller } = callerFor(wire);
    await read(caller);
    vi.setSystemTime(Date.now() + 501);
    await update(caller);
    expect(methods(wire)).toEqual(['GET', 'GET', 'PATCH']);
  });
});
