/** Checks that every file type of the reference can be attached. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { fileIds } from '../../steps/attachments.js';
import { type Creation, creation } from '../../steps/creations.js';
import { batches, type FileKind, fileCategories, fileOfKind } from '../../steps/file-kinds.js';
import { attachmentsWork } from './with-file.js';

/** Expects a kind of file to be accepted on its own, with any of its MIME types. */
async function acceptsAlone(t: Context, kind: FileKind): Promise<void> {
  const tried: Creation[] = [];
  const { name, types } = kind;
  for (const type of types) {
    const made = await creation(t, `a file of the type ${type}`, { attachments: [fileOfKind(kind, type)] });
    if (made.after && fileIds(t, made.after).length === 1) return;
    tried.push(made);
  }
  const answers = tried.map(({ answer }) => answer);
  const [first] = tried;
  const actual = first?.after
    ? 'accepted, and the ticket does not list the file'
    : (first?.answer.summary ?? 'no answer');
  t.violated(`${name} files to be stored (${types.join(', ')})`, actual, answers);
}

export const checks: Check[] = fileCategories.map(({ kinds, names, rule }) => {
  const action = `Create tickets with a file of each type: ${names}`;
  return check(`createTicket/${rule}` as RequirementId, action, async (t) => {
    await attachmentsWork(t);
    for (const batch of batches(kinds)) {
      const attachments = batch.map((kind) => fileOfKind(kind));
      const label = `files of the types ${batch.map(({ name }) => name).join(', ')}`;
      const { after } = await creation(t, label, { attachments });
      if (after && fileIds(t, after).length === batch.length) continue;
      // Either one of them fails or several together do: each on its own shows which.
      for (const kind of batch) await acceptsAlone(t, kind);
    }
  });
});
