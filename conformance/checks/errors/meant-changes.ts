/** Checks that a change takes a value of another type, which can be meant in one way only, as meant, or refuses it. */
import type { Check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { lookupFields, usableValue } from '../../steps/lookup-fields.js';
import { makeTicket, type OwnTicket, readTicket, sharedTicket, ticketIn } from '../../steps/own-tickets.js';
import { isChildOf, linkedParent, linkRequest } from '../../steps/subtickets.js';
import { type Dropped, digits, expectMeant, meantCheck, showsDigits } from './taken-as-meant.js';

/** An ID of a help topic that an own ticket can be given. Nothing where none is known */
async function someTopic(t: Context): Promise<number | undefined> {
  try {
    return (await usableValue(t, lookupFields.topic)).id;
  } catch (reason) {
    if (reason instanceof Skip || reason instanceof Untestable) return undefined;
    throw reason;
  }
}

/** A ticket's number as a number; nothing where it is no such number. */
const asNumber = ({ number }: OwnTicket): number | undefined =>
  String(Number(number)) === number ? Number(number) : undefined;

async function updatesAsMeant(t: Context): Promise<void> {
  const child = await makeTicket(t, 'updated with values of other types');
  const send = async (json: object, expected: string, dropped: Dropped) => {
    const path = { number: child.number, format: 'json' };
    const answer = await t.send({ operation: 'updateTicket', path, json });
    await expectMeant(t, expected, answer, () => readTicket(t, child.number), dropped);
  };
  await send({ note: digits, noteFormat: 'text' }, `a note ${digits}`, showsDigits(t));
  const topic = await someTopic(t);
  if (topic !== undefined) {
    await send({ topicId: String(topic) }, `the help topic ${topic}`, (ticket) => {
      const { topicId } = ticketIn(ticket);
      return Number(topicId) === topic ? undefined : `topicId ${show(topicId)}`;
    });
  }
  if (!t.session.capabilities.subtickets) return;
  const parent = await sharedTicket(t, 'named by a number');
  const number = asNumber(parent);
  if (number === undefined) return;
  await send({ parentTicketNumber: number }, `a child of ticket ${number}`, async () =>
    (await isChildOf(t, child, parent)).yes ? undefined : 'a ticket without that parent',
  );
}

async function linksAsMeant(t: Context): Promise<void> {
  await linkedParent(t);
  const parent = await sharedTicket(t, 'named by a number');
  const child = await makeTicket(t, 'linked by a number');
  const childId = asNumber(child);
  if (childId === undefined) throw new Skip('no-data', `The number ${child.number} cannot be sent as a number.`);
  const answer = await t.send({ ...linkRequest(parent, child), json: { childId } });
  await expectMeant(
    t,
    `a link to ticket ${childId}`,
    answer,
    () => readTicket(t, parent.number),
    async () => ((await isChildOf(t, child, parent)).yes ? undefined : 'tickets that are not linked'),
  );
}

export const checks: Check[] = [
  meantCheck('updateTicket', 'Send a number as a note, and an ID as a text', updatesAsMeant),
  meantCheck('linkSubticket', "Send the child's number as a number", linksAsMeant),
];
