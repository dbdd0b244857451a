/** Checks of texts of many scripts, sent and read back, and of a rate limit. */
import type { OperationId } from '../../../contract/operations.js';
import { type Check, checkFor } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { makeTicket, newTicket, numberOf, readTicket } from '../../steps/own-tickets.js';
import { update } from '../../steps/updates.js';
import { findingWorks } from '../searchTickets/searched-tickets.js';

/** Characters of many scripts, and one outside the Basic Multilingual Plane, which some databases cannot hold. */
const scripts = 'Ä ß é Ж 漢字 한국어 العربية ½ "\'&<>';
const beyond = `${scripts} 😀`;

/** Whether a text outside of that plane is refused: then it is not lost either. */
const isRefused = (answer: Answer, text: string) => text === beyond && answer.isRefusedAs('errors/invalid-utf8-400');

/** Creates a ticket with a text in its subject. @returns nothing where the text is refused */
async function inSubject(t: Context, text: string) {
  const sent = newTicket(t.session, `many scripts: ${text}`);
  const answer = await t.call('createTicket', { body: sent });
  if (isRefused(answer, text)) return undefined;
  await t.succeeds(answer);
  return { sent, answer };
}

const action = 'Send texts of many scripts and read them back';

/** A check that both texts come back. */
const unicodeCheck = (id: OperationId, expectBack: (t: Context, text: string) => Promise<void>): Check =>
  checkFor(id, 'formats/json-is-utf8', action, async (t) => {
    for (const text of [scripts, beyond]) await expectBack(t, text);
  });

export const checks: Check[] = [
  unicodeCheck('createTicket', async (t, text) => {
    const made = await inSubject(t, text);
    if (!made) return;
    const after = await readTicket(t, await numberOf(t, made.answer, made.sent.subject));
    t.equal(after, '/subject', t.value(after, 'getTicket/subject-is-string'), made.sent.subject);
  }),

  unicodeCheck('updateTicket', async (t, text) => {
    const { number } = await makeTicket(t, 'a note in many scripts');
    const answer = await update(t, number, { note: text, noteFormat: 'text' });
    if (isRefused(answer, text)) return;
    await t.succeeds(answer);
    const after = await readTicket(t, number);
    const bodies = t.field(after, 'getTicket/thread-body-is-string');
    t.that(bodies.includes(text), show(text), show(bodies), after, '/thread');
  }),

  unicodeCheck('searchTickets', async (t, text) => {
    const made = await inSubject(t, text);
    if (!made) return;
    await findingWorks(t);
    const found = await t.call('searchTickets', { query: { query: text } });
    await t.succeeds(found);
    const subjects = t.field(found, 'searchTickets/subject-is-string');
    t.that(subjects.includes(made.sent.subject), show(made.sent.subject), show(subjects), found);
  }),
];
