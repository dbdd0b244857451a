/** Checks of how many files an update may attach to its note, and how large they may be. */
import { attachmentLimits, surelyAllowedBytes } from '../../../contract/attachments.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { added, sharedFirst } from '../../steps/comparisons.js';
import {
  firstNote,
  needsFilesOfNotes,
  noteWithFiles,
  secondFiles,
  secondNoteWithFiles,
} from '../../steps/notes-with-files.js';
import { attachment, largeFile, png } from '../../steps/sample-files.js';
import { listedSizes, needsSizes } from '../../steps/stored-bytes.js';
import { judgeUpdates, updateInTurn } from '../../steps/updates.js';

function expectCount(t: Context, listed: number, sent: number, ticket: Answer): void {
  t.that(listed === sent, `${sent} attachments`, String(listed), ticket, '/thread');
}

/** Adds a note with files of one picture's type. Expects them to be listed. @returns their sizes */
const sizesOf = (t: Context, label: string, attachments: Record<string, string>[]): Promise<unknown[]> =>
  judgeUpdates(t, noteWithFiles, label, async (turn) => {
    const sizesIn = (ticket: Answer) => listedSizes(t, ticket);
    const before = turn.reading ? sizesIn(turn.reading) : [];
    const after = await updateInTurn(t, turn, { note: firstNote, attachments });
    const sizes = added(before, sizesIn(after));
    // That no file is shown at all is reported by another check.
    if (sizes.length === 0) await needsFilesOfNotes(t);
    expectCount(t, sizes.length, attachments.length, after);
    return sizes;
  });

/** Expects a note to be added with this number of files of the largest size. */
async function expectLargest(t: Context, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, nth) => `large ${count}.${nth}.png`);
  const files = names.map((name, nth) => ({ [name]: largeFile(t, surelyAllowedBytes, nth) }));
  const sizes = await sizesOf(t, `a note with ${count} of the largest files`, files);
  const right = sizes.every((size) => size === surelyAllowedBytes);
  if (!right) await needsSizes(t);
  t.that(right, `${surelyAllowedBytes} bytes each`, show(sizes), t.answers.at(-1) ?? [], '/thread');
}

export const exclusions: Exclusion[] = [
  {
    requirement: 'updateTicket/attachments-at-most-fifty-mb',
    reason: 'Five files of at most 10 MB are never more than 50 MB: a request over it breaks another limit first.',
  },
];

export const checks: Check[] = [
  check('updateTicket/attachments-five-accepted', `Add a note with ${attachmentLimits.files} files`, (t) =>
    sharedFirst(
      async () => {
        const { answer, files, after } = await secondNoteWithFiles(t);
        await t.succeeds(answer);
        expectCount(t, files.length, secondFiles.length, after);
      },
      // Names that are refused are a matter of another check.
      async () => {
        const files = secondFiles.map(({ content }, index) => attachment(`${index}.png`, png.type, content));
        await sizesOf(t, 'a note with the most files', files);
      },
      [Violation, Untestable],
    ),
  ),

  check('updateTicket/attachment-ten-mb-accepted', 'Add a note with a file that is just under 10 MB', (t) =>
    expectLargest(t, 1),
  ),

  check(
    'updateTicket/attachments-fifty-mb-accepted',
    `Add a note with ${attachmentLimits.files} files that are just under 10 MB`,
    (t) => expectLargest(t, attachmentLimits.files),
  ),
];
