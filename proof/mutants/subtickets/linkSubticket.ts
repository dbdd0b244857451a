/** linkSubticket broken on purpose. */
import { isSuccess } from '../engine/fault.js';
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { htmlPage, json, refusalStatus, status } from '../faults/answer.js';
import { notDone } from '../faults/effect.js';
import { linkedAllTheSame } from '../faults/kinship.js';
import { bodyOf, on, refused } from '../faults/request.js';
import { lacking, link, type Ref, refusals, unknown } from './broken-kinship.js';

export const linkSubticketMutants: Mutant[] = [
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
];
