/** Checks of linkSubticket that observe what its answers say. */
import { type Check, check } from '../../kernel/check.js';
import { messageOf } from '../../steps/messages.js';
import { linkedParent, linkRequest } from '../../steps/subtickets.js';

export const checks: Check[] = [
  check('linkSubticket/message-words', 'Link two own tickets', async (t) => messageOf((await linkedParent(t)).linked)),

  check('linkSubticket/again-words', 'Link the same two tickets again', async (t) => {
    const { parent, children } = await linkedParent(t);
    return messageOf(await t.send(linkRequest(parent, children[0])));
  }),
];
