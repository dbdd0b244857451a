/** An installation that answers somebody else's number to a creation must not lead the run to that ticket. */
import { expect, test } from 'vitest';
import { cleanUp } from '../cleanup.js';
import { makeTicket } from '../world/own-ticket.js';
import { Unsafe } from './guard.js';
import { FakeWire, runInfo, sessionOn } from './run-for-tests.js';

const somebodys = { number: '905653', subject: 'A customer waits', user: { email: 'jane@example.org' } };

/** Answers number 905653 to every creation; shows this ticket under it. */
const installation = (ticket: object) =>
  new FakeWire(({ method, url }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '905653' };
    if (url.includes('tickets-get')) return { body: JSON.stringify(ticket) };
    if (url.includes('tickets-search')) return { body: JSON.stringify([ticket]) };
    return { type: 'text/plain', body: '905653' };
  }, true);

test('a ticket that does not show the mark is neither updated nor deleted', async () => {
  const wire = installation(somebodys);
  const t = sessionOn(wire).trial('test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await expect(t.call('updateTicket', { path, body: { note: 'A note.' } })).rejects.toThrow(Unsafe);
  await expect(t.call('deleteTicket', { path })).rejects.toThrow(/905653 does not show the mark of this run/);
  expect(wire.requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
});

test('one that shows it is, and the installation is asked once', async () => {
  const wire = installation({ ...somebodys, subject: `[osticket-contract ${runInfo.id}] own` });
  const t = sessionOn(wire).trial('test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await t.call('updateTicket', { path, body: { note: 'A note.' } });
  await t.call('deleteTicket', { path });
  expect(wire.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'PATCH', 'DELETE']);
});

test('what a reading shows is not asked for again', async () => {
  const wire = installation({ ...somebodys, user: { email: `osticket-contract+${runInfo.id}@example.com` } });
  const t = sessionOn(wire).trial('test');
  const { number } = await makeTicket(t, 'own');
  const path = { number, format: 'json' } as const;
  await t.call('getTicket', { path });
  await t.call('updateTicket', { path, body: { note: 'A note.' } });
  expect(wire.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'PATCH']);
});

test('one that is not there any more is told apart, so that a sweep need not list it', async () => {
  const wire = new FakeWire(({ method, url }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '905653' };
    if (url.includes('tickets-search')) return { body: '[]' };
    return { status: 404, body: '{"error":true,"message":"Ticket not found"}' };
  }, true);
  const session = sessionOn(wire);
  await makeTicket(session.trial('test'), 'own');
  expect(await cleanUp(session)).toEqual([]);
  expect(session.ledger?.present()).toEqual([]);
});

test('where the search does not work either, nothing is taken for gone', async () => {
  const wire = new FakeWire(({ method }) => {
    if (method === 'POST') return { status: 201, type: 'text/plain', body: '905653' };
    return { status: 404, body: '{"error":true,"message":"Not found"}' };
  }, true);
  const session = sessionOn(wire);
  const { number } = await makeTicket(session.trial('test'), 'own');
  const { ledger } = session;
  expect(ledger?.owns(number)).toBe(true);
  await expect(session.trial('test').call('deleteTicket', { path: { number, format: 'json' } })).rejects.toThrow(
    /does not show the mark/,
  );
});
