/** Checks that an update by PATCH or PUT changes what was sent and nothing else. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { differences } from '../../steps/comparisons.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { inDays, makeTicket, readTicket } from '../../steps/own-tickets.js';
import { type TicketChanges, update } from '../../steps/updates.js';

/** Gives a ticket what can be given, then sends one field at a time and expects all others to stay. */
async function onlySentFieldsChange(t: Context, method: 'updateTicket' | 'updateTicketByPut'): Promise<void> {
  const { number } = await makeTicket(t, 'of which little is changed');
  const given = await usableIds(
    t,
    lookupFields.department,
    lookupFields.sla,
    lookupFields.staff,
    lookupFields.priority,
    lookupFields.topic,
  );
  // Not judged: other checks report what cannot be given.
  await update(t, number, { ...given, dueDate: inDays(t, 30) });
  const changes: [changed: string[], body: TicketChanges][] = [
    [['thread'], { note: 'Nothing else is changed.', noteFormat: 'text' }],
    [['duedate'], { dueDate: inDays(t, 60) }],
  ];
  let before = await readTicket(t, number);
  for (const [changed, body] of changes) {
    const answer = await update(t, number, body, method);
    await t.succeeds(answer);
    const after = await readTicket(t, number);
    const others = differences(before, after, changed);
    const what = Object.keys(body).join(' and ');
    t.that(others.length === 0, `no field to change but by ${what}`, others.join('; '), [answer, before, after]);
    before = after;
  }
}

export const checks: Check[] = (['updateTicket', 'updateTicketByPut'] as const).map((id) =>
  check(`${id}/only-sent-fields-change`, 'Send one field at a time and compare all others', (t) =>
    onlySentFieldsChange(t, id),
  ),
);
