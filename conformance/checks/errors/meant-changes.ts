/** Checks that a change takes a value of another type, which can be meant in one way only, as meant, or refuses it. */
import type { Check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip } from '../../kernel/outcome.js';
import { changes } from '../../steps/comparisons.js';
import { makeTicket, type OwnTicket, readTicket, sharedTicket } from '../../steps/own-tickets.js';
import { isChildOf, linkedParent, linkRequest } from '../../steps/subtickets.js';
import { emptyValues, numbersForTexts, textsForIds } from './other-types.js';
import { expectAllMeant, meantCheck, type OtherType } from './taken-as-meant.js';

type UpdateOperation = 'updateTicket' | 'updateTicketByPut';

/** A ticket's number as a number; nothing where it is no such number. */
const asNumber = ({ number }: OwnTicket): number | undefined =>
  String(Number(number)) === number ? Number(number) : undefined;

const updatesAsMeant = (id: UpdateOperation) => async (t: Context) => {
  const ticket = await makeTicket(t, 'updated with values of other types');
  const { number } = ticket;
  let last: Answer | undefined;
  const send = async (json: object) => ({
    answer: await t.send({ operation: id, path: { number, format: 'json' }, json }),
    read: async () => {
      last = await readTicket(t, number);
      return last;
    },
  });
  const values = [
    ...numbersForTexts(t, id, 'parentTicketNumber'),
    ...(await textsForIds(t, 'updateTicket')),
    ...(await parentAsNumber(t, ticket)),
  ];
  await expectAllMeant(t, values, (fields) => send({ note: 'A note.', noteFormat: 'text', ...fields }));
  const before = last ?? (await readTicket(t, number));
  // Nothing is taken away by them: the ticket must be as it was.
  const empty = emptyValues(id, (after) => changes(before, after));
  await expectAllMeant(t, empty, send);
};

/** The number of an own ticket as a number; nothing where that cannot be sent. */
async function parentAsNumber(t: Context, child: OwnTicket): Promise<OtherType[]> {
  if (!t.session.capabilities.subtickets) return [];
  const parent = await sharedTicket(t, 'named by a number');
  const value = asNumber(parent);
  if (value === undefined) return [];
  const dropped = async () => ((await isChildOf(t, child, parent)).yes ? undefined : 'a ticket without that parent');
  return [{ field: 'parentTicketNumber', value, meant: `a child of ticket ${value}`, dropped }];
}

async function linksAsMeant(t: Context): Promise<void> {
  await linkedParent(t);
  const parent = await sharedTicket(t, 'named by a number');
  const child = await makeTicket(t, 'linked by a number');
  const childId = asNumber(child);
  if (childId === undefined) throw new Skip('no-data', `The number ${child.number} cannot be sent as a number.`);
  const value: OtherType = {
    field: 'childId',
    value: childId,
    meant: `a link to ticket ${childId}`,
    dropped: async () => ((await isChildOf(t, child, parent)).yes ? undefined : 'tickets that are not linked'),
  };
  await expectAllMeant(t, [value], async (json) => ({
    answer: await t.send({ ...linkRequest(parent, child), json }),
    read: () => readTicket(t, parent.number),
  }));
}

export const checks: Check[] = [
  meantCheck(
    'updateTicket',
    'Send numbers for texts, IDs as texts, null and empty texts',
    updatesAsMeant('updateTicket'),
  ),
  meantCheck(
    'updateTicketByPut',
    'Send numbers for texts, IDs as texts, null and empty texts',
    updatesAsMeant('updateTicketByPut'),
  ),
  meantCheck('linkSubticket', "Send the child's number as a number", linksAsMeant),
];
