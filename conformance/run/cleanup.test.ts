/** What a clean-up removes, in which order, and what it leaves and lists. */
import { describe, expect, test } from 'vitest';
import { type FakeAnswer, FakeWire, runId } from '../client/caller-for-tests.js';
import { mark, ownEmail } from '../client/mark.js';
import { cleanUp } from './cleanup.js';
import { sessionOn } from './session-for-tests.js';

interface Stored {
  id: number;
  number: string;
  subject: string;
  email: string;
  children: number[];
}

/** A ticket of the run: its ID and number, and its children. */
const own = (id: number, children: number[] = []): Stored => ({
  id,
  number: `9000${id}`,
  subject: `${mark(runId)} ticket ${id}`,
  email: ownEmail(runId),
  children,
});

const json = (value: unknown): FakeAnswer => ({ body: JSON.stringify(value) });

/** An installation with these tickets. */
class Stock extends FakeWire {
  /** @param special answers some requests in another way */
  constructor(
    readonly tickets: Stored[],
    special: (method: string, url: URL) => FakeAnswer | undefined = () => undefined,
  ) {
    super(({ method, url }) => special(method, new URL(url)) ?? this.answerTo(method, new URL(url)), true);
  }

  answerTo(method: string, { pathname, searchParams }: URL): FakeAnswer {
    if (pathname.endsWith('search.php')) {
      const offset = Number(searchParams.get('offset'));
      const found = this.tickets.filter(({ subject }) => subject.includes(String(searchParams.get('query'))));
      return json(found.slice(offset, offset + Number(searchParams.get('limit'))));
    }
    const [, asked] = /\/([^/]+)\.json$/.exec(pathname) ?? [];
    const ticket = this.tickets.find(({ number }) => number === asked);
    if (!ticket) return { status: 404, body: '{"error":true,"message":"Ticket not found"}' };
    if (method === 'GET') return json({ ...ticket, user: { email: ticket.email }, created: new Date().toISOString() });
    if (pathname.includes('unlink')) {
      for (const one of this.tickets) one.children = one.children.filter((id) => id !== ticket.id);
      return json({ success: true, message: 'Unlinked' });
    }
    this.tickets.splice(this.tickets.indexOf(ticket), 1);
    return { type: 'text/plain', body: ticket.number };
  }

  /** What changed something, in order. */
  get changes(): string[] {
    const sent = this.requests.filter(({ method }) => method !== 'GET');
    return sent.map(({ url }) => url.replace(/^.*tickets-(?:subtickets-)?(\w+)\.php\/(\d+)\.json$/, '$1 $2'));
  }
}

/** Cleans up after a run whose creations told these numbers. */
async function cleaned(wire: Stock, numbers: string[], deletes = true) {
  const session = sessionOn(wire, { deletes });
  await session.ledger?.intend('a creation without an answer', ownEmail(runId));
  for (const number of numbers) session.ledger?.made(number, `as the run knows ${number}`);
  return { left: await cleanUp(session, 0), ledger: session.ledger };
}

test('children are unlinked, then deleted, then their parents', async () => {
  const wire = new Stock([own(3), own(1, [2, 3]), own(4), own(2)]);
  const { left } = await cleaned(wire, ['90001', '90002', '90003', '90004']);
  expect(left).toEqual([]);
  expect(wire.changes).toEqual([
    'unlink 90002',
    'unlink 90003',
    ...['delete 90002', 'delete 90003', 'delete 90004', 'delete 90001'],
  ]);
});

test('each change follows the reading of its ticket', async () => {
  const wire = new Stock([own(1, [2]), own(2)]);
  await cleaned(wire, ['90001', '90002']);
  const sent = wire.requests.map(({ method, url }) => `${method} ${/(\d+)\.json/.exec(url)?.[1]}`);
  for (const [index, one] of sent.entries()) {
    if (one.startsWith('DELETE')) expect(sent[index - 1]).toBe(one.replace('DELETE', 'GET'));
  }
  expect(wire.changes).toHaveLength(3);
});

test('tickets of customers with copied subjects or addresses are left, and not called the run’s', async () => {
  const customers = [
    { ...own(1), email: 'jane@example.org' },
    { ...own(2), email: `${ownEmail(runId)}.evil.test` },
    { ...own(3), email: `x${ownEmail(runId)}` },
    { ...own(4), subject: 'Hi', email: `${ownEmail(runId)}.evil.test` },
    { ...own(5), subject: `Re: ${mark(runId)}` },
    { ...own(6), subject: '' },
  ];
  const wire = new Stock([...customers]);
  const { left, ledger } = await cleaned(wire, []);
  expect(wire.changes).toEqual([]);
  expect(wire.tickets).toEqual(customers);
  expect(left).toEqual([]);
  expect(ledger?.present()).toEqual([]);
});

test('a ticket whose creation told the number of another is found by its mark, and the other is left', async () => {
  const wire = new Stock([{ ...own(1), subject: 'A customer waits', email: 'jane@example.org' }, own(2)]);
  const { left } = await cleaned(wire, ['90001']);
  expect(wire.changes).toEqual(['delete 90002']);
  expect(left).toEqual([
    { subject: 'as the run knows 90001', why: expect.stringMatching(/may be ticket 90001, but: .* another address/) },
  ]);
});

test('a ticket that has the same number as another is listed, whatever number its creation told', async () => {
  const customer = { ...own(1), subject: `${mark(runId)} copied`, email: 'jane@example.org' };
  const wire = new Stock([customer, { ...own(1), subject: `${mark(runId)} hidden` }]);
  const session = sessionOn(wire, { deletes: true });
  await session.ledger?.intend(`${mark(runId)} hidden`, ownEmail(runId));
  session.ledger?.made('16', `${mark(runId)} hidden`);
  const left = await cleanUp(session, 0);
  expect(wire.changes).toEqual([]);
  expect(left).toEqual([
    { subject: `${mark(runId)} hidden`, why: expect.stringMatching(/may be ticket 90001, but: .* another address/) },
  ]);
});

test('a ticket that was sent without the mark is removed, although no search finds it', async () => {
  const wire = new Stock([{ ...own(1), subject: '0' }]);
  const session = sessionOn(wire, { deletes: true });
  await session.ledger?.intend('a creation without an answer', ownEmail(runId));
  const intent = (await session.ledger?.intend('0', ownEmail(runId))) ?? 0;
  session.ledger?.answered(intent, 201, '0', '90001');
  expect(await cleanUp(session, 0)).toEqual([]);
  expect(wire.changes).toEqual(['delete 90001']);
});

test('what a ticket does not show is said, and the ticket is left', async () => {
  const hidden = json({ id: 1, number: '90001', subject: `${mark(runId)} ticket 1`, created: 'today' });
  const wire = new Stock([own(1)], (_, { pathname }) => (pathname.includes('get.php') ? hidden : undefined));
  const { left } = await cleaned(wire, []);
  expect(wire.changes).toEqual([]);
  expect(left).toEqual([{ subject: `${mark(runId)} ticket 1`, why: expect.stringMatching(/does not show its user/) }]);
});

describe('searching ends', () => {
  const searches = ({ requests }: FakeWire) => requests.filter(({ url }) => url.includes('search')).length;
  const many = () => Array.from({ length: 250 }, (_, index) => own(index + 1));

  test('after the last page', async () => {
    const wire = new Stock(many());
    expect((await cleaned(wire, [])).left).toEqual([]);
    expect(wire.tickets).toEqual([]);
    expect(searches(wire)).toBeLessThan(6);
  });

  test('where `offset` is ignored', async () => {
    const wire: Stock = new Stock(many(), (_, url) => {
      if (!url.searchParams.get('offset')) return undefined;
      url.searchParams.delete('offset');
      return wire.answerTo('GET', url);
    });
    await cleaned(
      wire,
      wire.tickets.map(({ number }) => number),
    );
    expect(wire.tickets).toEqual([]);
    expect(searches(wire)).toBeLessThan(10);
  });

  test('where `query` is ignored', async () => {
    const others = Array.from({ length: 20_000 }, (_, index) => ({ ...own(index + 9), subject: 'A customer waits' }));
    const wire: Stock = new Stock([own(1), ...others], (_, url) => {
      if (!url.searchParams.has('query')) return undefined;
      url.searchParams.set('query', '');
      return wire.answerTo('GET', url);
    });
    await cleaned(wire, []);
    expect(wire.tickets).toEqual(others);
    expect(searches(wire)).toBeLessThan(10);
  });
});

describe('a deletion', () => {
  test('that is answered as done and is not is listed', async () => {
    const wire = new Stock([own(1)], (method) =>
      method === 'DELETE' ? { type: 'text/plain', body: '90001' } : undefined,
    );
    const { left } = await cleaned(wire, ['90001']);
    expect(left).toMatchObject([{ number: '90001', why: expect.stringMatching(/it is there/) }]);
  });

  test('that is answered with an error page and is done is done', async () => {
    const wire: Stock = new Stock([own(1)], (method, url) => {
      if (method !== 'DELETE') return undefined;
      wire.answerTo(method, url);
      return { type: 'text/html', body: '<html>Error</html>' };
    });
    expect((await cleaned(wire, ['90001'])).left).toEqual([]);
    expect(wire.changes).toHaveLength(1);
  });

  test('that gets no answer is tried again, after the proof', async () => {
    let lost = 0;
    const wire = new Stock([own(1)], (method) => {
      return method === 'DELETE' && lost++ < 2 ? { failure: 'the connection was closed' } : undefined;
    });
    expect((await cleaned(wire, ['90001'])).left).toEqual([]);
    expect(wire.changes).toHaveLength(3);
  });

  test('that the run may not send is listed, with the reason', async () => {
    const wire = new Stock([own(1)]);
    const { left } = await cleaned(wire, ['90001'], false);
    expect(left).toMatchObject([{ number: '90001', why: expect.stringMatching(/deletes nothing/) }]);
    expect(wire.changes).toEqual([]);
  });
});

describe('what cannot be found out', () => {
  const without: FakeAnswer = { status: 500, body: '{"error":true,"message":"Broken"}' };

  test('is listed where the search does not work', async () => {
    const wire = new Stock([own(1)], (_, { pathname }) => (pathname.includes('search') ? without : undefined));
    const { left } = await cleaned(wire, ['90001', '90002']);
    expect(wire.tickets).toEqual([]);
    expect(left.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['as the run knows 90002', 'a creation without an answer']),
    );
  });

  test('is not listed where the search tells that nothing is there', async () => {
    expect((await cleaned(new Stock([]), ['90002'])).left).toEqual([]);
  });
});
