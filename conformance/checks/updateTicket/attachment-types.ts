/** Checks that every file type of the reference can be attached to a note. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { fileField, fileIds } from '../../steps/attachments.js';
import { batches, type FileKind, fileCategories, fileOfKind, nameOfKind } from '../../steps/file-kinds.js';
import { plainNote } from '../../steps/notes.js';
import { makeTicket, readTicket } from '../../steps/own-tickets.js';
import { judgeUpdates, readInTurn, update } from '../../steps/updates.js';

const note = 'A note with files of several types.';

const label = 'notes with files of all types';

/** A ticket that got files of all types with its notes, once for the whole run, as it reads in the end. */
const withAllTypes = (t: Context): Promise<Answer> =>
  t.share(label, (own) =>
    // One that is to have many notes.
    judgeUpdates(own, plainNote, label, async (turn) => {
      for (const batch of batches(fileCategories.flatMap(({ kinds }) => kinds))) {
        const attachments = batch.map((kind) => fileOfKind(kind));
        await update(own, turn.ticket.number, { note, noteFormat: 'text', attachments });
      }
      return readInTurn(own, turn);
    }),
  );

const namesIn = (t: Context, ticket: Answer) =>
  fileField(t, ticket, 'getTicket/attachment-filename-is-string').map(String);

/** Expects a kind of file to be accepted on its own, with any of its MIME types. */
async function acceptsAlone(t: Context, kind: FileKind): Promise<void> {
  const seen: Answer[] = [];
  const { name, types } = kind;
  for (const type of types) {
    const { number } = await makeTicket(t, `a note with a file of the type ${type}`);
    const attachments = [fileOfKind(kind, type)];
    const answer = await update(t, number, { note, noteFormat: 'text', attachments });
    const after = await readTicket(t, number);
    if (fileIds(t, after).length === 1) return;
    seen.push(answer, after);
  }
  const actual = seen[0]?.isSuccess ? 'accepted, and the ticket does not list the file' : (seen[0]?.summary ?? '');
  t.violated(`${name} files to be stored (${types.join(', ')})`, actual, seen);
}

export const checks: Check[] = fileCategories.map(({ kinds, names, rule }) => {
  const action = `Add notes with a file of each type: ${names}`;
  return check(`updateTicket/${rule}` as RequirementId, action, async (t) => {
    await t.works('updateTicket');
    const ticket = await withAllTypes(t);
    if (fileIds(t, ticket).length === 0) {
      throw new Untestable('updateTicket/attachment-stored', 'No file can be attached to a note at all');
    }
    const listed = namesIn(t, ticket);
    for (const kind of kinds) if (!listed.includes(nameOfKind(kind))) await acceptsAlone(t, kind);
  });
});
