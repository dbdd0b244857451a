/** How a run may name a ticket: IDs, numbers with something behind them, and numbers of deleted tickets. */
import { describe, expect, test } from 'vitest';
import { callerOn } from './caller-for-tests.js';
import { Unsafe } from './guard.js';
import { callerFor, deletion, installation, methods, number, own, show, update } from './ownership-for-tests.js';

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
