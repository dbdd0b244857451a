/** Checks of the formats of a message. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { withFirst } from '../../kernel/each.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  htmls,
  isRenderedOrKept,
  markups,
  plainCreation,
  plainTicket,
  readBack,
  unixLines,
} from '../../steps/creations.js';
import { markdownCreation, markdownIsTaken, markdownWorks, needsMarkdown } from '../../steps/markdown.js';
import { type TicketCreation, ticketIn } from '../../steps/own-tickets.js';
import { refusedCreation, refusedCreations } from '../../steps/refused-creations.js';
import { judgeCreations } from '../../steps/several-fields.js';

/** What the first entry says that is no note: an installation may add some of its own. */
function bodyOf(t: Context, ticket: Answer): string {
  const bodies = t.field(ticket, 'getTicket/thread-body-is-string');
  const types = ((ticketIn(ticket).thread ?? []) as { type?: unknown }[]).map(({ type }) => type);
  const index = types.findIndex((type) => type !== 'note');
  return unixLines(String(bodies[Math.max(0, index)] ?? t.value(ticket, 'getTicket/thread-body-is-string')));
}

/** Makes sure that a message comes back at all. @throws Untestable when it does not */
async function messagesWork(t: Context): Promise<void> {
  const ticket = await plainTicket(t);
  const { sent } = await plainCreation(t);
  if (bodyOf(t, ticket).includes(sent.message)) return;
  throw new Untestable('createTicket/message-stored', 'A message without any markup does not come back');
}

/** Expects a plain text to come back as it was sent. */
async function sameText(t: Context, label: string, format: TicketCreation['format']): Promise<void> {
  await messagesWork(t);
  await judgeCreations(t, async (create) => {
    const [ticket, sent] = await withFirst(
      markups,
      async (message) => [await create(label, { message, format }), message] as const,
    );
    t.equal(ticket, '/thread/0/body', bodyOf(t, ticket), sent);
  });
}

/** Expects a message with headings and lists to come back as such. */
async function sameMarkup(t: Context, ticket: Answer, sent: string): Promise<void> {
  await messagesWork(t);
  const body = bodyOf(t, ticket);
  t.that(
    isRenderedOrKept(body, sent),
    `${show(sent)}, rendered or as it was sent`,
    show(body),
    ticket,
    '/thread/0/body',
  );
}

export const checks: Check[] = [
  check('createTicket/format-default-text', 'Create a ticket with markup in its message', (t) =>
    sameText(t, 'markup without a format', undefined),
  ),

  check('createTicket/format-text', 'Create a ticket with markup in its message and the format text', (t) =>
    sameText(t, 'markup as text', 'text'),
  ),

  check('createTicket/format-html', 'Create a ticket whose message is in HTML', (t) =>
    judgeCreations(t, (create) =>
      withFirst(htmls, async (message) =>
        sameMarkup(t, await create('a message in HTML', { format: 'html', message }), message),
      ),
    ),
  ),

  check('createTicket/format-markdown', 'Create a ticket whose message is in Markdown', async (t) => {
    await needsMarkdown(t);
    const made = await markdownCreation(t);
    await sameMarkup(t, await readBack(t, made), made.sent.message);
  }),

  check('createTicket/markdown-absent-501', 'Create a ticket whose message is in Markdown', async (t) => {
    if (await markdownWorks(t)) throw new Skip('not-applicable', markdownIsTaken);
    await refusedCreation(t, await markdownCreation(t));
  }),

  check('createTicket/format-unknown-400', 'Send formats that are none of the three', async (t) => {
    const changes = ['rtf', 'HTML5'].map((format) => (valid: object) => ({ ...valid, format }));
    await refusedCreations(t, 'an unknown format', changes);
  }),
];
