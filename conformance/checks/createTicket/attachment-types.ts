/** Checks that every file type of the reference can be attached. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { fileIds } from '../../steps/attachments.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { type Creation, creation } from '../../steps/creations.js';
import { batches, type FileKind, fileCategories, fileOfKind, nameOfKind } from '../../steps/file-kinds.js';
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

/** Creates tickets with a file of each of these kinds. @returns the names of the files that are listed, of all or none of a ticket's */
async function listedOf(t: Context, kinds: readonly FileKind[]): Promise<ReadonlySet<string>> {
  const listed: string[] = [];
  for (const batch of batches(kinds)) {
    const attachments = batch.map((kind) => fileOfKind(kind));
    const { after } = await creation(t, `files of the types ${batch.map(({ name }) => name).join(', ')}`, {
      attachments,
    });
    if (after && fileIds(t, after).length === batch.length) listed.push(...batch.map(nameOfKind));
  }
  return new Set(listed);
}

const allKinds = fileCategories.flatMap(({ kinds }) => kinds);

/** The same for all kinds, once for the whole run. */
const listedOfAll = (t: Context) => t.share('creations with files of all types', (own) => listedOf(own, allKinds));

export const checks: Check[] = fileCategories.map(({ kinds, names, rule }) => {
  const action = `Create tickets with a file of each type: ${names}`;
  return check(`createTicket/${rule}` as RequirementId, action, async (t) => {
    await attachmentsWork(t);
    const listed = await sharedFirst(
      () => listedOfAll(t),
      () => listedOf(t, kinds),
      [],
    );
    // Either one of a ticket's files fails or several together do: each on its own shows which.
    for (const kind of kinds) if (!listed.has(nameOfKind(kind))) await acceptsAlone(t, kind);
  });
});
