/** Checks of what is said of a file that is downloaded. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { hasItsShape } from '../../kernel/read-field.js';
import { type Downloaded, ownDownload, sampleDownloads } from '../../steps/downloads.js';
import { answerFieldChecks } from '../families/answer-fields.js';

const id = 'downloadAttachment';
const fileId: RequirementId = 'downloadAttachment/file_id-is-integer';

/** What a ticket lists for an attachment and its download says again, with the requirement that gives it its shape. */
const repeated = [
  ['filename', 'downloadAttachment/filename-is-string'],
  ['mime_type', 'downloadAttachment/mime_type-is-string'],
  ['size', 'downloadAttachment/size-is-integer'],
] as const;

function expectMetadata(t: Context, { answer, metadata }: Downloaded, names: readonly string[]): void {
  for (const [name, shape] of repeated) {
    // What the ticket lists in a broken shape is another's failure.
    const comparable = hasItsShape('getTicket', `thread[].attachments[].${name}`, metadata[name]);
    if (comparable && names.includes(name)) t.equal(answer, `/${name}`, t.field(answer, shape)[0], metadata[name]);
  }
}

/** Whether a file may be attached under other names too: osTicket keeps equal files once. */
const hasOtherName = ({ answer, metadata }: Downloaded) =>
  (answer.json as { filename?: unknown } | null | undefined)?.filename !== metadata.filename;

export const metadataChecks: Check[] = [
  check('downloadAttachment/answers-200', 'Download a file that a ticket lists', async (t) => {
    const answer = await t.simplest(id);
    await t.succeeds(answer);
    t.status(answer, 200);
  }),

  ...answerFieldChecks(id, 'Download files', async (t) => (await sampleDownloads(t)).map(({ answer }) => answer), [
    fileId,
  ]),

  check(fileId, 'Download files and compare their IDs', async (t) => {
    for (const { answer, fileId: asked } of await sampleDownloads(t)) {
      t.equal(answer, '/file_id', t.field(answer, fileId)[0], asked);
    }
  }),

  check('downloadAttachment/agrees-with-metadata', 'Compare a download with what the ticket lists', async (t) => {
    if (t.session.run.mode === 'write') expectMetadata(t, await ownDownload(t), ['filename', 'mime_type', 'size']);
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
