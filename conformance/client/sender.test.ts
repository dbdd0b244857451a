/** What changes something is never sent again by itself, and nothing comes between a proof and what it is for. */
import { describe, expect, test } from 'vitest';
import type { Caller } from './caller.js';
import { callerOn, FakeWire, runId } from './caller-for-tests.js';
import type { Exchange } from './exchange.js';
import { mark, ownEmail } from './mark.js';
import { TargetGone } from './wire.js';

const number = '905653';
const ticket = {
  id: 42,
  number,
  subject: `${mark(runId)} own`,
  user: { email: ownEmail(runId) },
  created: new Date().toISOString(),
};

/** Sends again after 429, as the live wire does. */
class RetryingWire extends FakeWire {
  override async retry<T>(attempt: () => Promise<T>, exchangeOf: (result: T) => Exchange): Promise<T> {
    const result = await attempt();
    return exchangeOf(result).response?.status === 429 ? this.retry(attempt, exchangeOf) : result;
  }
}

function callerFor(wire: FakeWire): Caller {
  const { ledger, caller } = callerOn(wire);
  ledger.made(number, ticket.subject);
  return caller;
}

const path = { number, format: 'json' } as const;
const shape = ({ requests }: FakeWire) => requests.map(({ method, once }) => `${method}${once ? ' once' : ''}`);

test('after 429 the ticket is proven again before the change is sent again', async () => {
  const answers = [429, 429, 200];
  const wire = new RetryingWire(
    ({ method }) => (method === 'GET' ? { body: JSON.stringify(ticket) } : { status: answers.shift(), body: number }),
    true,
  );
  await callerFor(wire).call('updateTicket', { path, body: { note: 'A note.' } });
  expect(shape(wire)).toEqual(['GET', 'PATCH once', 'GET', 'PATCH once', 'GET', 'PATCH once']);
});

test('a ticket that was taken over meanwhile is not changed by a second try', async () => {
  let shown = ticket;
  const wire = new RetryingWire(({ method }) => {
    if (method === 'GET') return { body: JSON.stringify(shown) };
    shown = { ...ticket, subject: 'An agent took it over' };
    return { status: 429 };
  }, true);
  await expect(callerFor(wire).call('deleteTicket', { path })).rejects.toThrow(/its subject has another beginning/);
  expect(shape(wire)).toEqual(['GET', 'DELETE once', 'GET']);
});

test('each try of a creation is entered before it is sent', async () => {
  const answers = [429, 201];
  const wire = new RetryingWire(() => ({ status: answers.shift(), type: 'text/plain', body: number }), true);
  const { caller, ledger } = callerOn(wire);
  const json = { subject: ticket.subject, email: ownEmail(runId), autorespond: false, alert: false };
  await caller.send({ operation: 'createTicket', json });
  expect(shape(wire)).toEqual(['POST once', 'POST once']);
  expect(ledger.unanswered()).toEqual([]);
  expect(ledger.owns(number)).toBe(true);
});

test('changes of one ticket wait for each other, so that a proof still holds', async () => {
  const wire = new FakeWire(({ method }) => ({ body: method === 'GET' ? JSON.stringify(ticket) : number }), true);
  const caller = callerFor(wire);
  const update = () => caller.call('updateTicket', { path, body: { note: 'A note.' } });
  await Promise.all([update(), update(), caller.call('updateTicketByPut', { path, body: { note: 'A note.' } })]);
  expect(shape(wire)).toEqual(['GET', 'PATCH once', 'GET', 'PATCH once', 'GET', 'PUT once']);
});

test('a reading that the method alone keeps from being a deletion is proven and sent once', async () => {
  const wire = new FakeWire(() => ({ body: JSON.stringify(ticket) }), true);
  await callerFor(wire).send({ operation: 'deleteTicket', method: 'GET', path });
  expect(shape(wire)).toEqual(['GET', 'GET once']);
});

test('a creation that is not sent, since the run has ended, leaves nothing to look for', async () => {
  const wire = new FakeWire(() => {
    throw new TargetGone('The time is used up.', 'out-of-budget');
  }, true);
  const { caller, ledger } = callerOn(wire);
  const json = { subject: ticket.subject, email: ownEmail(runId), autorespond: false, alert: false };
  await expect(caller.send({ operation: 'createTicket', json })).rejects.toThrow(TargetGone);
  expect(ledger.unanswered()).toEqual([]);
});

test('a creation that cannot be entered is not sent', async () => {
  const wire = new FakeWire(() => ({ status: 201, type: 'text/plain', body: number }), true);
  const { caller, ledger } = callerOn(wire);
  ledger.intend = () => Promise.reject(new TargetGone('The disk is full.', 'not-written'));
  const json = { subject: ticket.subject, email: ownEmail(runId), autorespond: false, alert: false };
  await expect(caller.send({ operation: 'createTicket', json })).rejects.toThrow('The disk is full.');
  expect(wire.requests).toEqual([]);
});

describe('before a fourth ticket is made, one of the first three is proven', () => {
  /** Makes four tickets, each of which reads like this. */
  async function makeFour(shown: (number: string) => object, status = 200, mayRead = true, prefix = '') {
    let count = 0;
    const wire = new FakeWire(({ method, url }) => {
      if (method === 'POST') return { status: 201, type: 'text/plain', body: `${prefix}90565${++count}` };
      return { status, body: JSON.stringify(shown(/(\d+)\.json$/.exec(url)?.[1] ?? '')) };
    }, true);
    const { caller } = callerOn(wire, false, undefined, mayRead);
    const json = { subject: ticket.subject, email: ownEmail(runId), autorespond: false, alert: false };
    for (let made = 0; made < 3; made += 1) await caller.send({ operation: 'createTicket', json });
    return { wire, fourth: caller.send({ operation: 'createTicket', json }) };
  }
  const creations = ({ requests }: FakeWire) => requests.filter(({ method }) => method === 'POST').length;

  test('so it is made where they show whose they are', async () => {
    const { wire, fourth } = await makeFour((one) => ({ ...ticket, number: one }));
    await fourth;
    expect(creations(wire)).toBe(4);
  });

  test('and it is not where they show another user', async () => {
    const { wire, fourth } = await makeFour((one) => ({
      ...ticket,
      number: one,
      user: { email: 'a&#43;b@example.com' },
    }));
    await expect(fourth).rejects.toThrow(/No more tickets are made, .*Ticket 905651 .*another address/);
    expect(creations(wire)).toBe(3);
  });

  test('and it is not where the key may not read tickets', async () => {
    const { wire, fourth } = await makeFour(() => ({}), 403, false);
    await expect(fourth).rejects.toThrow(/No more tickets are made, .*lacks can_read_tickets/);
    expect(creations(wire)).toBe(3);
  });

  test('and it is not where numbers have a slash that no path lets through', async () => {
    const { wire, fourth } = await makeFour(() => ({}), 404, true, 'HD/');
    await expect(fourth).rejects.toThrow(/No more tickets are made, .*HD\/905651 .*no slash/);
    expect(creations(wire)).toBe(3);
  });

  test('but where they cannot be read at all', async () => {
    const { wire, fourth } = await makeFour(() => ({}), 500);
    await fourth;
    expect(creations(wire)).toBe(4);
  });
});
