/** Checks of a due date, for each request that sets one. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { show } from '../../kernel/show.js';
import { dueMoments, type Moment } from '../../steps/due-moments.js';
import { impossibleDate, invalidDates } from '../../steps/own-tickets.js';

/** Gives a ticket a due date, and expects that to succeed. @returns the ticket as it reads */
export type Give = (date: string) => Promise<Answer>;

export interface DueDateRequest {
  /** Beginning of the IDs of the requirements. */
  prefix: 'createTicket/duedate' | 'updateTicket/dueDate';
  /** Judges what becomes of a day that a ticket is given. */
  judgeDay(t: Context, judge: (give: Give) => Promise<void>): Promise<void>;
  /** Judges what becomes of other due dates, which one ticket or several are given. */
  judge(t: Context, judge: (give: Give) => Promise<void>): Promise<void>;
  /** Whether one ticket is given them all, so that more of them cost little. Default: each has a ticket of its own. */
  canBeMore?: boolean;
  /** Expects each of these to be refused. */
  refused(t: Context, dates: readonly string[]): Promise<unknown>;
  /** Before dates with a time are sent. @throws Untestable when not even a day can be given */
  works?(t: Context): Promise<void>;
}

/** The due date that a ticket shows. */
export const dueDateOf = (t: Context, ticket: Answer) => t.value(ticket, 'getTicket/duedate-is-time-or-null');

/** A time of the database some hours later. @example inHours('2026-08-04 22:45:00', 12) // '2026-08-05 10:45:00' */
const inHours = (time: string, hours: number): string =>
  new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

export function dueDateChecks({ prefix, judgeDay, judge, refused, works, canBeMore = false }: DueDateRequest): Check[] {
  const field = `\`${prefix.split('/')[1]}\``;
  return [
    check(`${prefix}-stored`, `Send a day as ${field} and read the ticket`, async (t) => {
      const { day } = dueMoments(t);
      await judgeDay(t, async (give) => {
        const ticket = await give(day);
        const shown = dueDateOf(t, ticket);
        t.that(String(shown).startsWith(day), `a time on ${day}`, show(shown), ticket, '/duedate');
      });
    }),

    check(`${prefix}-with-time`, `Send a time as ${field}`, async (t) => {
      await works?.(t);
      const { local } = dueMoments(t);
      await judge(t, async (give) => {
        const ticket = await give(local);
        t.equal(ticket, '/duedate', dueDateOf(t, ticket), local.replace('T', ' '));
      });
    }),

    check(`${prefix}-with-offset`, `Send moments as ${field} in different offsets`, async (t) => {
      await works?.(t);
      const { moments } = dueMoments(t);
      const judgeMoment = async (give: Give, { utc, ahead, hoursLater, halfAnHour }: Moment) => {
        // The time zone of the database is not known, but one moment is one time in it, however it is written.
        const [one, other] = [await give(utc), await give(ahead)];
        const [expected, shown] = [dueDateOf(t, one), dueDateOf(t, other)];
        t.that(expected !== null, 'a due date', 'null', one, '/duedate');
        const later = inHours(String(expected), hoursLater);
        const wanted = `${show(later)}, since ${ahead} is ${hoursLater} hours after ${utc}`;
        t.that(shown === later, wanted, show(shown), [other, one], '/duedate');
        if (!canBeMore) return;
        await beside(t, async () => {
          const third = await give(halfAnHour);
          const last = dueDateOf(t, third);
          t.that(last === expected, `${show(expected)} as for ${utc}`, show(last), [third, one], '/duedate');
        });
      };
      await judge(t, (give) => withFirst(moments, (moment) => judgeMoment(give, moment)));
    }),

    check(`${prefix}-invalid-400`, `Send a ${field} that is no ISO 8601 date`, async (t) => {
      await refused(t, invalidDates(t));
    }),

    check(`${prefix}-impossible-400`, `Send February 30 as ${field}`, async (t) => {
      await refused(t, [impossibleDate(t)]);
    }),
  ];
}
