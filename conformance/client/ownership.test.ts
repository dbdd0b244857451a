/** Which tickets a run may change: those that show right before that they are its own. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { namedInPath } from '../../contract/path-values.js';
import type { Caller } from './caller.js';
import { callerOn, FakeWire, runId } from './caller-for-tests.js';
import { Unsafe } from './guard.js';
import { mark, ownEmail } from './mark.js';

const number = '905653';
const now = () => new Date().toISOString().slice(0, 19).replace('T', ' ');
const own = () => ({
  id: 42,
  number,
  subject: `${mark(runId)} own`,
  user: { name: 'osTicket Contract', email: ownEmail(runId) },
  created: now(),
});

/** An installation in which each number reads as this ticket. Numbers in it have six digits, IDs two. */
const installation = (ticket: object, status = 200) =>
  new FakeWire(({ method, url }) => {
    if (method !== 'GET') return { type: 'text/plain', body: number };
    return url.includes('tickets-search') ? { body: '[]' } : { status, body: JSON.stringify(ticket) };
  }, true);

/** A caller whose ledger has the number, as after a creation. */
function callerFor(wire: FakeWire, reference = false) {
  const called = callerOn(wire, reference);
  called.ledger.made(number, `${mark(runId)} own`);
  return called;
}

/** Shows the run a ticket, as a search does. */
const show = ({ ownership }: ReturnType<typeof callerOn>, ticket: object) =>
  ownership.learn({
    ...{ id: 1, scope: '', at: '', request: { method: 'GET', url: '', headers: {} } },
    response: { status: 200, headers: {}, durationMs: 1, body: { text: JSON.stringify([ticket]) } },
  });

const update = (caller: Caller, name = number) =>
  caller.call('updateTicket', { path: { number: name, format: 'json' }, body: { note: 'A note.' } });
const deletion = (caller: Caller, name = number) =>
  caller.call('deleteTicket', { path: { number: name, format: 'json' } });
const methods = ({ requests }: FakeWire) => requests.map(({ method }) => method);

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
    const created = now();
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

const at = (ahead: number) => new Date(Date.now() + ahead).toISOString().slice(0, 19).replace('T', ' ');

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

describe('an ID in place of a number', () => {
  const byId = ({ guard }: ReturnType<typeof callerOn>) => guard.allowId(42, number);

  test('is used where reading by it shows the own ticket, and numbers are far from IDs', async () => {
    const wire = installation(own());
    const called = callerFor(wire);
    const { caller } = called;
    byId(called);
    await update(caller, number);
    await update(caller, '42');
    expect(wire.requests.slice(-2).map(({ method, url }) => [method, url.replace(/.*\//, '')])).toEqual([
      ['GET', '42.json'],
      ['PATCH', '42.json'],
    ]);
  });

  test.each<[string, object]>([
    ['numbers that could be IDs', { number: '43', id: 42 }],
    ['IDs near the numbers', { number, id: 900_000 }],
  ])('is refused in an installation with %s', async (_, other) => {
    const wire = installation(own());
    const called = callerFor(wire);
    const { caller } = called;
    byId(called);
    await caller.call('getTicket', { path: { number, format: 'json' } });
    show(called, { id: 0, ...other });
    await expect(update(caller, '42')).rejects.toThrow(/may be the number of another ticket/);
    expect(methods(wire)).not.toContain('PATCH');
  });

  test('is refused where it is another ticket’s number by then', async () => {
    const wire = installation({ ...own(), number: '42', id: 77 });
    const called = callerFor(wire, true);
    const { caller } = called;
    byId(called);
    await expect(update(caller, '42')).rejects.toThrow(Unsafe);
    expect(methods(wire)).toEqual(['GET']);
  });
});

describe('the number of an own ticket with a letter behind it', () => {
  test('is sent after the proof that the ticket is the run’s own, and a deletion by it is not believed', async () => {
    const wire = installation(own());
    const { caller, ledger } = callerFor(wire);
    await deletion(caller, `${number}x`);
    expect(wire.requests.slice(-2).map(({ method, url }) => [method, url.replace(/.*\//, '')])).toEqual([
      ['GET', `${number}.json`],
      ['DELETE', `${number}x.json`],
    ]);
    expect(ledger.present().map((one) => one.number)).toEqual([number]);
  });

  test('is refused where the number could be an ID', async () => {
    const wire = installation({ ...own(), id: Number(number) - 5 });
    const { caller } = callerFor(wire);
    await expect(deletion(caller, `${number}x`)).rejects.toThrow(/may be the ID of another ticket/);
    expect(methods(wire)).not.toContain('DELETE');
  });
});

describe('the number of a deleted ticket', () => {
  test('is used again where nothing is read by it, and no ID comes near it', async () => {
    const wire = installation(own());
    const called = callerFor(wire);
    const { caller } = called;
    await deletion(caller);
    called.guard.allowGone(number);
    await expect(deletion(caller)).rejects.toThrow(/may be a ticket again/);
    const gone = installation({ error: true }, 404);
    const later = callerOn(gone);
    show(later, { id: 42, number: '905653' });
    later.guard.allowGone(number);
    await deletion(later.caller);
    expect(methods(gone)).toEqual(['GET', 'DELETE']);
  });

  test('is refused where it could be an ID', async () => {
    const wire = installation({ error: true }, 404);
    const { caller, guard } = callerOn(wire);
    guard.allowGone('43');
    await expect(deletion(caller, '43')).rejects.toThrow(/may be the ID of another ticket/);
    expect(wire.requests).toEqual([]);
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
