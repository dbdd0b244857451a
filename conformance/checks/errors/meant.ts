/** Checks that a creation takes a value of another type, which can be meant in one way only, as meant, or refuses it. */
import type { Check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { storedFiles } from '../../steps/attachments.js';
import { plainTicket } from '../../steps/creations.js';
import { newTicket, numberOf, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { attachmentsWork } from '../createTicket/with-file.js';
import { type Dropped, digits, expectMeant, meantCheck, showsDigits } from './taken-as-meant.js';

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
    // Where an installation gives due dates itself, it counts them from the creation.
    const isOther = (name: (typeof leftOut)[number]) =>
      name === 'duedate' && plain[name] && shown[name] ? false : shown[name] !== plain[name];
    const other = leftOut.find(isOther);
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

export const checks: Check[] = [
  meantCheck('createTicket', 'Send null, empty texts, a number and a data-URI that can mean one thing', createsAsMeant),
];
