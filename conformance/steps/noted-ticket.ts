/** An own ticket of an agent, with notes. */
import { Unsafe } from '../client/guard.js';
import type { Context } from '../kernel/context.js';
import { nothingIfMissing } from '../kernel/outcome.js';
import { lookupFields, usableValue } from './lookup-fields.js';
import { plainNote } from './notes.js';
import { judgeUpdates, type TicketInTurn, update } from './updates.js';

/** Gives an agent an own ticket that is open and has two notes: it may be counted once for each. Not judged. */
export async function giveNotedTicket(t: Context): Promise<void> {
  if (t.session.run.mode === 'read') return;
  const give = async () => {
    const { id: staffId } = await usableValue(t, lookupFields.staff);
    const body = { staffId, note: 'A second note.', noteFormat: 'text' } as const;
    const one = async ({ ticket: { number } }: TicketInTurn) => void (await update(t, number, body));
    await judgeUpdates(t, plainNote, 'with two notes', one);
  };
  await give().catch((reason) => (reason instanceof Unsafe ? undefined : nothingIfMissing(reason)));
}
