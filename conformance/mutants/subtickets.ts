/** The four operations on parents and children broken on purpose; the types of their fields are in families/. */
import type { OperationId } from '../../contract/operations.js';
import type { RequirementId } from '../../generated/requirements.js';
import { isSuccess } from './engine/fault.js';
import { made } from './engine/layer.js';
import { type Mutant, mutant } from './engine/mutant.js';
import { htmlPage, json, refusal, refusalStatus, status, xml } from './faults/answer.js';
import { andAlso, notDone } from './faults/effect.js';
import { linkedAllTheSame } from './faults/kinship.js';
import { bodyOf, on, refused, request } from './faults/request.js';

const [parent, list, link, unlink] = [
  'getParentTicket',
  'listChildTickets',
  'linkSubticket',
  'unlinkSubticket',
] as const;
const all = [parent, list, link, unlink] as const;
const withoutSubtickets = { without: ['subtickets'] };
type Ref = { ticket_id: number; number: string; subject: string; status: string };

/** Says that all went well. */
const wentWell = made(200, 'application/json', '{"success":true,"message":"Done","parent":null,"child":null}');

/** What every one of them must do. */
const common = (id: OperationId): Mutant[] => [
  mutant(
    `${id}/absent-501` as RequirementId,
    'answers 404 without the plugin',
    refusalStatus(id, 404, (answer) => answer.status === 501),
    withoutSubtickets,
  ),
  mutant(
    `${id}/absent-501` as RequirementId,
    'answers 200 without the plugin',
    refusal(id, (answer) => (answer.status === 501 ? wentWell : answer)),
    withoutSubtickets,
  ),
];

const unknown = (rule: RequirementId, id: OperationId, answer = wentWell): Mutant[] => [
  mutant(
    rule,
    'an unknown ticket is answered with 200',
    refusal(id, (one) => (one.status === 404 ? answer : one)),
  ),
  mutant(
    rule,
    'an unknown ticket is answered with 500',
    refusalStatus(id, 500, (one) => one.status === 404),
  ),
];

/** A link that must be refused: answered as done, with another code, or refused and made all the same. */
const refusals = (rule: RequirementId, what: string): Mutant[] => [
  mutant(
    rule,
    `${what} is answered as done`,
    refusal(link, (answer) => ([404, 422].includes(answer.status) ? wentWell : answer)),
  ),
  mutant(rule, `${what} is answered with 500`, refusalStatus(link, 500)),
];

const asXml = (id: OperationId, rule: RequirementId): Mutant[] => [
  mutant(
    rule,
    '.xml gives JSON',
    request(id, (sent) => ({ ...sent, url: sent.url.replace('.xml', '.json') })),
  ),
  mutant(
    rule,
    '.xml is answered with 400',
    on(id, (sent, forward) => (sent.params.format === 'xml' ? Promise.resolve(refused(400)) : forward(sent))),
  ),
  mutant(
    rule,
    'the XML is empty',
    xml(id, () => '<?xml version="1.0"?><response/>'),
  ),
];

export const subticketMutants: Mutant[] = [
  ...all.flatMap(common),

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

  mutant('linkSubticket/answers-200', 'a link is answered with 202', status(link, 202)),
  mutant(
    'linkSubticket/answers-200',
    'a link is a web page with 200',
    on(link, async () => htmlPage),
  ),
  mutant(
    'linkSubticket/answers-the-parent',
    'parent and child are swapped',
    json(link, (value) => ({ ...value, parent: value.child, child: value.parent })),
  ),
  mutant(
    'linkSubticket/answers-the-child',
    'parent and child are swapped',
    json(link, (value) => ({ ...value, parent: value.child, child: value.parent })),
  ),
  ...(['ticket_id', 'number', 'subject', 'status'] as const).flatMap((name) => [
    mutant(
      'linkSubticket/answers-the-parent',
      `the parent lacks ${name}`,
      json(link, (value) => ({ ...value, parent: lacking(value.parent, name) })),
    ),
    mutant(
      'linkSubticket/answers-the-child',
      `the child lacks ${name}`,
      json(link, (value) => ({ ...value, child: lacking(value.child, name) })),
    ),
    mutant(
      'unlinkSubticket/answers-the-child',
      `the child lacks ${name}`,
      json(unlink, (value) => ({ ...value, child: lacking(value.child, name) })),
    ),
  ]),
  mutant(
    'linkSubticket/linked',
    'nothing is linked',
    notDone(link, async (sent, { ask }) => {
      const seen = async (number: string): Promise<Ref> => {
        const ticket = JSON.parse((await ask('GET', `/api/tickets-get.php/${number}.json`)).body.toString());
        return { ticket_id: ticket.id, number: ticket.number, subject: ticket.subject, status: ticket.status };
      };
      const both = {
        parent: await seen(sent.params.parentNumber ?? ''),
        child: await seen(String(bodyOf(sent)?.childId)),
      };
      return made(200, 'application/json', JSON.stringify({ success: true, message: 'Linked', ...both }));
    }),
  ),
  ...unknown('linkSubticket/unknown-parent-404', link),
  ...unknown('linkSubticket/unknown-child-404', link),
  ...refusals('linkSubticket/again-422', 'a link that is there'),
  mutant(
    'linkSubticket/again-422',
    'a link that is there is answered with 409',
    refusalStatus(link, 409, (answer) => answer.status === 422),
  ),
  ...refusals('linkSubticket/itself-refused', 'a link of a ticket to itself'),
  ...refusals('linkSubticket/cycle-refused', 'a circle'),
  mutant('linkSubticket/itself-refused', 'a link of a ticket to itself is refused but made', linkedAllTheSame(link)),
  mutant('linkSubticket/cycle-refused', 'a circle is refused but made', linkedAllTheSame(link)),
  ...refusals('linkSubticket/second-parent-refused', 'a second parent'),
  mutant(
    'linkSubticket/second-parent-refused',
    'a second parent is refused but takes the place of the first',
    linkedAllTheSame(link),
  ),
  mutant(
    'linkSubticket/children-may-be-many',
    'a second child is refused',
    on(link, async (sent, forward, { memory }) => {
      const { parentNumber = '' } = sent.params;
      if (memory.has(parentNumber)) return refused(422);
      const answer = await forward(sent);
      if (isSuccess(answer)) memory.set(parentNumber, true);
      return answer;
    }),
  ),

  mutant('unlinkSubticket/answers-200', 'unlinking is answered with 202', status(unlink, 202)),
  mutant(
    'unlinkSubticket/answers-200',
    'unlinking is a web page with 200',
    on(unlink, async () => htmlPage),
  ),
  mutant(
    'unlinkSubticket/unlinked',
    'nothing is unlinked',
    notDone(unlink, async (sent, { ask }) => {
      const ticket = JSON.parse((await ask('GET', `/api/tickets-get.php/${sent.params.number}.json`)).body.toString());
      const child: Ref = {
        ticket_id: ticket.id,
        number: ticket.number,
        subject: ticket.subject,
        status: ticket.status,
      };
      return made(200, 'application/json', JSON.stringify({ success: true, message: 'Unlinked', child }));
    }),
  ),
  mutant(
    'unlinkSubticket/child-stays',
    'the child is deleted',
    andAlso(unlink, ({ ask }, sent) => ask('DELETE', `/api/tickets-delete.php/${sent.params.number}.json`)),
  ),
  mutant(
    'unlinkSubticket/child-stays',
    'the child gets another priority',
    andAlso(unlink, ({ ask }, sent) =>
      ask('PATCH', `/api/tickets-update.php/${sent.params.number}.json`, { priority: 4 }),
    ),
  ),
  mutant(
    'unlinkSubticket/siblings-stay',
    'all children of the parent are unlinked',
    on(unlink, async (sent, forward, { store }) => {
      const child = await store.db
        .selectFrom('ticket')
        .select('ticket_pid')
        .where('number', '=', sent.params.number ?? '')
        .executeTakeFirst();
      const answer = await forward(sent);
      if (child?.ticket_pid)
        await store.db
          .updateTable('ticket')
          .set({ ticket_pid: null })
          .where('ticket_pid', '=', child.ticket_pid)
          .execute();
      return answer;
    }),
  ),
  mutant(
    'unlinkSubticket/no-parent-404',
    'a ticket without a parent is answered as unlinked',
    refusal(unlink, () => wentWell),
  ),
  mutant('unlinkSubticket/no-parent-404', 'a ticket without a parent is answered with 500', refusalStatus(unlink, 500)),
  ...unknown('unlinkSubticket/unknown-404', unlink),
];

function lacking(ref: Ref, name: keyof Ref): Partial<Ref> {
  const { [name]: _, ...others } = ref;
  return others;
}
