/** Faults in who is whose parent, made in the database, where there are no rules. */
import { type Fault, isSuccess } from '../engine/fault.js';
import { bodyOf, type Ids, on } from './request.js';

/** A link that is refused is made all the same. */
export const linkedAllTheSame = (ids: Ids): Fault =>
  on(ids, async (sent, forward, { store }) => {
    const answer = await forward(sent);
    if (isSuccess(answer)) return answer;
    const { childId, parentTicketNumber } = bodyOf(sent) ?? {};
    const idOf = async (number: unknown) =>
      (await store.db.selectFrom('ticket').select('ticket_id').where('number', '=', String(number)).executeTakeFirst())
        ?.ticket_id;
    const parent = await idOf(sent.params.parentNumber ?? parentTicketNumber);
    const child = await idOf(childId ?? sent.params.number);
    if (parent && child) {
      await store.db.updateTable('ticket').set({ ticket_pid: parent }).where('ticket_id', '=', child).execute();
    }
    return answer;
  });
