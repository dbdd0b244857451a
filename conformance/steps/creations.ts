/** Creations that are judged themselves, with the ticket as it reads afterwards. */
import type { RequirementId } from '../../generated/requirements.js';
import { mark } from '../client/mark.js';
import { unescaped } from '../client/understood.js';
import type { Answer, Context } from '../kernel/context.js';
import { withFirst } from '../kernel/each.js';
import { Untestable } from '../kernel/outcome.js';
import { newTicket, numberOf, readTicket, sentIn, type TicketCreation } from './own-tickets.js';
import { attachment, png, sampleBytes } from './sample-files.js';

export interface Creation {
  sent: TicketCreation;
  answer: Answer;
  /** The ticket as it reads; absent where none was made. */
  after?: Answer;
}

/** Sends a creation, and reads the ticket back if it succeeded. Not judged. */
export async function creation(t: Context, label: string, fields: Partial<TicketCreation> = {}): Promise<Creation> {
  const sent = newTicket(t.session, label, fields);
  const answer = await t.call('createTicket', { body: sent });
  if (!answer.isSuccess) return { sent, answer };
  return { sent: sentIn(answer, sent), answer, after: await readTicket(t, await numberOf(t, answer, sent.subject)) };
}

/** A creation that several checks judge. */
export const sharedCreation = (
  t: Context,
  label: string,
  fields: Partial<TicketCreation> | ((own: Context) => Partial<TicketCreation> | Promise<Partial<TicketCreation>>) = {},
): Promise<Creation> =>
  t.share(`creation: ${label}`, async (own) =>
    creation(own, label, typeof fields === 'function' ? await fields(own) : fields),
  );

/** Expects a creation to succeed. @returns the ticket as it reads */
export async function readBack(t: Context, { answer, after }: Creation): Promise<Answer> {
  if (after) return after;
  await t.succeeds(answer);
  throw new Error('A creation that succeeded was not read');
}

/** Sends a creation, expects it to succeed and reads the ticket back. */
export const created = async (t: Context, label: string, fields: Partial<TicketCreation> = {}): Promise<Answer> =>
  readBack(t, await creation(t, label, fields));

/**
 * The ticket of a creation that a check only builds on.
 *
 * @param prerequisite the requirement whose check judges that creation
 * @throws Untestable when no ticket was made
 */
export async function needed(t: Context, { answer, after }: Creation, prerequisite: RequirementId): Promise<Answer> {
  if (after) return after;
  await t.works('createTicket');
  throw new Untestable(prerequisite, `Needed ${prerequisite}, but the answer was ${answer.summary}`);
}

/** The user has an address of their own: osTicket keeps the name of a user whom it knows by the address. */
export const plainCreation = (t: Context): Promise<Creation> =>
  sharedCreation(t, 'with the usual fields', {
    name: 'Ada Conformance',
    email: `osticket-contract+${t.session.run.id}-ada@example.com`,
  });

/** A ticket with the fields that every ticket has, read once. @throws Untestable when there is none */
export const plainTicket = async (t: Context): Promise<Answer> =>
  needed(t, await plainCreation(t), 'createTicket/email-stored');

/** Characters of many scripts, and one outside the Basic Multilingual Plane, which some databases cannot hold. */
export const scripts = 'Ä ß é Ж 漢字 한국어 العربية ½ "\'&<> &amp;';
export const beyondPlane = `${scripts} 😀`;

/** What is lost where texts are normalised, or rid of what is not seen: a letter of two characters, joiners, a blank that does not break. */
export const unseen = 'cafe\u0301 क्\u200dष می\u200cخواهم ☎\ufe0f 100\u00a0%';

/** A text without what has a meaning in HTML, escaped or not. */
export const withoutMarkup = (text: unknown): string =>
  unescaped(String(text))
    .replaceAll(/["'&<>]/g, '')
    .replaceAll(/ +/g, ' ')
    .trim();

/** Where the character beyond the plane stands in the middle, so that what is behind it may be lost. */
const namesBeyondPlane = (runId: string) => ({
  name: 'Ann 😀 Lee',
  email: `osticket-contract+${runId}-ann@example.com`,
  attachments: [attachment('Scan 😀 01.png', png.type, sampleBytes)],
});

/** A creation with one of these texts in its subject and its message; that of all planes has such names, too. */
export const scriptCreation = (t: Context, text: string): Promise<Creation> =>
  t.share(`subject in many scripts${text === scripts ? '' : ' and planes'}`, (own) => {
    const { id } = own.session.run;
    const now = { message: `Made by ${id}. ${text} ${unseen}`, ...(text === scripts ? {} : namesBeyondPlane(id)) };
    const former: [string, Partial<TicketCreation>] = [text.replace(' &amp;', ''), {}];
    return withFirst([[text, now], former], ([label, fields]) => creation(own, `many scripts: ${label}`, fields));
  });

/** A subject of fewer characters than osTicket can hold, in more bytes. */
export const longSubject = (t: Context): string => `${mark(t.session.run.id)} ${'é'.repeat(140)}`;

/** Plain text that would read otherwise if it were taken for HTML or Markdown. */
export const markup = 'A <b>bold</b> &amp; "quoted" word.\n  # no heading\n\n**Two** lines < three, I <3 you & more.';
export const html =
  '<h2>Heading</h2><p>Some <strong>strong</strong> words, <a href="https://example.com/page">a link</a>.</p>' +
  '<ul><li>listed</li></ul><table><tbody><tr><td>A cell</td></tr></tbody></table>';
/** Those of evidence from before there were links, tables and code in them. */
export const htmls = [
  html,
  '<h2>Heading</h2><p>Some <strong>strong</strong> words.</p><ul><li>listed</li></ul>',
] as const;
export const markups = [markup, 'A <b>bold</b> &amp; "quoted" word.\n  # no heading\n**Two** lines < three.'] as const;
const markdown =
  '## Heading\n\nSome **strong** words, [a link](https://example.com/page).\n\n- listed\n\nThen `a word`:\n\n```\nx = 1\n```\n';

export const markdowns = [markdown, '## Heading\n\nSome **strong** words.\n\n- listed\n'] as const;

const wordsOf = (name: unknown) => String(name).split(/,?\s+/).sort().join(' ');

/** Whether a name is shown in one of the ways that osTicket's settings have: "John Doe", or "Doe, John". */
export const isNamed = (shown: unknown, sent: string): boolean => wordsOf(shown) === wordsOf(sent);

/** A text with the line ends of Unix: osTicket's forms have those of the web. */
export const unixLines = (text: string): string => text.replaceAll('\r\n', '\n');

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** What must be in HTML that was sent or rendered, each where the text has that. */
const rendered: readonly [written: string, shown: RegExp][] = [
  ['strong', /<(strong|b)\b[^>]*>\s*strong\s*<\/\1>/i],
  ['listed', /<li\b[^>]*>\s*(<p>\s*)?listed/i],
  ['a link', /<a\b[^>]*\bhref=["']?https:\/\/example\.com\/page\b[^>]*>\s*a link/i],
  ['<td>', /<table\b.*<td\b[^>]*>\s*A cell/is],
  ['`a word`', /<code\b[^>]*>\s*a word\s*<\/code>/i],
  ['```', /<code\b[^>]*>\s*x = 1\s*<\/code>/i],
];

/** Whether the HTML or the Markdown came back as it was sent, or rendered: neither escaped, stripped nor as plain text. */
export const isRenderedOrKept = (text: string, sent: string): boolean =>
  oneLine(text) === oneLine(sent) || rendered.every(([written, shown]) => !sent.includes(written) || shown.test(text));

/** Whether a text has the words of the HTML and the Markdown in their order, whatever is between them. */
export const hasWords = (text: string): boolean => /Heading.*strong.*listed/s.test(text);
