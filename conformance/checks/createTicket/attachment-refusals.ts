/** Checks of attachments that must be refused. */

import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { creation, readBack } from '../../steps/created.js';
import { asAttachment, sampleBytes } from '../../steps/existing.js';
import { madeWith } from '../../steps/own-ticket.js';
import { refusedCreations } from '../../steps/refused.js';
import { wrongAttachmentRules, wrongAttachments } from '../../steps/wrong-attachments.js';
import { attachmentsWork, png } from './with-file.js';

const [uri = ''] = Object.values(asAttachment(png.name, png.type, sampleBytes));

/** Expects creations with these attachments to be refused, each one a request. */
async function refusedAttachments(
  t: Context,
  what: string,
  each: readonly (() => unknown[])[],
  codes?: readonly number[],
): Promise<void> {
  const changes = each.map((attachments) => (valid: object) => ({ ...valid, attachments: attachments() }));
  await refusedCreations(t, what, changes, codes);
}

export const attachmentRefusalChecks: Check[] = [
  ...wrongAttachmentRules.map((rule) =>
    check(`createTicket/${rule}`, wrongAttachments[rule].action, (t) =>
      refusedAttachments(t, rule, wrongAttachments[rule].attachments, wrongAttachments[rule].codes),
    ),
  ),

  check('createTicket/attachment-not-an-object-400', 'Send a string, a number, null and an array as items', (t) =>
    refusedAttachments(
      t,
      'an item that is no object',
      [uri, 42, null, [png.name, uri]].map((item) => () => [item]),
    ),
  ),

  check('createTicket/attachment-without-a-name-400', 'Send items with an empty name, no name and two names', (t) =>
    refusedAttachments(
      t,
      'an item without one name',
      [{ '': uri }, {}, { '1.png': uri, '2.png': uri }].map((item) => () => [item]),
    ),
  ),

  check('createTicket/attachment-name-is-no-path', 'Send files whose names are paths', async (t) => {
    await attachmentsWork(t);
    for (const name of ['../../above.png', '..\\above.png']) {
      const made = await creation(t, `the file name ${name}`, { attachments: [{ [name]: uri }] });
      if (made.answer.status === 400) {
        const { numbers, answer: found } = await madeWith(t, made.sent.subject);
        t.that(numbers.length === 0, 'no ticket to be made', `ticket ${numbers} was made`, [made.answer, found]);
        continue;
      }
      await t.needsOpenErrors(made.answer);
      const ticket = await readBack(t, made);
      const stored = t.field(ticket, 'getTicket/attachment-filename-is-string').map(String);
      const [shown] = stored;
      const expected = 'refused with 400, or stored without the path';
      t.that(shown !== undefined && !/[/\\]/.test(shown), expected, show(shown), ticket, '/thread/0/attachments');
    }
  }),
];
