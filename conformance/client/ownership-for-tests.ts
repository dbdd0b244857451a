/** An installation with one ticket, and a run that has made it, for tests of what a run may change. */
import type { Caller } from './caller.js';
import { callerOn, FakeWire, runId } from './caller-for-tests.js';
import { mark, ownEmail } from './mark.js';

export const number = '905653';
/** A time as osTicket writes it, so many milliseconds ahead. */
export const at = (ahead: number) => new Date(Date.now() + ahead).toISOString().slice(0, 19).replace('T', ' ');

export const own = () => ({
  id: 42,
  number,
  subject: `${mark(runId)} own`,
  user: { name: 'osTicket Contract', email: ownEmail(runId) },
  created: at(0),
});

/** An installation in which each number reads as this ticket. Numbers in it have six digits, IDs two. */
export const installation = (ticket: object, status = 200) =>
  new FakeWire(({ method, url }) => {
    if (method !== 'GET') return { type: 'text/plain', body: number };
    return url.includes('tickets-search') ? { body: '[]' } : { status, body: JSON.stringify(ticket) };
  }, true);

/** A caller whose ledger has the number, as after a creation. */
export function callerFor(wire: FakeWire, reference = false) {
  const called = callerOn(wire, reference);
  called.ledger.made(number, `${mark(runId)} own`);
  return called;
}

/** Shows the run a ticket, as a search does. */
export const show = ({ ownership }: ReturnType<typeof callerOn>, ticket: object) =>
  ownership.learn({
    ...{ id: 1, scope: '', at: '', request: { method: 'GET', url: '', headers: {} } },
    response: { status: 200, headers: {}, durationMs: 1, body: { text: JSON.stringify([ticket]) } },
  });

export const update = (caller: Caller, name = number) =>
  caller.call('updateTicket', { path: { number: name, format: 'json' }, body: { note: 'A note.' } });
export const deletion = (caller: Caller, name = number) =>
  caller.call('deleteTicket', { path: { number: name, format: 'json' } });
export const methods = ({ requests }: FakeWire) => requests.map(({ method }) => method);
