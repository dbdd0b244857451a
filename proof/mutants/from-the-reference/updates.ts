/** Faults of updates that depend on what the ticket is or was. */
import { json } from '../../../server/faults/answer.js';
import { at, both, type Fault } from '../../../server/faults/fault.js';
import { itemsOf, nameOfFile } from '../../../server/faults/files.js';
import { body, bodyOf, withBody } from '../../../server/faults/request.js';
import { ticketOf } from '../families/sequences.js';
import { noticed, read, remembered, type Ticket } from './pieces.js';

/** The agent of a closed ticket stays, whatever is sent. */
export const closedNotAssigned: Fault = async (sent, forward, environment) => {
  const { staffId, ...others } = bodyOf(sent) ?? {};
  if (staffId === undefined || others.statusId !== undefined) return forward(sent);
  const ticket = await ticketOf(environment, sent.params.number ?? '');
  return forward(ticket?.closed ? withBody(sent, { noteTitle: 'none', ...others }) : sent);
};

/** A ticket that had an agent once does not get that one again. */
export const formerAgentStaysAway: Fault = both(
  noticed(
    (before, { memory }) => before.staffId && remembered(memory, 'agents').add(`${before.number} ${before.staffId}`),
  ),
  async (sent, forward, environment) => {
    const { staffId, ...others } = bodyOf(sent) ?? {};
    const ticket: Ticket = staffId === undefined ? undefined : await read(environment, sent.params.number ?? '');
    const hadIt = remembered(environment.memory, 'agents').has(`${ticket?.number} ${staffId}`);
    const isOther = ticket?.staffId !== staffId;
    return forward(hadIt && isOther ? withBody(sent, { noteTitle: 'none', ...others }) : sent);
  },
);

/** A ticket that is closed already shows no time of closing with another closed status. */
export const closedTwice: Fault = both(
  at('updateTicket', async (sent, forward, environment) => {
    const before = await ticketOf(environment, sent.params.number ?? '');
    const answer = await forward(sent);
    const after = await ticketOf(environment, sent.params.number ?? '');
    const twice = remembered(environment.memory, 'closed twice');
    if (before?.closed && after?.closed && before.status_id !== after.status_id) twice.add(String(after.number));
    else if (!after?.closed) twice.delete(String(after?.number));
    return answer;
  }),
  at(
    'getTicket',
    json((ticket, _, { memory }) =>
      remembered(memory, 'closed twice').has(String(ticket.number)) ? { ...ticket, closed: null } : ticket,
    ),
  ),
);

/** A file is dropped whose name the ticket has already. */
export const namesakeDropped: Fault = body(async (sent, environment, { params }) => {
  const files = itemsOf(sent);
  if (files.length === 0) return sent;
  const entries: { attachments?: { filename: string }[] }[] =
    (await read(environment, params.number ?? ''))?.thread ?? [];
  const names = entries.flatMap(({ attachments = [] }) => attachments.map(({ filename }) => filename));
  return { ...sent, attachments: files.filter((file) => !names.includes(nameOfFile(file))) };
});
