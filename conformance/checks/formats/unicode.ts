/** Checks of texts of many scripts, sent and read back, and of a rate limit. */
import type { OperationId } from '../../../contract/operations.js';
import { type Check, checkFor } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { each, withFirst } from '../../kernel/each.js';
import { type Breach, Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import {
  beyondPlane,
  type Creation,
  isNamed,
  needed,
  plainCreation,
  readBack,
  scriptCreation,
  scripts,
  unseen,
  withoutMarkup,
} from '../../steps/creations.js';
import { plainNote } from '../../steps/notes.js';
import { listedNames, needsListedNames } from '../../steps/stored-bytes.js';
import { judgeUpdates, readInTurn, update } from '../../steps/updates.js';
import { findingWorks } from '../searchTickets/searched-tickets.js';

/** Expects the characters of a text in one of these. */
function expectIn(t: Context, found: readonly unknown[], text: string, answer: Answer, pointer: string): void {
  const isThere = found.some((one) => withoutMarkup(one).includes(withoutMarkup(text)));
  t.that(isThere, show(text), show(found), answer, pointer);
}

/** Expects the names of the user and of the file that a ticket was created with; not of those that it does not show. */
async function expectUserAndFile(
  t: Context,
  ticket: Answer,
  { name: user, email, attachments = [] }: Creation['sent'],
): Promise<void> {
  const shown = t.value(ticket, 'getTicket/user-name-is-string');
  const isTheirs = t.value(ticket, 'getTicket/user-email-is-string') === email;
  if (isTheirs && !isNamed(shown, user)) t.equal(ticket, '/user/name', shown, user);
  const [name] = listedNames(t, ticket);
  const [sent] = attachments.flatMap((one) => Object.keys(one));
  if (!name || !sent) return;
  if (name !== sent) await needsListedNames(t);
  expectIn(t, [name], sent, ticket, '/thread');
}

/** @throws Untestable when the subject of a ticket with the usual fields is changed, too: no character is the reason then */
async function needsSubjects(t: Context): Promise<void> {
  const { sent, after } = await plainCreation(t);
  const id = 'createTicket/subject-stored';
  if (!after || t.value(after, 'getTicket/subject-is-string') === sent.subject) return;
  throw new Untestable(id, `Needed ${id}, but the usual subject is changed, too`);
}

/** Whether a text outside of that plane is refused: then it is not lost either. */
const isRefused = (answer: Answer, text: string) =>
  text === beyondPlane && answer.isRefusedAs('errors/invalid-utf8-400');

/** What stands before the first character with a meaning in HTML. */
const plain = scripts.replace(/ *["'&<>].*/s, '');

/** @throws Untestable when one word of a subject finds it, and several do not: no character is the reason then */
async function needsWords(t: Context, subject: string): Promise<void> {
  const [word = ''] = plain.split(' ').sort((one, other) => other.length - one.length);
  const answer = await t.call('searchTickets', { query: { query: word, limit: 100 } });
  if (!answer.isSuccess || !t.field(answer, 'searchTickets/subject-is-string').includes(subject)) return;
  const id = 'searchTickets/query-finds';
  throw new Untestable(id, `Needed ${id}, but only one word of a subject is found, and several are not`);
}

const action = 'Send texts of many scripts and read them back';

/** A check that both texts come back. */
const unicodeCheck = (id: OperationId, expectBack: (t: Context, text: string) => Promise<void>): Check =>
  checkFor(id, 'formats/json-is-utf8', action, async (t) => {
    const breaches: Breach[] = [];
    await each(t, [scripts, beyondPlane], async (text) => {
      try {
        await expectBack(t, text);
      } catch (reason) {
        if (!(reason instanceof Violation)) throw reason;
        breaches.push(reason.breach);
      }
      return text;
    });
    const [first, second] = breaches;
    // A character that is lost in the first text does not hide what the second loses beside it.
    if (first && second) {
      const actual = `${first.actual}; and ${second.actual}`;
      throw new Violation({ ...first, actual, answers: [...first.answers, ...second.answers] });
    }
    if (first) throw new Violation(first);
  });

export const checks: Check[] = [
  unicodeCheck('createTicket', async (t, text) => {
    const made = await scriptCreation(t, text);
    if (isRefused(made.answer, text)) return;
    const after = await readBack(t, made);
    const subject = t.value(after, 'getTicket/subject-is-string');
    if (subject !== made.sent.subject) await needsSubjects(t);
    expectIn(t, [subject], made.sent.subject, after, '/subject');
    expectIn(t, t.field(after, 'getTicket/thread-body-is-string'), made.sent.message, after, '/thread');
    if (text === beyondPlane) await expectUserAndFile(t, after, made.sent);
  }),

  unicodeCheck('updateTicket', async (t, text) => {
    await judgeUpdates(t, plainNote, 'a note in many scripts', async (turn) => {
      const [note, answer] = await withFirst(
        [`${text} ${unseen}`, text.replace(' &amp;', '')],
        async (words) => [words, await update(t, turn.ticket.number, { note: words, noteFormat: 'text' })] as const,
      );
      if (isRefused(answer, text)) return;
      await t.succeeds(answer);
      const after = await readInTurn(t, turn);
      const bodies = t.field(after, 'getTicket/thread-body-is-string');
      expectIn(t, bodies, note, after, '/thread');
    });
  }),

  unicodeCheck('searchTickets', async (t, text) => {
    const made = await scriptCreation(t, text);
    if (isRefused(made.answer, text)) return;
    const subject = t.value(await needed(t, made, 'createTicket/subject-stored'), 'getTicket/subject-is-string');
    // What the creation has lost no search can find.
    if (!withoutMarkup(subject).includes(withoutMarkup(text))) {
      if (text === beyondPlane) return;
      throw new Untestable('createTicket/subject-stored', `The subject to search for was stored as ${show(subject)}`);
    }
    await findingWorks(t);
    const query = String(subject).includes(text) ? text : plain;
    const found = await t.call('searchTickets', { query: { query } });
    await t.succeeds(found);
    const subjects = t.field(found, 'searchTickets/subject-is-string');
    if (subjects.length === 0) await needsWords(t, String(subject));
    expectIn(t, subjects, made.sent.subject, found, '');
  }),
];
