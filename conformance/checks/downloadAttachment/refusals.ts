/** Checks of files that are not served: IDs that are none, files that do not exist or belong to no ticket. */

import type { Answer } from '../../client/answer.js';
import { isSuccess } from '../../client/success.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { expectRefusal } from '../../steps/refused.js';

const id = 'downloadAttachment';

/** Within what the contract allows, and more files than any installation has. */
const nobodysFile = 2_147_483_000;

const ask = (t: Context, file_id: string | number, format = 'json'): Promise<Answer> =>
  t.send({ operation: id, path: { file_id, format } });

/** A file that is no ticket attachment. @throws Skip when the user knows of none */
function otherFile(t: Context): number {
  const { otherFileId } = t.session.run.known;
  if (otherFileId !== undefined) return otherFileId;
  const remedy =
    'Add `otherFileId`, the ID of a logo or of a file of a canned response, to `known` in the settings file.';
  throw new Skip('no-data', `The run knows of no file that is no ticket attachment. ${remedy}`);
}

/** Whether an answer holds the content of a file, whatever else it is. */
function servesContent(answer: Answer): boolean {
  if (!isSuccess(answer)) return false;
  if (answer.json === undefined) return /<content>[^<]/.test(answer.text);
  return Boolean((answer.json as { content?: unknown } | null)?.content);
}

export const refusalChecks: Check[] = [
  check('downloadAttachment/invalid-id-400', 'Ask for the files 0 and -1', async (t) => {
    for (const fileId of [0, -1]) await expectRefusal(t, await ask(t, fileId), 400);
  }),

  check('downloadAttachment/not-a-number-400', 'Ask for files by something that is no integer', async (t) => {
    for (const fileId of ['abc', '1x']) await expectRefusal(t, await ask(t, fileId), 400);
  }),

  check('downloadAttachment/not-a-ticket-attachment-403', 'Ask for a file of something else', async (t) => {
    await expectRefusal(t, await ask(t, otherFile(t)), 403);
  }),

  check('downloadAttachment/never-other-files', 'Ask for a file of something else as JSON and as XML', async (t) => {
    const fileId = otherFile(t);
    for (const format of ['json', 'xml']) {
      const answer = await ask(t, fileId, format);
      t.that(!servesContent(answer), 'no content', answer.summary, answer);
    }
  }),

  check('downloadAttachment/unknown-404', 'Ask for a file that does not exist', async (t) => {
    await expectRefusal(t, await ask(t, nobodysFile), 404, 403);
  }),
];
