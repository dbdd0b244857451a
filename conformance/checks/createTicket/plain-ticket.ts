/** A ticket with the fields that every ticket has, and a user of its own; read once for all checks that look at it. */
import type { Answer } from '../../client/answer.js';
import type { Context } from '../../kernel/context.js';
import { type Creation, needed, sharedCreation } from '../../steps/created.js';

/** The user has an address of their own: osTicket keeps the name of a user whom it knows by their address. */
export const plainCreation = (t: Context): Promise<Creation> =>
  sharedCreation(t, 'with the usual fields', {
    name: 'Ada Conformance',
    email: `osticket-contract+${t.session.run.id}-ada@example.com`,
  });

/** The ticket as it reads. @throws Untestable when there is none, for which the address answers */
export const plainTicket = async (t: Context): Promise<Answer> =>
  needed(t, await plainCreation(t), 'createTicket/email-stored');
