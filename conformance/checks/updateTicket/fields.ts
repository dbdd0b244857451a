/** Checks of the fields of an update together: none unknown, all or nothing. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { sharedFirst, unchanged } from '../../steps/comparisons.js';
import { lookupFields, usableIds } from '../../steps/lookup-fields.js';
import { mistakes } from '../../steps/mistakes.js';
import { inDays, makeTicket, readTicket } from '../../steps/own-tickets.js';
import { refusedUpdates } from '../../steps/updates.js';

const note = 'This note must not be added.';

/** A day that is in no calendar, in the form of those that are. */
const noDay = (day: string) => `${day.slice(0, 5)}02-30`;

/** Sends updates of which no field must be stored where they are refused, and looks after each group of them. */
async function refusedWhole(t: Context, label: string, groups: readonly object[][]): Promise<void> {
  const { number } = await makeTicket(t, label);
  let before = await readTicket(t, number);
  let refusals = 0;
  for (const group of groups) {
    const answers: Answer[] = [];
    for (const json of group)
      answers.push(await t.send({ operation: 'updateTicket', path: { number, format: 'json' }, json }));
    const taken = answers.filter(({ status }) => status < 400);
    refusals += answers.length - taken.length;
    const after = await readTicket(t, number);
    const [last] = answers.slice(-1);
    // What is taken as valid is reported by another check.
    if (taken.length === 0 && last) unchanged(before, after, last);
    else if (groups.length === 1)
      throw new Violation({ expected: 'each to be refused', actual: 'one is not', answers: taken });
    before = after;
  }
  if (refusals === 0) throw new Untestable('updateTicket/dueDate-invalid-400', 'No wrong field was refused');
}

export const checks: Check[] = [
  check('updateTicket/unknown-field-refused', 'Send `duedate` in place of `dueDate`', async (t) => {
    // With the note only the name of the field is wrong.
    const [answer] = await refusedUpdates(t, [{ note, duedate: inDays(t, 30) }]);
    if (!answer || answer.text.includes('duedate')) return;
    const hasMessage = ({ json }: Answer) => typeof (json as { message?: unknown } | null)?.message === 'string';
    if (!(await mistakes(t, 'updateTicket')).some(hasMessage)) {
      throw new Untestable('errors/standard-object', `Needed a message, but the answer was ${answer.summary}`);
    }
    t.violated('a message that names `duedate`', answer.summary, answer, '/message');
  }),

  check('updateTicket/all-or-nothing', 'Send valid fields together with one that is refused', async (t) => {
    const valid = { ...(await usableIds(t, lookupFields.priority, lookupFields.status)), note, noteFormat: 'text' };
    const dueDate = inDays(t, 30);
    const { subtickets } = t.session.capabilities;
    // Which field a server looks at or writes first is not known, so different ones are wrong: before the others, and behind.
    const bodies = [
      // Some read a day that is in no calendar as another one, and a word as none.
      { ...valid, dueDate: 'soon' },
      { ...valid, dueDate: noDay(dueDate) },
      { dueDate: noDay(dueDate), ...valid },
      ...Object.values(lookupFields).map(({ field }) => ({ ...valid, dueDate, [field]: t.unknownName })),
      { ...valid, dueDate, noteFormat: 'rtf' },
      { ...valid, dueDate, attachments: [{ 'refused.exe': 'data:application/x-msdownload;base64,TVo=' }] },
      ...(subtickets === false ? [] : [{ ...valid, dueDate, parentTicketNumber: t.unknownName }]),
    ];
    // A ticket that was changed stays so: one look in the end shows whether any of them was carried out in part.
    await sharedFirst(
      () => t.attempt(() => refusedWhole(t, 'all or nothing', [bodies])),
      () =>
        refusedWhole(
          t,
          'all or nothing, one by one',
          bodies.map((one) => [one]),
        ),
    );
  }),
];
