/** Checks of the note that an update adds. */
import { resolve } from '../../../contract/document.js';
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { hasWords, htmls, isRenderedOrKept, markdowns, markups } from '../../steps/creations.js';
import { markdownIsTaken, markdownWorks, needsMarkdown } from '../../steps/markdown.js';
import { bodiesOf, judgeNote, type Noted, needsTypes, plainNote, plainWords } from '../../steps/notes.js';
import { refusedUpdates } from '../../steps/updates.js';

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

const inMarkdown = 'a note in Markdown';

/** What a note looks like whose format is said to be Markdown, once for the whole run. */
const markdownNote = (t: Context) =>
  t.share(inMarkdown, (own) =>
    judgeNote(own, inMarkdown, markdowns, 'markdown', (noted, sent) => ({ ...noted, sent })),
  );

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
    const type = t.field(after, 'getTicket/thread-type-is-known')[index];
    if (type !== 'note') await needsTypes(t, after, index);
    t.equal(after, `/thread/${index}/type`, type, 'note');
  }),

  check('updateTicket/note-format-text', 'Add a note with markup in it and the format text', (t) =>
    judgeNote(t, 'a note as text', markups, 'text', ({ after, bodies }, sent) => {
      t.that(bodies.includes(sent), `an entry with ${show(sent)}`, show(bodies), after, '/thread');
    }),
  ),

  check('updateTicket/note-format-html', 'Add a note in HTML', (t) =>
    judgeNote(t, 'a note in HTML', htmls, 'html', (noted, sent) => expectMarkup(t, noted, sent)),
  ),

  check('updateTicket/note-format-markdown', 'Add a note in Markdown', async (t) => {
    await needsMarkdown(t);
    await sharedFirst(
      async () => {
        const noted = await markdownNote(t);
        expectMarkup(t, noted, noted.sent);
      },
      () => judgeNote(t, inMarkdown, markdowns, 'markdown', (noted, sent) => expectMarkup(t, noted, sent)),
    );
  }),

  check('updateTicket/note-format-default-markdown', 'Add a note in Markdown, saying so and not', async (t) => {
    const { after, body } = await judgeNote(t, 'a note in the default format', markdowns, undefined, (noted) => {
      const body = noted.bodies.find(hasWords);
      t.that(body !== undefined, 'a note with the words in their order', show(noted.bodies), noted.after, '/thread');
      return { after: noted.after, body };
    });
    if ((await markdownWorks(t)) === false) return;
    const expected = (await markdownNote(t)).bodies.find(hasWords);
    if (expected === undefined) {
      throw new Untestable('updateTicket/note-format-markdown', 'An explicit `markdown` loses the words');
    }
    t.that(body === expected, `${show(expected)} as with an explicit \`markdown\``, show(body), after, '/thread');
  }),

  check('updateTicket/note-format-unknown-400', 'Send formats that are none of the three', async (t) => {
    const bodies = ['rtf', 'HTML5'].map((noteFormat) => ({ note: 'A note of no format.', noteFormat }));
    await refusedUpdates(t, bodies);
  }),

  check('updateTicket/markdown-absent-501', 'Add a note in Markdown', async (t) => {
    if ((await markdownWorks(t)) !== false) throw new Skip('not-applicable', markdownIsTaken);
    await refusedUpdates(t, [{ note: markdowns[1], noteFormat: 'markdown' }]);
  }),

  check('updateTicket/note-not-empty', 'Send an empty `note`', async (t) => {
    await refusedUpdates(t, [{ note: '' }]);
  }),

  check('updateTicket/note-title-too-long-refused', `Send a title of ${longestTitle + 1} characters`, async (t) => {
    const noteTitle = 'x'.repeat(longestTitle + 1);
    await refusedUpdates(t, [{ note: 'A note with a long title.', noteTitle }]);
  }),
];
