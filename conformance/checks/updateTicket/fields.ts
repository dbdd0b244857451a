/** Checks of the fields of an update together: all optional, only those sent, none unknown, none of a wrong type. */
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import { requirements } from '../../../contract/requirements.js';
import type { Answer } from '../../client/answer.js';
import { isSuccess } from '../../client/success.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { inDays } from '../../steps/days.js';
import { nobodys } from '../../steps/facts.js';
import { makeTicket, readTicket } from '../../steps/own-ticket.js';
import { mistakes } from '../../steps/provoked.js';
import { unchanged } from '../../steps/refused.js';
import { refusedUpdates } from '../../steps/refused-updates.js';
import { kinds, settableIds } from '../../steps/settable.js';
import type { TicketChanges } from '../../steps/updated.js';
import { wrongTypes } from '../families/request-fields.js';
import { onlySentFieldsChange } from './only-sent.js';

const { requestSchema = {} } = operation('updateTicket');
const note = 'This note must not be added.';

/** Values of a wrong type. */
async function wrongValues(t: Context, field: string): Promise<unknown[]> {
  const wrong = wrongTypes(fieldSchema(requestSchema, field));
  if (field !== 'parentTicketNumber') return wrong.map(([, value]) => value);
  // A number could name somebody's ticket, so it is an own one's.
  const other = await makeTicket(t, 'named by a number');
  const own = /^[1-9]\d{0,14}$/.test(other.number) ? [Number(other.number)] : [];
  return [...wrong.map(([, value]) => value).filter((value) => typeof value !== 'number'), ...own];
}

const typeChecks = requirements
  .filter(({ operationId, field }) => operationId === 'updateTicket' && field !== undefined)
  .map(({ id, field = '' }) =>
    check(id, `Send \`${field}\` as each other type`, async (t) => {
      const values = await wrongValues(t, field);
      // With the note nothing is wrong but the type: attachments need one, and so does its title.
      await refusedUpdates(
        t,
        values.map((value) => ({ note, [field]: value })),
      );
    }),
  );

/** A value for each field that can be sent alone. */
async function oneOfEach(t: Context): Promise<TicketChanges[]> {
  const ids = await settableIds(t, ...Object.values(kinds));
  const all: TicketChanges = { ...ids, dueDate: inDays(t, 30), note: 'Nothing but a note.' };
  if (t.session.capabilities.subtickets) all.parentTicketNumber = (await makeTicket(t, 'parent, sent alone')).number;
  return Object.entries(all).map(([field, value]) => ({ [field]: value }) as TicketChanges);
}

export const fieldChecks: Check[] = [
  ...typeChecks,

  check('updateTicket/all-fields-optional', 'Send each field alone', async (t) => {
    const { number } = await makeTicket(t, 'one field at a time');
    const path = { number, format: 'json' } as const;
    const alone: { body: TicketChanges; answer: Answer }[] = [];
    for (const body of await oneOfEach(t)) alone.push({ body, answer: await t.call('updateTicket', { path, body }) });
    const accepted = alone.filter(({ answer }) => isSuccess(answer));
    const refused = alone.filter(({ answer }) => !isSuccess(answer));
    for (const { body, answer } of refused) {
      // A field that is refused in company too is not refused for being alone.
      const others = (accepted.length > 0 ? accepted : alone).map((one) => one.body);
      const company = await t.call('updateTicket', { path, body: Object.assign({}, ...others, body) });
      const [field] = Object.keys(body);
      t.that(!isSuccess(company), `\`${field}\` alone to be accepted`, `${answer.summary}, with others accepted`, [
        answer,
        company,
      ]);
    }
    const [first] = refused;
    if (accepted.length === 0 && first) await t.succeeds(first.answer);
  }),

  check('updateTicket/only-sent-fields-change', 'Send one field at a time and compare all others', (t) =>
    onlySentFieldsChange(t, 'updateTicket'),
  ),

  check('updateTicket/unknown-field-refused', 'Send `duedate` in place of `dueDate`', async (t) => {
    // With the note nothing is wrong but the name of the field.
    const [answer] = await refusedUpdates(t, [{ note, duedate: inDays(t, 30) }]);
    if (!answer || answer.text.includes('duedate')) return;
    const hasMessage = ({ json }: Answer) => typeof (json as { message?: unknown } | null)?.message === 'string';
    if (!(await mistakes(t, 'updateTicket')).some(hasMessage)) {
      throw new Untestable('errors/standard-object', `Needed a message, but the answer was ${answer.summary}`);
    }
    t.violated('a message that names `duedate`', answer.summary, answer, '/message');
  }),

  check('updateTicket/all-or-nothing', 'Send valid fields together with one that is refused', async (t) => {
    const { number } = await makeTicket(t, 'all or nothing');
    const valid = { ...(await settableIds(t, kinds.priority, kinds.status)), note, noteFormat: 'text' };
    const dueDate = inDays(t, 30);
    let before = await readTicket(t, number);
    // Which field a server writes first is not known, so one at either end of its way is wrong.
    const bodies = [
      { ...valid, dueDate: 'soon' },
      { ...valid, dueDate, departmentId: nobodys(t) },
      { ...valid, dueDate, noteFormat: 'rtf' },
    ];
    let refusals = 0;
    for (const json of bodies) {
      const answer = await t.send({ operation: 'updateTicket', path: { number, format: 'json' }, json });
      if (answer.status < 400) {
        // Taken as valid: that is for another check to report, and what it changed is no fault here.
        before = await readTicket(t, number);
        continue;
      }
      refusals++;
      unchanged(before, await readTicket(t, number), answer);
    }
    if (refusals === 0) throw new Untestable('updateTicket/dueDate-invalid-400', 'No wrong field was refused');
  }),
];
