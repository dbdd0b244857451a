/** Checks of attachments that must be refused. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { creation, readBack } from '../../steps/creations.js';
import { refusedCreation, refusedCreations } from '../../steps/refused-creations.js';
import { pngUri, wrongAttachmentRules, wrongAttachments } from '../../steps/sample-files.js';
import { listedNames } from '../../steps/stored-bytes.js';
import { attachmentsWork } from './with-file.js';

/** A check that creations with these attachments are refused, each one a request. */
const refusedCheck = (rule: string, action: string, each: readonly ((t: Context) => unknown[])[]): Check =>
  check(`createTicket/${rule}` as Check['requirement'], action, (t) =>
    refusedCreations(
      t,
      rule,
      each.map((attachments) => (valid) => ({ ...valid, attachments: attachments(t) })),
    ),
  );

const oneEach = (items: readonly unknown[]) => items.map((item) => () => [item]);

export const checks: Check[] = [
  ...wrongAttachmentRules.map((rule) =>
    refusedCheck(rule, wrongAttachments[rule].action, wrongAttachments[rule].attachments),
  ),

  refusedCheck(
    'attachment-without-a-name-400',
    'Send items with an empty name, no name and two names',
    oneEach([{ '': pngUri }, {}, { '1.png': pngUri, '2.png': pngUri }]),
  ),

  check('createTicket/attachment-name-is-no-path', 'Send files whose names are paths', async (t) => {
    await attachmentsWork(t);
    for (const name of ['../../above.png', '..\\above.png']) {
      const made = await creation(t, `the file name ${name}`, { attachments: [{ [name]: pngUri }] });
      if (t.isRefusal(made.answer)) {
        await refusedCreation(t, made);
        continue;
      }
      await t.needsErrorCodes(made.answer);
      const ticket = await readBack(t, made);
      const [shown] = listedNames(t, ticket);
      const expected = 'a refusal, or the file stored without the path';
      t.that(shown !== undefined && !/[/\\]/.test(shown), expected, show(shown), ticket, '/thread/0/attachments');
    }
  }),
];
