/** getParentTicket broken on purpose. */
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { htmlPage, json, status } from '../faults/answer.js';
import { on, refused } from '../faults/request.js';
import { asXml, parent, unknown } from './broken-kinship.js';

export const getParentTicketMutants: Mutant[] = [
  mutant(
    'getParentTicket/answers-the-parent',
    'a child is answered with no parent',
    json(parent, () => ({ parent: null })),
  ),
  mutant(
    'getParentTicket/answers-the-parent',
    'a child is answered with itself',
    json(parent, async (value, sent, { ask }) => {
      if (!value.parent) return value;
      const child = JSON.parse((await ask('GET', `/api/tickets-get.php/${sent.params.number}.json`)).body.toString());
      return { parent: { ...value.parent, ticket_id: child.id, number: child.number, subject: child.subject } };
    }),
  ),
  mutant('getParentTicket/answers-the-parent', 'a parent is answered with 201', status(parent, 201)),
  mutant(
    'getParentTicket/subject-is-string',
    'the subject is another one',
    json(parent, (value) => (value.parent ? { parent: { ...value.parent, subject: 'Another' } } : value)),
  ),
  mutant(
    'getParentTicket/none-is-null',
    'no parent is an empty object',
    json(parent, (value) => ({ parent: value.parent ?? {} })),
  ),
  mutant(
    'getParentTicket/none-is-null',
    'no parent is answered with 404',
    on(parent, async (sent, forward) => {
      const answer = await forward(sent);
      return answer.body.toString() === '{"parent":null}' ? refused(404) : answer;
    }),
  ),
  mutant(
    'getParentTicket/none-is-null',
    'no parent is nothing',
    json(parent, (value) => (value.parent ? value : {})),
  ),
  mutant(
    'getParentTicket/none-is-null',
    'a parent is a web page with 200',
    on(parent, async () => htmlPage),
  ),
  ...asXml(parent, 'getParentTicket/xml'),
  mutant(
    'getParentTicket/agrees-with-children',
    'another parent is answered',
    json(parent, (value) => (value.parent ? { parent: { ...value.parent, number: '1', ticket_id: 1 } } : value)),
  ),
  ...unknown('getParentTicket/unknown-404', parent, made(200, 'application/json', '{"parent":null}')),
];
