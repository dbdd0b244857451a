/** Texts of many scripts, sent and read back. */

import { isSuccess } from '../../client/success.js';
import type { Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { told } from '../../steps/created.js';
import { makeTicket, newTicket, numberOf, readTicket } from '../../steps/own-ticket.js';
import { findingWorks } from '../searchTickets/own-tickets.js';

/** Characters of many scripts, and one outside the Basic Multilingual Plane, which some databases cannot hold. */
const scripts = 'Ä ß é Ж 漢字 한국어 العربية ½ "\'&<>';
const beyond = `${scripts} 😀`;

/** Sends a text and expects it back; one that is refused with 400 is not lost either. */
export async function unicode(t: Context, id: 'createTicket' | 'updateTicket' | 'searchTickets'): Promise<void> {
  for (const text of [scripts, beyond]) {
    const label = `many scripts: ${text}`;
    if (id === 'updateTicket') {
      const { number } = await makeTicket(t, 'a note in many scripts');
      const answer = await t.call('updateTicket', {
        path: { number, format: 'json' },
        body: { note: text, noteFormat: 'text' },
      });
      if (answer.status === 400 && text === beyond) continue;
      await t.succeeds(answer);
      const after = await readTicket(t, number);
      const bodies = t.field(after, 'getTicket/thread-body-is-string');
      t.that(bodies.includes(text), show(text), show(bodies), after, '/thread');
      continue;
    }
    const sent = newTicket(t.session, label);
    const answer = await t.call('createTicket', { body: sent });
    if (answer.status === 400 && text === beyond) continue;
    if (!isSuccess(answer)) await t.succeeds(answer);
    if (id === 'createTicket') {
      const after = await readTicket(t, await numberOf(t, answer, sent.subject));
      t.equal(after, '/subject', told(t, after, 'getTicket/subject-is-string'), sent.subject);
    } else {
      await findingWorks(t);
      const found = await t.call('searchTickets', { query: { query: text } });
      await t.succeeds(found);
      const subjects = t.field(found, 'searchTickets/subject-is-string');
      t.that(subjects.includes(sent.subject), show(sent.subject), show(subjects), found);
    }
  }
}
