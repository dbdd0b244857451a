/** listChildTickets broken on purpose; the forms of its fields and its refusals are in families/. */
import { json } from '../../server/faults/answer.js';
import { errorReply, type Fault } from '../../server/faults/fault.js';
import type { Row } from './engine/mutant.js';
import { ticketOf } from './families/sequences.js';
import type { TicketReference } from './faults/related-tickets.js';

const children = (change: (all: TicketReference[]) => unknown) =>
  json((value) => ({ children: change(value.children) }));

const another = { ticket_id: 1, number: '1', subject: 'Another', status: 'Open' };

/** A ticket that exists and has no parent is among the children. */
const withAnother = json(async (value, _, { ask }) => {
  if (value.children.length === 0) return value;
  const [row] = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=30')).body.toString());
  const { id: ticket_id, number, subject, status } = row;
  return { children: [...value.children, { ticket_id, number, subject, status }] };
});

/** Only children in the department of their parent are listed. */
const ofOneDepartment = json(async (value, { params }, environment) => {
  const departmentOf = async (number: unknown) => (await ticketOf(environment, String(number)))?.dept_id;
  const own = await departmentOf(params.number);
  const its = await Promise.all((value.children as TicketReference[]).map(({ number }) => departmentOf(number)));
  return { children: (value.children as TicketReference[]).filter((_, index) => its[index] === own) };
});

const noneIs404: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  return answer.body.toString() === '{"children":[]}' ? errorReply(404) : answer;
};

export const listChildTickets: Row[] = [
  ['listChildTickets/answers-all-children', 'a child is left out', children((all) => all.slice(1))],
  ['listChildTickets/answers-all-children', 'a child stands twice', children((all) => [...all, ...all.slice(0, 1)])],
  ['listChildTickets/answers-all-children', 'children in other departments are left out', ofOneDepartment],
  [
    'listChildTickets/answers-all-children',
    'another ticket is among the children',
    children((all) => (all.length > 0 ? [...all, another] : [])),
  ],
  ['listChildTickets/none-is-empty', 'no children are null', children((all) => (all.length > 0 ? all : null))],
  ['listChildTickets/none-is-empty', 'no children are answered with 404', noneIs404],
  ['listChildTickets/agrees-with-parent', 'another ticket is among the children', withAnother],
  ['listChildTickets/agrees-with-ticket', 'a child is left out', children((all) => all.slice(1))],
];
