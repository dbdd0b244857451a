/** That an update changes what was sent and nothing else; the same for PATCH and PUT. */
import type { Answer } from '../../client/answer.js';
import type { Context } from '../../kernel/context.js';
import { inDays } from '../../steps/days.js';
import { makeTicket, readTicket } from '../../steps/own-ticket.js';
import { differences } from '../../steps/refused.js';
import { kinds, settableIds } from '../../steps/settable.js';
import type { TicketChanges } from '../../steps/updated.js';

type Method = 'updateTicket' | 'updateTicketByPut';

/** Gives a ticket what can be given, then sends one field at a time and expects all others to stay. */
export async function onlySentFieldsChange(t: Context, method: Method): Promise<void> {
  const { number } = await makeTicket(t, 'of which little is changed');
  const path = { number, format: 'json' } as const;
  const given = await settableIds(t, kinds.department, kinds.sla, kinds.staff, kinds.priority, kinds.topic);
  // Not judged: what cannot be given has checks of its own.
  await t.call('updateTicket', { path, body: { ...given, dueDate: inDays(t, 30) } });
  const changes: [changed: string[], body: TicketChanges][] = [
    [['thread'], { note: 'Nothing else is changed.', noteFormat: 'text' }],
    [['duedate'], { dueDate: inDays(t, 60) }],
  ];
  let before = await readTicket(t, number);
  for (const [changed, body] of changes) {
    const answer: Answer = await t.call(method, { path, body });
    await t.succeeds(answer);
    const after = await readTicket(t, number);
    const others = differences(before, after, changed);
    const what = Object.keys(body).join(' and ');
    t.that(others.length === 0, `no field to change but by ${what}`, others.join('; '), [answer, before, after]);
    before = after;
  }
}
