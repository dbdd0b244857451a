/** listChildTickets broken on purpose. */
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { htmlPage, json } from '../faults/answer.js';
import { on, refused } from '../faults/request.js';
import { asXml, list, unknown } from './broken-kinship.js';

export const listChildTicketsMutants: Mutant[] = [
  mutant(
    'listChildTickets/answers-all-children',
    'a child is left out',
    json(list, (value) => ({ children: value.children.slice(1) })),
  ),
  mutant(
    'listChildTickets/answers-all-children',
    'a child stands twice',
    json(list, (value) => ({ children: [...value.children, ...value.children.slice(0, 1)] })),
  ),
  mutant(
    'listChildTickets/answers-all-children',
    'another ticket is among the children',
    json(list, (value) => ({
      children:
        value.children.length > 0
          ? [...value.children, { ticket_id: 1, number: '1', subject: 'Another', status: 'Open' }]
          : [],
    })),
  ),
  mutant(
    'listChildTickets/none-is-empty',
    'no children are null',
    json(list, (value) => ({ children: value.children.length > 0 ? value.children : null })),
  ),
  mutant(
    'listChildTickets/none-is-empty',
    'no children are answered with 404',
    on(list, async (sent, forward) => {
      const answer = await forward(sent);
      return answer.body.toString() === '{"children":[]}' ? refused(404) : answer;
    }),
  ),
  mutant(
    'listChildTickets/none-is-empty',
    'the children are a web page with 200',
    on(list, async () => htmlPage),
  ),
  ...asXml(list, 'listChildTickets/xml'),
  mutant(
    'listChildTickets/agrees-with-parent',
    'another ticket is among the children',
    json(list, async (value, _, { ask }) => {
      if (value.children.length === 0) return value;
      const [row] = JSON.parse((await ask('GET', '/api/tickets-search.php?limit=1&offset=30')).body.toString());
      return {
        children: [
          ...value.children,
          { ticket_id: row.id, number: row.number, subject: row.subject, status: row.status },
        ],
      };
    }),
  ),
  mutant(
    'listChildTickets/agrees-with-ticket',
    'a child is left out',
    json(list, (value) => ({ children: value.children.slice(1) })),
  ),
  ...unknown('listChildTickets/unknown-404', list, made(200, 'application/json', '{"children":[]}')),
];
