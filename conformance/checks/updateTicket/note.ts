/** Checks of the note that an update adds. */
import { resolve } from '../../../contract/document.js';
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  hasWords,
  html,
  isRenderedOrKept,
  markdown,
  markdownIsTaken,
  markdownWorks,
  markup,
  needsMarkdown,
} from '../../steps/creations.js';
import { makeTicket, ticketIn } from '../../steps/own-tickets.js';
import { refusedUpdates, sharedUpdate, type TicketChanges, type Update, updateAndRead } from '../../steps/updates.js';

const plainWords = 'A note that is internal.';

/** A ticket that got a note in the simplest form, once for the whole run. */
const plainNote = (t: Context): Promise<Update> => sharedUpdate(t, 'a note', { note: plainWords });

/** What the thread entries of a ticket say. */
function bodiesOf(t: Context, ticket: Answer): string[] {
  const { thread } = ticketIn(ticket);
  if (!Array.isArray(thread)) throw new Untestable('getTicket/thread-is-array', `The thread was ${show(thread)}`);
  return t.field(ticket, 'getTicket/thread-body-is-string').map(String);
}

/** Adds a note to a new ticket. @returns the ticket, and what its thread entries say */
async function noted(t: Context, label: string, body: TicketChanges): Promise<{ after: Answer; bodies: string[] }> {
  const { after } = await updateAndRead(t, await makeTicket(t, label), body);
  // That no note is shown at all is reported by another check.
  if (!bodiesOf(t, (await plainNote(t)).after).some((one) => one.includes(plainWords))) {
    throw new Untestable('updateTicket/note-added', 'A ticket that was given a plain note does not show it');
  }
  return { after, bodies: bodiesOf(t, after) };
}

type Noted = Awaited<ReturnType<typeof noted>>;

/** Expects a note with headings and lists to come back as such. */
function expectMarkup(t: Context, { after, bodies }: Noted, sent: string): void {
  const expected = `a note with ${show(sent)}, rendered or as it was sent`;
  t.that(
    bodies.some((one) => isRenderedOrKept(one, sent)),
    expected,
    show(bodies),
    after,
    '/thread',
  );
}

/** A note whose format is said to be Markdown, once for the whole run. */
const markdownNote = (t: Context): Promise<Noted> =>
  t.share('a note in Markdown', (own) => noted(own, 'a note in Markdown', { note: markdown, noteFormat: 'markdown' }));

const longestTitle = resolve(fieldSchema(operation('updateTicket').requestSchema ?? {}, 'noteTitle')).maxLength ?? 0;

const noTitle = 'No answer of the API shows the title of a thread entry.';

export const exclusions: Exclusion[] = [
  { requirement: 'updateTicket/note-title', reason: noTitle },
  { requirement: 'updateTicket/note-title-default', reason: noTitle },
];

export const checks: Check[] = [
  check('updateTicket/note-added', 'Add a note and read the thread', async (t) => {
    const { answer, after } = await plainNote(t);
    await t.succeeds(answer);
    const bodies = bodiesOf(t, after);
    const index = bodies.findIndex((body) => body.includes(plainWords));
    t.that(index >= 0, `an entry with ${show(plainWords)}`, show(bodies), after, '/thread');
    t.equal(after, `/thread/${index}/type`, t.field(after, 'getTicket/thread-type-is-known')[index], 'note');
  }),

  check('updateTicket/note-format-text', 'Add a note with markup in it and the format text', async (t) => {
    const { after, bodies } = await noted(t, 'a note as text', { note: markup, noteFormat: 'text' });
    t.that(bodies.includes(markup), `an entry with ${show(markup)}`, show(bodies), after, '/thread');
  }),

  check('updateTicket/note-format-html', 'Add a note in HTML', async (t) => {
    expectMarkup(t, await noted(t, 'a note in HTML', { note: html, noteFormat: 'html' }), html);
  }),

  check('updateTicket/note-format-markdown', 'Add a note in Markdown', async (t) => {
    await needsMarkdown(t);
    expectMarkup(t, await markdownNote(t), markdown);
  }),

  check('updateTicket/note-format-default-markdown', 'Add a note in Markdown, saying so and not', async (t) => {
    const { after, bodies } = await noted(t, 'a note in the default format', { note: markdown });
    const body = bodies.find(hasWords);
    t.that(body !== undefined, 'a note with the words in their order', show(bodies), after, '/thread');
    if ((await markdownWorks(t)) === false) return;
    const explicit = (await markdownNote(t)).bodies.find(hasWords);
    if (explicit === undefined) {
      throw new Untestable('updateTicket/note-format-markdown', 'An explicit `markdown` loses the words');
    }
    t.that(body === explicit, `${show(explicit)} as with an explicit \`markdown\``, show(body), after, '/thread');
  }),

  check('updateTicket/note-format-unknown-400', 'Send formats that are none of the three', async (t) => {
    const bodies = ['rtf', 'HTML5'].map((noteFormat) => ({ note: 'A note of no format.', noteFormat }));
    await refusedUpdates(t, bodies);
  }),

  check('updateTicket/markdown-absent-501', 'Add a note in Markdown', async (t) => {
    if ((await markdownWorks(t)) !== false) throw new Skip('not-applicable', markdownIsTaken);
    await refusedUpdates(t, [{ note: markdown, noteFormat: 'markdown' }]);
  }),

  check('updateTicket/note-not-empty', 'Send an empty `note`', async (t) => {
    await refusedUpdates(t, [{ note: '' }]);
  }),

  check('updateTicket/note-title-too-long-refused', `Send a title of ${longestTitle + 1} characters`, async (t) => {
    const noteTitle = 'x'.repeat(longestTitle + 1);
    await refusedUpdates(t, [{ note: 'A note with a long title.', noteTitle }]);
  }),
];
