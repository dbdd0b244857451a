/** unlinkSubticket broken on purpose. */
import { made } from '../engine/layer.js';
import { type Mutant, mutant } from '../engine/mutant.js';
import { htmlPage, json, refusal, refusalStatus, status } from '../faults/answer.js';
import { andAlso, notDone } from '../faults/effect.js';
import { on } from '../faults/request.js';
import { lacking, type Ref, unknown, unlink, wentWell } from './broken-kinship.js';

export const unlinkSubticketMutants: Mutant[] = [
  ...(['ticket_id', 'number', 'subject', 'status'] as const).map((name) =>
    mutant(
      'unlinkSubticket/answers-the-child',
      `the child lacks ${name}`,
      json(unlink, (value) => ({ ...value, child: lacking(value.child, name) })),
    ),
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
