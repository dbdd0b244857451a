/** Checks that a value of another type, which can be meant in one way only, is taken so or refused. */
import type { OperationId } from '../../../contract/operations.js';
import { type Check, checkFor } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { storedFiles } from '../../steps/attachments.js';
import { plainTicket } from '../../steps/creations.js';
import { lookupFields, usableValue } from '../../steps/lookup-fields.js';
import {
  makeTicket,
  newTicket,
  numberOf,
  type OwnTicket,
  readTicket,
  sharedTicket,
  ticketIn,
} from '../../steps/own-tickets.js';
import { isChildOf, linkedParent, linkRequest } from '../../steps/subtickets.js';
import { attachmentsWork } from '../createTicket/with-file.js';

/** Says what is wrong with the ticket as it reads after the request was accepted; nothing where it was taken as meant. */
type Dropped = (ticket: Answer) => Promise<string | undefined> | string | undefined;

/** Expects a request to be refused, or to be taken as it was meant. @param read reads the ticket afterwards */
async function expectMeant(
  t: Context,
  expected: string,
  answer: Answer,
  read: () => Promise<Answer>,
  dropped: Dropped,
): Promise<void> {
  if (answer.status >= 400 && answer.status < 500) return;
  await t.succeeds(answer);
  const ticket = await read();
  const actual = await dropped(ticket);
  t.that(actual === undefined, `a refusal, or ${expected}`, actual ?? '', [answer, ticket]);
}

/** Digits that only this check sends. */
const digits = 40_961;
const showsDigits =
  (t: Context): Dropped =>
  (ticket) => {
    const bodies = t.field(ticket, 'getTicket/thread-body-is-string').map(String);
    return bodies.some((body) => body.includes(String(digits))) ? undefined : show(bodies);
  };

async function create(t: Context, label: string, fields: object, expected: string, dropped: Dropped): Promise<void> {
  const json = { ...newTicket(t.session, label), ...fields };
  const answer = await t.send({ operation: 'createTicket', json });
  await expectMeant(t, expected, answer, async () => readTicket(t, await numberOf(t, answer, json.subject)), dropped);
}

/** What a ticket shows of what a creation may leave out. */
const leftOut = ['source', 'departmentId', 'priorityId', 'topicId', 'duedate'] as const;

/** Whether a creation keeps any file: where it drops all, another check reports that. */
async function canAttach(t: Context): Promise<boolean> {
  try {
    await attachmentsWork(t);
    return true;
  } catch (reason) {
    if (reason instanceof Untestable) return false;
    throw reason;
  }
}

async function createsAsMeant(t: Context): Promise<void> {
  const plain = ticketIn(await plainTicket(t));
  const none = { phone: null, ip: '', source: null, format: null, departmentId: '', topicId: null, duedate: '' };
  await create(t, 'with null and empty texts', { ...none, autorespond: 0 }, 'a ticket as without them', (ticket) => {
    const shown = ticketIn(ticket);
    const other = leftOut.find((name) => shown[name] !== plain[name]);
    return other && `${other} ${show(shown[other])} in place of ${show(plain[other])}`;
  });
  await create(t, 'with a number as its message', { message: digits }, `a message ${digits}`, showsDigits(t));
  if (!(await canAttach(t))) return;
  const attachments = [{ 'words.txt': 'data:text/plain,Words' }];
  await create(t, 'with a data-URI without Base64', { attachments }, 'a file with the text Words', async (ticket) => {
    const files = (await storedFiles(t, ticket)).map(String);
    return files.join() === 'Words' ? undefined : `${files.length} files: ${show(files)}`;
  });
}

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

const meantCheck = (operation: OperationId, action: string, run: (t: Context) => Promise<void>): Check =>
  checkFor(operation, 'errors/taken-as-meant', action, run);

export const checks: Check[] = [
  meantCheck('createTicket', 'Send null, empty texts, a number and a data-URI that can mean one thing', createsAsMeant),
  meantCheck('updateTicket', 'Send a number as a note, and an ID as a text', updatesAsMeant),
  meantCheck('linkSubticket', "Send the child's number as a number", linksAsMeant),
];
