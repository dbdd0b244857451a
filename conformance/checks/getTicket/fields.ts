/** Checks of fields that depend on each other. */
import { hasItsShape } from '../../invariants/read-field.js';
import { type Check, check } from '../../kernel/check.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { type ClosedTicket, closedTicket, closeNew } from '../../steps/closed-ticket.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { sampleTickets } from '../../steps/existing-tickets.js';
import { statuses, statusOf } from '../../steps/lookups.js';
import { ticketIn } from '../../steps/own-tickets.js';

/** By the reference; it does not speak of topics. */
const nullWhereNone = ['staff', 'team', 'sla', 'duedate', 'closed'];

export const checks: Check[] = [
  check('getTicket/id-null-with-its-name', 'Compare IDs and names of tickets', async (t) => {
    for (const answer of await sampleTickets(t)) {
      const ticket = ticketIn(answer) as Record<string, unknown>;
      for (const name of ['topic', 'staff', 'team', 'sla']) {
        const [id, shown] = [ticket[`${name}Id`], ticket[name]];
        // A broken value is reported by another check.
        if (!hasItsShape('getTicket', `${name}Id`, id) || !hasItsShape('getTicket', name, shown)) continue;
        // An empty text for null is a matter of the next check.
        const both = (id === null) === (shown === null || (shown === '' && nullWhereNone.includes(name)));
        const expected = `${name}Id and ${name} both null or neither`;
        t.that(both, expected, `${show(id)} and ${show(shown)}`, answer, `/${name}Id`);
      }
    }
  }),

  check('getTicket/null-where-none', 'Look for empty texts in tickets', async (t) => {
    for (const answer of await sampleTickets(t)) {
      const ticket = ticketIn(answer) as Record<string, unknown>;
      for (const name of nullWhereNone) {
        t.that(ticket[name] !== '', 'null', 'an empty text', answer, `/${name}`);
      }
    }
  }),

  check('getTicket/closed-only-when-closed', 'Compare `closed` with the state of the status', async (t) => {
    const states = new Map((await statuses(t)).map(({ name, state }) => [name, state]));
    for (const answer of await sampleTickets(t)) {
      const { status, closed } = ticketIn(answer);
      const state = states.get(String(status));
      if (!hasItsShape('getTicket', 'closed', closed)) continue;
      if (state === 'open') t.equal(answer, '/closed', closed, null);
      if (state === 'closed') t.that(closed !== null, 'a time', 'null', answer, '/closed');
    }
    await statusOf(t, 'closed');
    if (t.session.run.mode === 'read') return;
    const judge = async ({ answer, after }: Pick<ClosedTicket, 'answer' | 'after'>) => {
      t.needs(answer, 'updateTicket/status-by-id');
      const { status } = ticketIn(after);
      if (states.get(String(status)) === 'open') {
        throw new Untestable('updateTicket/status-by-id', `Needed a closed ticket, but its status is ${show(status)}`);
      }
      const closed = t.value(after, 'getTicket/closed-is-time-or-null');
      t.that(closed !== null, 'a time', 'null', after, '/closed');
    };
    await sharedFirst(
      async () => judge(await closedTicket(t)),
      async () => judge(await closeNew(t, 'to be closed')),
      [Violation, Untestable],
    );
  }),
];
