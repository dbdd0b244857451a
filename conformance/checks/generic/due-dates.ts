/** Checks of a due date, for each request that sets one. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { impossibleDate, inDays, invalidDates } from '../../steps/own-tickets.js';

export interface DueDateRequest {
  /** Beginning of the IDs of the requirements. */
  prefix: 'createTicket/duedate' | 'updateTicket/dueDate';
  /** Gives a new ticket this day as its due date, and expects that to succeed. @returns the ticket as it reads */
  giveDay(t: Context, day: string): Promise<Answer>;
  /** Begins to give due dates, to one ticket or to several. @returns the same for any date */
  giver(t: Context): Promise<(date: string) => Promise<Answer>>;
  /** Expects each of these to be refused. */
  refused(t: Context, dates: readonly string[]): Promise<unknown>;
  /** Before dates with a time are sent. @throws Untestable when not even a day can be given */
  works?(t: Context): Promise<void>;
}

/** The due date that a ticket shows. */
export const dueDateOf = (t: Context, ticket: Answer) => t.value(ticket, 'getTicket/duedate-is-time-or-null');

/** A day in the future. */
export const dueDay = (t: Context) => inDays(t, 40);

export function dueDateChecks({ prefix, giveDay, giver, refused, works }: DueDateRequest): Check[] {
  const field = `\`${prefix.split('/')[1]}\``;
  return [
    check(`${prefix}-stored`, `Send a day as ${field} and read the ticket`, async (t) => {
      const day = dueDay(t);
      const ticket = await giveDay(t, day);
      const shown = dueDateOf(t, ticket);
      t.that(String(shown).startsWith(day), `a time on ${day}`, show(shown), ticket, '/duedate');
    }),

    check(`${prefix}-with-time`, `Send a time as ${field}`, async (t) => {
      await works?.(t);
      const day = dueDay(t);
      const local = await (await giver(t))(`${day}T17:30:00`);
      t.equal(local, '/duedate', dueDateOf(t, local), `${day} 17:30:00`);
    }),

    check(`${prefix}-with-offset`, `Send one moment as ${field} in two offsets`, async (t) => {
      await works?.(t);
      const day = dueDay(t);
      const give = await giver(t);
      // The time zone of the database is not known, but one moment is one time in it, however it is written.
      const utc = await give(`${day}T10:15:00Z`);
      const ahead = await give(`${day}T12:15:00+02:00`);
      const [expected, shown] = [dueDateOf(t, utc), dueDateOf(t, ahead)];
      t.that(expected !== null, 'a due date', 'null', utc, '/duedate');
      const what = `${show(expected)} as for ${day}T10:15:00Z`;
      t.that(shown === expected, what, show(shown), [ahead, utc], '/duedate');
    }),

    check(`${prefix}-invalid-400`, `Send a ${field} that is no ISO 8601 date`, async (t) => {
      await refused(t, invalidDates(t));
    }),

    check(`${prefix}-impossible-400`, `Send February 30 as ${field}`, async (t) => {
      await refused(t, [impossibleDate(t)]);
    }),
  ];
}
