/** Checks of the files that an update attaches to its note. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { fileCounts, fileField, needsFiles } from '../../steps/attachments.js';
import {
  acceptsNames,
  firstFiles,
  firstNote,
  namesakes,
  noteWithFiles,
  noteWithNamesakes,
  type SecondNote,
  secondFiles,
  secondNote,
  secondNoteWithFiles,
  withFiles,
} from '../../steps/notes-with-files.js';
import { attachment, png, sampleBytes, wrongAttachmentRules, wrongAttachments } from '../../steps/sample-files.js';
import { expectFile, expectFiles, expectNames } from '../../steps/stored-bytes.js';
import { refusedUpdates } from '../../steps/updates.js';

/** The second note. @throws Untestable when it was refused, or its files are not all listed */
async function secondWithFiles(t: Context): Promise<SecondNote> {
  const second = await secondNoteWithFiles(t);
  const five = 'updateTicket/attachments-five-accepted';
  t.needs(second.answer, five);
  const { length } = second.files;
  if (length === secondFiles.length) return second;
  throw new Untestable(five, `The ticket lists ${length} files of ${secondFiles.length}`);
}

/** Expects the one file of the second note whose name the ticket has already not to be the only one that is dropped. */
async function keepsNamesake(t: Context): Promise<void> {
  const { answer, after, files } = await secondNoteWithFiles(t);
  const shown = files.map(({ metadata }) => metadata.filename);
  const isDropped = answer.isSuccess && shown.length === secondFiles.length - 1 && !shown.includes(png.name);
  t.that(!isDropped, `a second file with the name ${png.name}`, show(shown), [answer, after], '/thread');
}

/** Where in the thread the files of a ticket are, and those of a note should be. @throws Untestable when it shows no such note */
function placesOfFiles(t: Context, after: Answer, note: string): { counts: number[]; index: number } {
  const bodies = t.field(after, 'getTicket/thread-body-is-string').map(String);
  const index = bodies.findIndex((body) => body.includes(note));
  if (index < 0) throw new Untestable('updateTicket/note-added', 'The ticket does not show the note');
  return { counts: fileCounts(after), index };
}

/** What the ticket says of the files of its first note. @throws Untestable when it lists not all */
async function saidOfFiles(t: Context, shape: RequirementId): Promise<{ after: Answer; values: unknown[] }> {
  const { answer } = await noteWithFiles(t);
  t.needs(answer, 'updateTicket/attachment-stored');
  const after = await withFiles(t);
  const values = fileField(t, after, shape);
  needsFiles(t, after, firstFiles.length, 'updateTicket/attachment-stored');
  return { after, values };
}

const namesOf = (files: readonly { name: string }[]) => files.map(({ name }) => name);

export const checks: Check[] = [
  check('updateTicket/attachments-need-a-note', 'Send files without a note', async (t) => {
    const attachments = [attachment('scan.png', 'image/png', sampleBytes)];
    await refusedUpdates(t, [{ attachments }, { noteTitle: 'A title is no note', attachments }]);
  }),

  check('updateTicket/attachment-stored', 'Add notes with files and download them', async (t) => {
    const contents = firstFiles.map(({ content }) => content);
    await expectFiles(t, 'updateTicket', await withFiles(t), contents);
    await beside(t, async () => {
      await keepsNamesake(t);
      const { files, after } = await secondWithFiles(t);
      const file = files.find(({ metadata }) => metadata.filename === png.name);
      const sent = secondFiles.find(({ name }) => name === png.name)?.content;
      if (file && sent) await expectFile(t, 'updateTicket', after, file, sent);
    });
    await beside(t, async () => {
      const { after, files } = (await noteWithNamesakes(t)) ?? {};
      // Where one is dropped or renamed, other checks tell it.
      if (after && files?.length === namesakes.length) await expectFiles(t, 'updateTicket', after, namesakes, files);
    });
  }),

  check('updateTicket/attachment-name', 'Add notes with files and read their names', async (t) => {
    const { after, values } = await saidOfFiles(t, 'getTicket/attachment-filename-is-string');
    await expectNames(t, after, values, namesOf(firstFiles));
    await beside(t, async () => {
      await acceptsNames(t);
      const { files, after } = await secondWithFiles(t);
      const shown = files.map(({ metadata }) => metadata.filename);
      await expectNames(t, after, shown, namesOf(secondFiles));
    });
  }),

  check('updateTicket/attachment-type', 'Add a note with two files and read their types', async (t) => {
    const { after, values } = await saidOfFiles(t, 'getTicket/attachment-mime_type-is-string');
    const types = values.map((value) => String(value).split(';')[0]?.trim().toLowerCase());
    t.equal(after, '/thread', types.sort(), firstFiles.map(({ type }) => type).sort());
  }),

  check('updateTicket/attachment-on-the-note', 'Add notes with files and read the thread', async (t) => {
    const after = await withFiles(t);
    t.needs((await noteWithFiles(t)).answer, 'updateTicket/attachment-stored');
    needsFiles(t, after, firstFiles.length, 'updateTicket/attachment-stored');
    const first = placesOfFiles(t, after, firstNote);
    const expected = first.counts.map((_, at) => (at === first.index ? firstFiles.length : 0));
    t.equal(after, '/thread', first.counts, expected);
    await beside(t, async () => {
      const { after: last } = await secondWithFiles(t);
      const { counts, index } = placesOfFiles(t, last, secondNote);
      t.equal(last, `/thread/${index}/attachments`, counts[index], secondFiles.length);
    });
  }),

  ...wrongAttachmentRules.map((rule) =>
    check(`updateTicket/${rule}`, wrongAttachments[rule].action, async (t) => {
      await refusedUpdates(
        t,
        wrongAttachments[rule].attachments.map((make) => ({ note: firstNote, attachments: make(t) })),
      );
    }),
  ),
];
