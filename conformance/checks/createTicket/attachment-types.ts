/** Checks that every file type of the reference can be attached. */
import { attachmentLimits, fileTypes } from '../../../contract/attachments.js';
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { fileIds } from '../../steps/attachments.js';
import { type Creation, creation } from '../../steps/creations.js';
import { attachment, sampleBytes } from '../../steps/sample-files.js';
import { attachmentsWork } from './with-file.js';

type Kind = [name: string, type: (typeof fileTypes)[string][string]];

const file = ([name, { extensions }]: Kind, type: string | undefined) =>
  attachment(`${name.replaceAll('/', '-')}.${extensions[0]}`, type ?? '', sampleBytes);

/** As many kinds at a time as one request can have files. */
function batches(kinds: readonly Kind[]): Kind[][] {
  const count = Math.ceil(kinds.length / attachmentLimits.files);
  return Array.from({ length: count }, (_, index) =>
    kinds.slice(index * attachmentLimits.files, (index + 1) * attachmentLimits.files),
  );
}

/** Expects a kind of file to be accepted on its own, with any of its MIME types. */
async function acceptsAlone(t: Context, kind: Kind): Promise<void> {
  const tried: Creation[] = [];
  const [name, { types }] = kind;
  for (const type of types) {
    const made = await creation(t, `a file of the type ${type}`, { attachments: [file(kind, type)] });
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

function typeCheck(id: RequirementId, category: string): Check {
  const types = Object.entries(fileTypes[category] ?? {});
  // Each extension counts: JPG and JPEG are both in the reference.
  const kinds = types.flatMap(([name, type]) =>
    type.extensions.map((extension): Kind => [name, { ...type, extensions: [extension] }]),
  );
  const action = `Create tickets with a file of each type: ${types.map(([name]) => name).join(', ')}`;
  return check(id, action, async (t) => {
    await attachmentsWork(t);
    for (const batch of batches(kinds)) {
      const attachments = batch.map((kind) => file(kind, kind[1].types[0]));
      const label = `files of the types ${batch.map(([name]) => name).join(', ')}`;
      const { after } = await creation(t, label, { attachments });
      if (after && fileIds(t, after).length === batch.length) continue;
      // Either one of them fails or several together do: each on its own shows which.
      for (const kind of batch) await acceptsAlone(t, kind);
    }
  });
}

export const checks: Check[] = [
  typeCheck('createTicket/attachments-images', 'Images'),
  typeCheck('createTicket/attachments-documents', 'Documents'),
  typeCheck('createTicket/attachments-text', 'Text'),
  typeCheck('createTicket/attachments-archives', 'Archives'),
];
