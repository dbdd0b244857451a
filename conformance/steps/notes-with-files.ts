/** A ticket that got two notes with files, one after the other. */
import type { Answer, Context } from '../kernel/context.js';
import { Untestable } from '../kernel/outcome.js';
import { addFiles, attachmentsIn, fileIds, type KnownAttachment, someAttachments } from './attachments.js';
import { makeTicket } from './own-tickets.js';
import { attachment, longName, png, sampleBytes, signsName } from './sample-files.js';
import { judgeUpdates, readInTurn, type SharedUpdate, sharedUpdate, update } from './updates.js';

interface SentFile {
  name: string;
  type: string;
  content: Buffer;
}

const sent = ({ name, type, content }: SentFile) => attachment(name, type, content);

export const firstNote = 'A note with files.';
export const firstFiles: readonly SentFile[] = [
  { ...png, content: sampleBytes },
  { name: 'Prüfbericht 漢字.txt', type: 'text/plain', content: Buffer.from('Ä ß 漢字\r\n') },
];

/** A ticket that got a note with files, once for the whole run. */
export const noteWithFiles = (t: Context): Promise<SharedUpdate> =>
  sharedUpdate(t, 'a note with files', { note: firstNote, noteFormat: 'text', attachments: firstFiles.map(sent) });

export const secondNote = 'Another note with files.';
/** As many as there may be; one has the name of a file that the ticket has already. */
export const secondFiles: readonly SentFile[] = [signsName, longName, png.name, '4.png', '5.png'].map(
  (name, index) => ({ name, type: png.type, content: Buffer.from(`The file ${index} of another note.`) }),
);

/** A second note, and the ticket before and after it. */
export interface SecondNote {
  answer: Answer;
  after: Answer;
  /** The files that the ticket did not list before. */
  files: KnownAttachment[];
}

/** That ticket with another note, once for the whole run. Not judged. */
export const secondNoteWithFiles = (t: Context): Promise<SecondNote> =>
  t.share('a second note with files', (own) =>
    judgeUpdates(own, noteWithFiles, 'a second note with files', async (turn) => {
      if (!turn.reading) throw new Untestable('updateTicket/attachment-stored', 'No note can have files');
      const body = { note: secondNote, noteFormat: 'text' as const, attachments: secondFiles.map(sent) };
      const answer = await update(own, turn.ticket.number, body);
      const there = new Set(attachmentsIn(turn.reading).map(({ metadata }) => metadata.id));
      const after = await readInTurn(own, turn);
      return { answer, after, files: attachmentsIn(after).filter(({ metadata }) => !there.has(metadata.id)) };
    }),
  );

const oneName = 'image.png';
/** Files that share a name, as pictures of a phone do. */
export const namesakes = ['One picture.\n', 'Another picture.\n'].map((text) => Buffer.from(text));

/** That ticket with a note whose files share a name; nothing where it is refused, which no requirement forbids. */
export const noteWithNamesakes = (t: Context): Promise<Pick<SecondNote, 'after' | 'files'> | undefined> =>
  judgeUpdates(t, noteWithFiles, 'a note with files of one name', async (turn) => {
    const attachments = namesakes.map((content) => attachment(oneName, png.type, content));
    const answer = await update(t, turn.ticket.number, { note: 'Files of one name.', noteFormat: 'text', attachments });
    if (!answer.isSuccess) return undefined;
    const after = await readInTurn(t, turn);
    return { after, files: attachmentsIn(after).filter(({ metadata }) => metadata.filename === oneName) };
  });

/** The ticket that got files with its note. @throws Untestable when no ticket whatever lists its files */
export async function withFiles(t: Context): Promise<Answer> {
  const { answer, after } = await noteWithFiles(t);
  await t.succeeds(answer);
  if (fileIds(t, after).length === 0) await someAttachments(t);
  return after;
}

/** @throws Untestable when the ticket that got files with its note lists none */
export async function needsFilesOfNotes(t: Context): Promise<void> {
  if (fileIds(t, await withFiles(t)).length > 0) return;
  throw new Untestable('updateTicket/attachment-stored', 'A ticket that was given a note with files lists none');
}

/** Where the second note was refused, expects its names to be accepted with fewer files. */
export async function acceptsNames(t: Context): Promise<void> {
  if ((await secondNoteWithFiles(t)).answer.isSuccess) return;
  const { number } = await makeTicket(t, 'files with names that are easily changed');
  await t.succeeds(await addFiles(t, number, secondFiles.slice(0, 2).map(sent)));
}
