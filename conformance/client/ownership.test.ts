/** An installation that answers somebody else's number to a creation must not lead the run to that ticket. */
import { expect, test } from 'vitest';
import { Context } from '../kernel/context.js';
import { cleanUp } from '../run/cleanup.js';
import { FakeWire, runInfo, sessionOn } from '../run/session-for-tests.js';
import { makeTicket } from '../steps/own-tickets.js';
import { Unsafe } from './guard.js';
import type { OutgoingRequest } from './wire.js';

const somebodys = { number: '905653', subject: 'A customer waits', user: { email: 'jane@example.org' } };

/** A run's first creation, by which it learns that creations are answered with numbers. */
const isFirst = ({ body }: OutgoingRequest) => String(body).includes('simplest createTicket');

/** Answers number 905653 to every creation but a run's first; shows this ticket under it. */
const installation = (ticket: object) =>
  new FakeWire((request) => {
    const { method, url } = request;
    if (method === 'POST') return { status: 201, type: 'text/plain', body: isFirst(request) ? '111111' : '905653' };
    if (url.includes('111111'))
      return { body: JSON.stringify({ number: '111111', subject: `first of ${runInfo.id}` }) };
    if (url.includes('tickets-get')) return { body: JSON.stringify(ticket) };
    if (url.includes('tickets-search')) return { body: JSON.stringify([ticket]) };
    return method === 'DELETE' ? { body: '<html>Error</html>' } : { type: 'text/plain', body: '905653' };
  }, true);

test('a ticket that does not show the mark is neither updated nor deleted', async () => {
  const wire = installation(somebodys);
  const t = new Context(sessionOn(wire), 'test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await expect(t.call('updateTicket', { path, body: { note: 'A note.' } })).rejects.toThrow(Unsafe);
  await expect(t.call('deleteTicket', { path })).rejects.toThrow(/905653 does not show the mark of this run/);
  expect(wire.requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
});

test('one that shows it is, and the installation is asked once', async () => {
  const wire = installation({ ...somebodys, subject: `[osticket-contract ${runInfo.id}] own` });
  const t = new Context(sessionOn(wire), 'test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await t.call('updateTicket', { path, body: { note: 'A note.' } });
  await t.call('deleteTicket', { path });
  const learning = ['POST', 'POST', 'GET'];
  expect(wire.requests.map(({ method }) => method)).toEqual([...learning, 'GET', 'PATCH', 'DELETE']);
});

test('what a reading shows is not asked for again', async () => {
  const wire = installation({ ...somebodys, user: { email: `osticket-contract+${runInfo.id}@example.com` } });
  const t = new Context(sessionOn(wire), 'test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await t.call('getTicket', { path });
  await t.call('updateTicket', { path, body: { note: 'A note.' } });
  const learning = ['POST', 'POST', 'GET'];
  expect(wire.requests.map(({ method }) => method)).toEqual([...learning, 'GET', 'PATCH']);
});

test('after a deletion it is asked again before anything is done to that number', async () => {
  const wire = installation({ ...somebodys, subject: `[osticket-contract ${runInfo.id}] own` });
  const t = new Context(sessionOn(wire), 'test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  // The answer of this installation does not say that the ticket is gone.
  await t.send({ operation: 'deleteTicket', path, key: null });
  const before = wire.requests.length;
  await t.call('updateTicket', { path, body: { note: 'A note.' } });
  expect(wire.requests.slice(before).map(({ method }) => method)).toEqual(['GET', 'PATCH']);
});

/** Answers number 12 to every creation; a search shows the run's mark beside a number that has lost its zeros. */
const withoutZeros = (ticket: object) =>
  new FakeWire(({ method, url }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '12' };
    const own = { number: 12, subject: `[osticket-contract ${runInfo.id}] own` };
    if (url.includes('tickets-search')) return { body: JSON.stringify([own]) };
    return url.includes('tickets-get') ? { body: JSON.stringify(ticket) } : { type: 'text/plain', body: '12' };
  }, true);

test('a number without quotes in a search proves nothing: with zeros before it, it is another ticket', async () => {
  const t = new Context(sessionOn(withoutZeros({ ...somebodys, number: 12 })), 'test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await expect(t.call('updateTicket', { path, body: { note: 'A note.' } })).rejects.toThrow(Unsafe);
});

test('what is read by the number proves it, also where the number or all JSON is broken', async () => {
  const own = { number: 12, subject: `[osticket-contract ${runInfo.id}] own` };
  const broken = new FakeWire(({ method }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '12' };
    return { body: `Notice: Undefined index\n${JSON.stringify(own)}` };
  }, true);
  for (const wire of [withoutZeros(own), broken]) {
    const t = new Context(sessionOn(wire), 'test');
    const { number } = await makeTicket(t, 'own');
    await t.call('updateTicket', { path: { number, format: 'json' }, body: { note: 'A note.' } });
    expect(wire.requests.at(-1)?.method).toBe('PATCH');
  }
});

test('an ID that leads to the own ticket is not proven: it is, or becomes, the number of another', async () => {
  const own = { number: '905653', subject: `[osticket-contract ${runInfo.id}] own` };
  const wire = new FakeWire(({ method }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '121' };
    return { body: JSON.stringify(method === 'GET' ? own : null) };
  }, true);
  const session = sessionOn(wire);
  session.ledger?.made('121', 'own');
  const t = new Context(session, 'test');
  await t.call('getTicket', { path: { number: '121', format: 'json' } });
  await expect(t.call('deleteTicket', { path: { number: '121', format: 'json' } })).rejects.toThrow(Unsafe);
});

test('one that is not there any more is told apart, so that a sweep need not list it', async () => {
  const wire = new FakeWire(({ method, url }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '905653' };
    if (url.includes('tickets-search')) return { body: '[]' };
    return { status: 404, body: '{"error":true,"message":"Ticket not found"}' };
  }, true);
  const session = sessionOn(wire);
  await makeTicket(new Context(session, 'test'), 'own');
  expect(await cleanUp(session)).toEqual([]);
  expect(session.ledger?.present()).toEqual([]);
});

test('where the search does not work either, nothing is taken for gone', async () => {
  const wire = new FakeWire(({ method }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '905653' };
    return { status: 404, body: '{"error":true,"message":"Not found"}' };
  }, true);
  const session = sessionOn(wire);
  const { number } = await makeTicket(new Context(session, 'test'), 'own');
  const { ledger } = session;
  expect(ledger?.owns(number)).toBe(true);
  await expect(new Context(session, 'test').call('deleteTicket', { path: { number, format: 'json' } })).rejects.toThrow(
    /does not show the mark/,
  );
});
