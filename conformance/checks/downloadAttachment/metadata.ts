/** Checks of what is said of a file that is downloaded. */
import type { RequirementId } from '../../../generated/requirements.js';
import { hasItsShape } from '../../invariants/read-field.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { type Downloaded, sampleDownloads } from '../../steps/attachments.js';
import { ownDownloadIfAny } from '../../steps/large-file.js';
import { answerFieldChecks } from '../generic/answer-fields.js';
import { answersCheck } from '../generic/answers.js';

const fileId: RequirementId = 'downloadAttachment/file_id-is-integer';

/** Fields that a ticket lists for an attachment and its download has too, with the requirement of their shape. */
const repeated = [
  ['filename', 'downloadAttachment/filename-is-string'],
  ['mime_type', 'downloadAttachment/mime_type-is-string'],
  ['size', 'downloadAttachment/size-is-integer'],
] as const;

function expectMetadata(t: Context, { answer, metadata }: Downloaded, names: readonly string[]): void {
  for (const [name, shape] of repeated) {
    // A broken shape in the ticket is reported by another check.
    const comparable = hasItsShape('getTicket', `thread[].attachments[].${name}`, metadata[name]);
    if (comparable && names.includes(name)) t.equal(answer, `/${name}`, t.field(answer, shape)[0], metadata[name]);
  }
}

/** Whether a file may be attached under other names too: osTicket keeps equal files once. */
const hasOtherName = ({ answer, metadata }: Downloaded) =>
  (answer.json as { filename?: unknown } | null | undefined)?.filename !== metadata.filename;

export const checks: Check[] = [
  answersCheck('downloadAttachment/answers-200', 'Download a file that a ticket lists'),

  ...answerFieldChecks(
    'downloadAttachment',
    'Download files',
    async (t) => (await sampleDownloads(t)).map(({ answer }) => answer),
    [fileId],
  ),

  check(fileId, 'Download files and compare their IDs', async (t) => {
    for (const { answer, fileId: asked } of await sampleDownloads(t)) {
      t.equal(answer, '/file_id', t.field(answer, fileId)[0], asked);
    }
  }),

  check('downloadAttachment/agrees-with-metadata', 'Compare a download with what the ticket lists', async (t) => {
    const own = t.session.run.mode === 'write' ? await ownDownloadIfAny(t) : undefined;
    // Where the ticket says another size than the file has, it is the ticket that is wrong.
    const isSized = own?.metadata.size === own?.bytes.length;
    if (own) expectMetadata(t, own, ['filename', 'mime_type', ...(isSized ? ['size'] : [])]);
    const existing = await sampleDownloads(t);
    for (const file of existing) expectMetadata(t, file, ['mime_type', 'size']);
    if (t.session.run.mode === 'read' && existing.every(hasOtherName)) {
      throw new Skip(
        'no-data',
        'No file that was downloaded has the name that its ticket lists: each may have several.',
      );
    }
  }),
];
