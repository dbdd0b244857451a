/** Checks of the files that an update attaches to its note. */
import { attachmentLimits, surelyAllowedBytes } from '../../../contract/attachments.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { fileIds, needsFiles, someAttachments } from '../../steps/attachments.js';
import { added } from '../../steps/comparisons.js';
import { ticketIn } from '../../steps/own-tickets.js';
import {
  attachment,
  largeFile,
  png,
  sampleBytes,
  wrongAttachmentRules,
  wrongAttachments,
} from '../../steps/sample-files.js';
import { expectFiles } from '../../steps/stored-bytes.js';
import { judgeUpdates, refusedUpdates, type SharedUpdate, sharedUpdate, updateInTurn } from '../../steps/updates.js';

const note = 'A note with files.';
const sent = [
  { ...png, content: sampleBytes },
  { name: 'Prüfbericht 漢字.txt', type: 'text/plain', content: Buffer.from('Ä ß 漢字\r\n') },
];

/** A ticket that got a note with files, once for the whole run. */
const noteWithFiles = (t: Context): Promise<SharedUpdate> =>
  sharedUpdate(t, 'a note with files', {
    note,
    noteFormat: 'text',
    attachments: sent.map(({ name, type, content }) => attachment(name, type, content)),
  });

/** The ticket that got files with its note. @throws Untestable when no ticket whatever lists its files */
async function withFiles(t: Context): Promise<Answer> {
  const { answer, after } = await noteWithFiles(t);
  await t.succeeds(answer);
  if (fileIds(t, after).length === 0) await someAttachments(t);
  return after;
}

/** Expects what the ticket says of its files, in any order. */
async function expectOfFiles(t: Context, shape: RequirementId, expected: string[], read: (value: string) => string) {
  const { answer } = await noteWithFiles(t);
  t.needs(answer, 'updateTicket/attachment-stored');
  const after = await withFiles(t);
  const shown = t.field(after, shape).map((value) => read(String(value)));
  needsFiles(t, after, sent.length, 'updateTicket/attachment-stored');
  t.equal(after, '/thread', shown.sort(), expected.sort());
}

/** Adds a note with files of one picture's type. Expects them to be listed. @returns their sizes */
const sizesOf = (t: Context, label: string, attachments: Record<string, string>[]): Promise<unknown[]> =>
  judgeUpdates(t, noteWithFiles, label, async (turn) => {
    const sizesIn = (ticket: Answer) => t.field(ticket, 'getTicket/attachment-size-is-integer');
    const before = turn.reading ? sizesIn(turn.reading) : [];
    const after = await updateInTurn(t, turn, { note, attachments });
    const sizes = added(before, sizesIn(after));
    // That no file is shown at all is reported by another check.
    if (sizes.length === 0 && fileIds(t, await withFiles(t)).length === 0) {
      throw new Untestable('updateTicket/attachment-stored', 'A ticket that was given a note with files lists none');
    }
    const expected = `${attachments.length} attachments`;
    t.that(sizes.length === attachments.length, expected, String(sizes.length), after, '/thread');
    return sizes;
  });

/** Expects a note to be added with this number of files of the largest size. */
async function expectLargest(t: Context, count: number): Promise<void> {
  const files = Array.from({ length: count }, (_, index) => ({ [`${index}.png`]: largeFile(t, surelyAllowedBytes) }));
  const sizes = await sizesOf(t, `a note with ${count} of the largest files`, files);
  const right = sizes.every((size) => size === surelyAllowedBytes);
  t.that(right, `${surelyAllowedBytes} bytes each`, show(sizes), t.answers.at(-1) ?? [], '/thread');
}

export const exclusions: Exclusion[] = [
  {
    requirement: 'updateTicket/attachments-at-most-fifty-mb',
    reason: 'Five files of at most 10 MB are never more than 50 MB: a request over it breaks another limit first.',
  },
];

export const checks: Check[] = [
  check('updateTicket/attachments-need-a-note', 'Send files without a note', async (t) => {
    await refusedUpdates(t, [{ attachments: [attachment('scan.png', 'image/png', sampleBytes)] }]);
  }),

  check('updateTicket/attachment-stored', 'Add a note with two files and download them', async (t) => {
    await expectFiles(
      t,
      'updateTicket',
      await withFiles(t),
      sent.map(({ content }) => content),
    );
  }),

  check('updateTicket/attachment-name', 'Add a note with two files and read their names', (t) =>
    expectOfFiles(
      t,
      'getTicket/attachment-filename-is-string',
      sent.map(({ name }) => name),
      (name) => name.normalize(),
    ),
  ),

  check('updateTicket/attachment-type', 'Add a note with two files and read their types', (t) =>
    expectOfFiles(
      t,
      'getTicket/attachment-mime_type-is-string',
      sent.map(({ type }) => type),
      (type) => type.split(';')[0]?.trim().toLowerCase() ?? '',
    ),
  ),

  check('updateTicket/attachment-on-the-note', 'Add a note with two files and read the thread', async (t) => {
    const after = await withFiles(t);
    t.needs((await noteWithFiles(t)).answer, 'updateTicket/attachment-stored');
    needsFiles(t, after, sent.length, 'updateTicket/attachment-stored');
    const { thread } = ticketIn(after) as { thread: { body?: unknown; attachments?: unknown[] }[] };
    const bodies = t.field(after, 'getTicket/thread-body-is-string').map(String);
    const index = bodies.findIndex((body) => body.includes(note));
    if (index < 0) throw new Untestable('updateTicket/note-added', 'The ticket does not show the note');
    const counts = thread.map((entry) => entry.attachments?.length ?? 0);
    const expected = counts.map((_, at) => (at === index ? sent.length : 0));
    t.equal(after, '/thread', counts, expected);
  }),

  check('updateTicket/attachments-five-accepted', `Add a note with ${attachmentLimits.files} files`, async (t) => {
    const files = Array.from({ length: attachmentLimits.files }, (_, index) =>
      attachment(`${index}.png`, 'image/png', Buffer.from([index])),
    );
    await sizesOf(t, 'a note with the most files', files);
  }),

  check('updateTicket/attachment-ten-mb-accepted', 'Add a note with a file that is just under 10 MB', (t) =>
    expectLargest(t, 1),
  ),

  check(
    'updateTicket/attachments-fifty-mb-accepted',
    `Add a note with ${attachmentLimits.files} files that are just under 10 MB`,
    (t) => expectLargest(t, attachmentLimits.files),
  ),

  ...wrongAttachmentRules.map((rule) =>
    check(`updateTicket/${rule}`, wrongAttachments[rule].action, async (t) => {
      await refusedUpdates(
        t,
        wrongAttachments[rule].attachments.map((make) => ({ note, attachments: make(t) })),
      );
    }),
  ),
];
