/** Checks of files that are not served: IDs that are none, files that do not exist or belong to no ticket. */

import { refusalCodes } from '../../../contract/requirements.js';
import { unknownFileId } from '../../../contract/sample-requests.js';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { nothingIfMissing, Skip } from '../../kernel/outcome.js';
import { anAttachment, attachments } from '../../steps/attachments.js';
import { messageOf } from '../../steps/messages.js';

const ask = (t: Context, file_id: string | number, format = 'json'): Promise<Answer> =>
  t.send({ operation: 'downloadAttachment', path: { file_id, format } });

/** The same, once for all checks. */
const asked = (t: Context, fileId: number): Promise<Answer> =>
  t.share(`file ${fileId} that is not served`, (own) => ask(own, fileId));

/** The ID of a file that is served, where one is known. */
const ownFile = async (t: Context): Promise<number | undefined> =>
  (await anAttachment(t).catch(nothingIfMissing))?.fileId;

/** A file that is no ticket attachment. @throws Skip when the user knows of none, or is wrong about it */
async function otherFile(t: Context): Promise<number> {
  const { otherFileId } = t.session.run.known;
  if (otherFileId !== undefined) {
    const listed = await attachments(t).catch(() => []);
    if (!listed.some(({ fileId }) => fileId === otherFileId)) return otherFileId;
    throw new Skip('no-data', `The settings file has \`otherFileId\` ${otherFileId}, but a ticket lists that file.`);
  }
  const remedy =
    'Add `otherFileId`, the ID of a logo or of a file of a canned response, to `known` in the settings file.';
  throw new Skip('no-data', `The run knows of no file that is no ticket attachment. ${remedy}`);
}

/** Whether an answer holds the content of a file, whatever else it is. */
function servesContent(answer: Answer): boolean {
  if (!answer.isSuccess) return false;
  if (answer.json === undefined) return /<content>[^<]/.test(answer.text);
  return Boolean((answer.json as { content?: unknown } | null)?.content);
}

export const exclusions: Exclusion[] = [
  {
    requirement: 'downloadAttachment/unreadable-500',
    reason: 'It takes a file whose stored content is damaged, and no request can damage one.',
  },
];

export const checks: Check[] = [
  check(
    'downloadAttachment/invalid-id-400',
    'Ask for the files 0 and -1, and for the ID of a file with a minus',
    async (t) => {
      for (const fileId of [0, -1]) await t.refused(await asked(t, fileId));
      const own = await ownFile(t);
      if (own !== undefined) await beside(t, async () => t.refused(await asked(t, -own)));
    },
  ),

  check('downloadAttachment/not-a-number-400', 'Ask for files by something that is no integer', async (t) => {
    const own = await ownFile(t);
    const plain = ['abc', '1x'];
    // File 1 may be none that is served. Kept evidence may have the plain ones.
    await withFirst(own === undefined ? [plain] : [[`${own}x`, `x${own}`], plain], async (texts) => {
      for (const text of texts) await t.refused(await ask(t, text));
    });
  }),

  check('downloadAttachment/not-a-ticket-attachment-403', 'Ask for a file of something else', async (t) => {
    const answer = await ask(t, await otherFile(t));
    if (answer.status === refusalCodes('downloadAttachment/unknown-404')[0]) {
      throw new Skip('no-data', 'The settings file has an `otherFileId`, but the API says that there is no such file.');
    }
    await t.refused(answer);
  }),

  check('downloadAttachment/never-other-files', 'Ask for a file of something else as JSON and as XML', async (t) => {
    const fileId = await otherFile(t);
    for (const format of ['json', 'xml']) {
      const answer = await ask(t, fileId, format);
      t.that(!servesContent(answer), 'no content', answer.summary, answer);
    }
  }),

  check('downloadAttachment/unknown-404', 'Ask for a file that does not exist', async (t) => {
    await t.refused(await asked(t, unknownFileId));
  }),

  check('downloadAttachment/refusal-words', 'Ask for the file 0, and for one that does not exist', async (t) => {
    const words: string[] = [];
    for (const fileId of [0, unknownFileId]) words.push(`${fileId}: ${messageOf(await asked(t, fileId))}`);
    return words.join('; ');
  }),
];
