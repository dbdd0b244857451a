/** Updates of own tickets. */
import type { components } from '../../generated/types.js';
import type { Answer, Context } from '../kernel/context.js';
import { each } from '../kernel/each.js';
import { Untestable, Violation } from '../kernel/outcome.js';
import { sharedFirst, unchanged } from './comparisons.js';
import { makeTicket, type OwnTicket, readTicket } from './own-tickets.js';

export type TicketChanges = components['schemas']['TicketChanges'];

/** Updates a ticket. Not judged. */
export const update = (
  t: Context,
  number: string,
  body: TicketChanges,
  operation: 'updateTicket' | 'updateTicketByPut' = 'updateTicket',
): Promise<Answer> => t.call(operation, { path: { number, format: 'json' }, body });

/** An update, and the ticket as it reads afterwards. */
export interface Update {
  answer: Answer;
  after: Answer;
}

/** An update that several checks look at. */
export interface SharedUpdate extends Update {
  ticket: OwnTicket;
}

/** Makes a ticket, updates it and reads it, once for all checks that look at it. Not judged. */
export const sharedUpdate = (t: Context, label: string, body: TicketChanges): Promise<SharedUpdate> =>
  t.share(`update: ${label}`, async (own) => {
    const ticket = await makeTicket(own, label);
    const { number } = ticket;
    return { ticket, answer: await update(own, number, body), after: await readTicket(own, number) };
  });

/** Updates an own ticket, expects that to succeed, and reads the ticket. */
export async function updateAndRead(t: Context, { number }: { number: string }, body: TicketChanges): Promise<Update> {
  const answer = await update(t, number, body);
  await t.succeeds(answer);
  return { answer, after: await readTicket(t, number) };
}

/** Makes a ticket the child of another. Not judged. */
export const setParent = (t: Context, child: OwnTicket, parent: OwnTicket, key?: string): Promise<Answer> =>
  t.call('updateTicket', {
    path: { number: child.number, format: 'json' },
    body: { parentTicketNumber: parent.number },
    ...(key ? { key } : {}),
  });

/** An own ticket that was made a child of another, once for the whole run. */
export const parentByUpdate = (t: Context): Promise<{ parent: OwnTicket; child: OwnTicket; answer: Answer }> =>
  t.share('parent by an update', async (own) => {
    const [parent, child] = [await makeTicket(own, 'parent by an update'), await makeTicket(own, 'child by an update')];
    return { parent, child, answer: await setParent(own, child, parent) };
  });

/**
 * Sends updates of an own ticket that must each be refused, and expects the ticket to be as before.
 *
 * @param bodies the bodies, one request each
 * @returns the answers
 */
export async function refusedUpdates(
  t: Context,
  bodies: readonly unknown[],
  operation: 'updateTicket' | 'updateTicketByPut' = 'updateTicket',
): Promise<Answer[]> {
  const prepare = async (own: Context, label: string) => {
    const { number } = await makeTicket(own, label);
    return { number, before: await readTicket(own, number) };
  };
  const judge = async ({ number, before }: { number: string; before: Answer }) => {
    const answers = await each(
      t,
      bodies,
      (json) => t.send({ operation, path: { number, format: 'json' }, json }),
      (answer) => t.refused(answer),
    );
    const [last] = answers.slice(-1);
    if (last) unchanged(before, await readTicket(t, number), last);
    return answers;
  };
  const label = 'that refused updates are sent to';
  return sharedFirst(
    async () => {
      const shared = await t.share(`ticket ${label}`, (own) => prepare(own, label));
      return t.inTurn(label, () => t.attempt(() => judge(shared)));
    },
    async () => judge(await prepare(t, 'that no other check updates')),
  );
}

/** A ticket that a check may update until its turn ends. */
export interface TicketInTurn {
  ticket: OwnTicket;
  /** How it read last; absent where it is new. */
  reading?: Answer | undefined;
}

/** Reads a ticket, for this turn and the next. @throws Untestable when it cannot be read */
export async function readInTurn(t: Context, turn: TicketInTurn): Promise<Answer> {
  const after = await readTicket(t, turn.ticket.number);
  turn.reading = after;
  return after;
}

/** Updates a ticket, expects that to succeed, and reads it. */
export async function updateInTurn(t: Context, turn: TicketInTurn, body: TicketChanges): Promise<Answer> {
  await t.succeeds(await update(t, turn.ticket.number, body));
  return readInTurn(t, turn);
}

/**
 * Judges what updates do: first with a ticket that other checks update too, and where that fails, with a ticket of this
 * check alone.
 *
 * @param first the update that made the shared ticket
 * @param label of the ticket of this check alone
 * @example await judgeUpdates(t, plainNote, 'a note as text', async (turn) => { … })
 */
export const judgeUpdates = <T>(
  t: Context,
  first: (t: Context) => Promise<SharedUpdate>,
  label: string,
  judge: (turn: TicketInTurn) => Promise<T>,
): Promise<T> =>
  sharedFirst(
    async () => {
      const { ticket, after } = await first(t);
      const what = `updates of ticket ${ticket.number}`;
      const last = await t.share(what, async (): Promise<Pick<TicketInTurn, 'reading'>> => ({ reading: after }));
      return t.inTurn(what, async () => {
        const reading = last.reading ?? (await readTicket(t, ticket.number));
        const turn: TicketInTurn = { ticket, reading };
        // A turn that ends without a reading, or with an error, leaves a ticket of which it is not known how it reads.
        last.reading = undefined;
        const judged = await judge(turn);
        if (turn.reading !== reading) last.reading = turn.reading;
        return judged;
      });
    },
    async () => judge({ ticket: await makeTicket(t, label) }),
    [Violation, Untestable],
  );
