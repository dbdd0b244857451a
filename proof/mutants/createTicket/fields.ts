/** The fields of a ticket are not kept, or taken too lightly. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { json } from '../faults/answer.js';
import { accepted } from '../faults/effect.js';
import { field } from '../faults/field.js';
import { withoutField } from '../faults/repair.js';
import { body, passedOver, refusesBody, storedAs } from '../faults/request.js';
import { create, properties, refusals } from './broken-creation.js';

export const fieldsMutants: Mutant[] = [
  mutant(
    'createTicket/name-stored',
    'the name is cut to its first word',
    storedAs(create, 'name', (name) => String(name).split(' ')[0]),
  ),
  mutant(
    'createTicket/email-stored',
    'the address is another one',
    storedAs(create, 'email', (email) => `x${email}`),
  ),
  mutant(
    'createTicket/subject-stored',
    'the subject loses its last character',
    field('getTicket', 'subject', (subject) => String(subject).slice(0, -1)),
  ),
  mutant(
    'createTicket/message-stored',
    'the message is not kept',
    storedAs(create, 'message', () => 'Another message'),
  ),
  mutant(
    'createTicket/message-stored',
    'the message is a note',
    json('getTicket', (ticket) => ({
      ...ticket,
      thread: ticket.thread.map((one: object) => ({ ...one, type: 'note' })),
    })),
  ),
  mutant(
    'createTicket/phone-accepted',
    'a phone is refused',
    refusesBody(create, ({ phone }) => phone !== undefined),
  ),
  mutant('createTicket/ip-stored', 'the address is passed over', passedOver(create, 'ip')),
  mutant('createTicket/source-stored', 'the source is passed over', passedOver(create, 'source')),
  mutant(
    'createTicket/source-stored',
    'the source Email is refused',
    refusesBody(create, ({ source }) => source === 'Email'),
  ),
  mutant(
    'createTicket/source-default-api',
    'the source is Web where none is sent',
    storedAs(create, 'source', (source) => source ?? 'Web'),
  ),
  mutant(
    'createTicket/optional-fields-optional',
    'autorespond is required',
    refusesBody(create, ({ autorespond }) => autorespond === undefined),
  ),
  ...refusals('createTicket/email-is-an-address', 'an address that is none', 'email'),
  ...refusals('createTicket/ip-is-an-address', 'an IP address that is none', 'ip'),
  ...refusals('createTicket/source-is-known', 'an unknown source', 'source'),
  mutant(
    'createTicket/too-long-refused',
    'a long name is cut',
    body(create, (sent) => ({ ...sent, name: String(sent.name).slice(0, 60) })),
  ),
  mutant('createTicket/too-long-refused', 'a long address is replaced', accepted(create, withoutField('email'))),
  mutant(
    'createTicket/custom-fields-accepted',
    'an unknown field is refused',
    refusesBody(create, (sent) => Object.keys(sent).some((name) => !(name in properties))),
  ),
  mutant(
    'createTicket/alert-accepted',
    'alert: true is refused',
    refusesBody(create, ({ alert }) => alert === true),
  ),
  mutant(
    'createTicket/autorespond-accepted',
    'autorespond: true is refused',
    refusesBody(create, ({ autorespond }) => autorespond === true),
  ),
];
