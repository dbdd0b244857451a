/** Checks of what createTicket answers, and that there is a ticket behind it. */
import { isTicketNumber } from '../../../contract/ticket-number.js';
import { hasItsShape } from '../../invariants/read-field.js';
import { type Check, check } from '../../kernel/check.js';
import { Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { needsClosed } from '../../steps/closed-ticket.js';
import { plainTicket } from '../../steps/creations.js';
import { statuses } from '../../steps/lookups.js';
import {
  elsewhere,
  getTicket,
  makeTicket,
  needsItself,
  newTicket,
  ticketIn,
  withSubject,
} from '../../steps/own-tickets.js';
import { answersCheck } from '../generic/answers.js';

export const checks: Check[] = [
  answersCheck('createTicket/answers-201', 'Create a ticket'),

  check('createTicket/answers-the-number', 'Create a ticket and compare the answer with its number', async (t, id) => {
    const answer = await t.simplest(id);
    await t.succeeds(answer);
    t.that(isTicketNumber(answer.text), 'a ticket number and nothing else', answer.summary, answer);
    const number = answer.text.trim();
    const read = await getTicket(t, number);
    const other = await elsewhere(t, answer, read);
    if (other) t.violated('the number of the new ticket', `${number}; its number is ${other.number}`, other.answers);
    needsItself(t, number, read);
    const ticket = t.needs(read, 'createTicket/ticket-exists');
    const isOwn = ticket.text.includes(t.session.run.id);
    t.that(isOwn, 'the number of the new ticket', `${number}, which is another ticket's`, [answer, ticket]);
    t.equal(ticket, '/number', number, t.value(ticket, 'getTicket/number-is-string'));
  }),

  check('createTicket/answers-plain-text', 'Create a ticket and look at the content type', async (t, id) => {
    const answer = await t.simplest(id);
    await t.succeeds(answer);
    t.contentType(answer, 'text/plain');
  }),

  check('createTicket/ticket-exists', 'Create a ticket and read it at once', async (t) => {
    const sent = newTicket(t.session, 'to be read at once');
    const answer = await t.call('createTicket', { body: sent });
    await t.succeeds(answer);
    const number = answer.text.trim();
    const ticket = isTicketNumber(number) ? await getTicket(t, number) : undefined;
    // Every ticket of a run has its ID in several fields, so that one which is not stored does not count here.
    if (ticket?.isSuccess && ticket.text.includes(t.session.run.id)) return;
    const { numbers, answer: found } = await withSubject(t, sent.subject);
    if (numbers.includes(number)) throw new Untestable('getTicket/by-number', `Ticket ${number} cannot be read`);
    // The ticket is there: that the answer does not lead to it is reported by another check.
    if (numbers.length > 0) return;
    if (ticket && !ticket.isRefusedAs('getTicket/unknown-404')) t.needs(ticket, 'getTicket/answers-200');
    const seen = ticket ? [answer, ticket, found] : [answer, found];
    t.violated(`the ticket ${show(sent.subject)}`, `${(ticket ?? answer).summary}, and search does not find it`, seen);
  }),

  check('createTicket/number-is-new', 'Create two tickets and compare their numbers', async (t) => {
    const { number: one } = await makeTicket(t, 'one number');
    // With the same subject: what a customer writes twice is two tickets.
    const { number: two, answer } = await makeTicket(t, 'one number');
    t.that(one !== two, `another number than ${one}`, `${two} again`, answer);
  }),

  check('createTicket/starts-open', 'Create a ticket and read its status', async (t) => {
    const ticket = await plainTicket(t);
    const { status, closed } = ticketIn(ticket);
    if (hasItsShape('getTicket', 'closed', closed)) {
      if (closed !== null) await needsClosed(t, { name: String(status), state: 'open' });
      t.equal(ticket, '/closed', closed, null);
    }
    const known = (await statuses(t)).find(({ name }) => name === status);
    if (!known) {
      throw new Untestable('listTicketStatuses/answers-an-array', `The list of statuses has no ${show(status)}`);
    }
    t.that(known.state === 'open', 'a status with the state open', `${status} (${known.state})`, ticket, '/status');
  }),
];
