/** The answer is wrong, or there is no ticket behind it. */
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { contentType, htmlPage, json, status, text } from '../faults/answer.js';
import { andAlso, notDone } from '../faults/effect.js';
import { anothersNumber, create, sameNumber } from './broken-creation.js';

export const answerMutants: Mutant[] = [
  mutant('createTicket/answers-201', 'a new ticket is answered with 200', status(create, 200)),
  mutant(
    'createTicket/answers-201',
    'a new ticket is a web page with 200',
    notDone(create, () => htmlPage),
  ),
  mutant(
    'createTicket/answers-the-number',
    'the number is in an object',
    text(create, (number) => `{"number":"${number}"}`),
  ),
  mutant(
    'createTicket/answers-the-number',
    'the number is in a sentence',
    text(create, (number) => `Ticket ${number} created`),
  ),
  mutant(
    'createTicket/answers-the-number',
    'the number is in quotes',
    text(create, (number) => `"${number}"`),
  ),
  mutant(
    'createTicket/answers-plain-text',
    'the number is sent as text/html',
    contentType(create, 'text/html; charset=UTF-8'),
  ),
  mutant(
    'createTicket/ticket-exists',
    'no ticket is made',
    notDone(create, () => made(201, 'text/plain', '999999999')),
  ),
  mutant('createTicket/ticket-exists', "another ticket's number is answered", anothersNumber),
  mutant('createTicket/number-is-new', 'every ticket has the same number', sameNumber),
  mutant(
    'createTicket/starts-open',
    'a new ticket is closed',
    andAlso(create, ({ ask }, _, answer) =>
      ask('PATCH', `/api/tickets-update.php/${answer.body}.json`, { statusId: 3 }),
    ),
  ),
  mutant(
    'createTicket/starts-open',
    'a new ticket has a time in closed',
    json('getTicket', (ticket) => ({ ...ticket, closed: ticket.closed ?? ticket.created })),
  ),
  mutant(
    'createTicket/same-email-same-user',
    'every ticket has a user of its own',
    json('getTicket', (ticket) => ({ ...ticket, userId: ticket.id + 1000 })),
  ),
];
