/** Checks of updateTicket: PATCH /tickets-update.php/{number}.{format}. How it answers, and for which ticket. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { differences } from '../../steps/comparisons.js';
import { plainNote } from '../../steps/notes.js';
import { getTicket, type OwnTicket, ticketIn } from '../../steps/own-tickets.js';
import { judgeUpdates, readInTurn, update } from '../../steps/updates.js';
import { answersCheck } from '../generic/answers.js';

/** The answers to updates of one ticket, with either extension. */
const answered = (t: Context): Promise<{ ticket: OwnTicket; json: Answer; xml: Answer }> =>
  t.share('update in both formats', (own) =>
    judgeUpdates(own, plainNote, 'updated in both formats', async ({ ticket }) => {
      const note = (format: 'json' | 'xml') =>
        own.call('updateTicket', { path: { number: ticket.number, format }, body: { note: `A note by .${format}.` } });
      return { ticket, json: await note('json'), xml: await note('xml') };
    }),
  );

export const checks: Check[] = [
  answersCheck('updateTicket/answers-200', 'Update a ticket'),

  check('updateTicket/answers-the-number', 'Update a ticket and read the answer', async (t) => {
    const { ticket, json } = await answered(t);
    await t.succeeds(json);
    t.that(json.text.trim() === ticket.number, `${ticket.number} and nothing else`, show(json.text), json);
  }),

  check('updateTicket/answers-plain-text', 'Update a ticket with .json and with .xml', async (t) => {
    const { json, xml } = await answered(t);
    for (const answer of [json, xml]) {
      await t.succeeds(answer);
      t.contentType(answer, 'text/plain');
    }
  }),

  check('updateTicket/by-id', 'Update an own ticket by its internal ID', async (t) => {
    await t.works('updateTicket');
    const { answer, changes } = await judgeUpdates(t, plainNote, 'to be updated by its ID', async (turn) => {
      const { number } = turn.ticket;
      const reading = turn.reading ?? (await readInTurn(t, turn));
      const id = Number(t.field(reading, 'getTicket/id-is-integer')[0]);
      const before = await getTicket(t, id);
      if (String(ticketIn(before).number) !== number) {
        throw new Skip(
          'unsafe',
          `The ID ${id} may be another ticket's number: reading it did not give the own ticket.`,
        );
      }
      t.session.guard.allowId(id, number);
      const answer = await update(t, String(id), { note: 'A note by the ID.', noteFormat: 'text' });
      return { answer, changes: differences(before, await readInTurn(t, turn)) };
    });
    return `${changes.length > 0 ? 'taken' : 'not taken'}: ${answer.summary}`;
  }),

  check('updateTicket/nothing-sent', 'Send an empty object', async (t) => {
    const label = 'to be updated with nothing';
    const { answer, changes } = await judgeUpdates(t, plainNote, label, async (turn) => {
      const before = turn.reading ?? (await readInTurn(t, turn));
      const answer = await update(t, turn.ticket.number, {});
      return { answer, changes: differences(before, await readInTurn(t, turn)) };
    });
    return `${answer.summary}${changes.length > 0 ? `, and ${changes.join('; ')}` : ''}`;
  }),
];
