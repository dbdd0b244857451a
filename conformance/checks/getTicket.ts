/** Checks of getTicket: GET /tickets-get.php/{number}.{format}. */

import { type Check, check } from '../kernel/check.js';
import { Skip } from '../kernel/outcome.js';
import { hasItsShape } from '../kernel/read-field.js';
import { show } from '../kernel/show.js';
import { told } from '../steps/created.js';
import { sampleAnswers, sampleTickets } from '../steps/existing.js';
import { nobodys, statuses, statusOf } from '../steps/facts.js';
import { linkedFamily } from '../steps/family.js';
import { linkedIndeed } from '../steps/links.js';
import { idOf, loose, makeTicket, readTicket, sharedTicket } from '../steps/own-ticket.js';
import { updateAndRead } from '../steps/updated.js';
import { answerFieldChecks } from './families/answer-fields.js';
import { attachmentChecks } from './getTicket/attachments.js';
import { threadChecks } from './getTicket/thread.js';

export const checks: Check[] = [
  ...answerFieldChecks('getTicket', 'Read an own ticket and some existing ones', sampleTickets, [
    'getTicket/children-are-ids',
    'getTicket/attachments-listed',
    'getTicket/attachment-count',
    'getTicket/thread-userId-is-integer',
    'getTicket/thread-staffId-is-integer',
    'getTicket/thread-staff-is-string',
  ]),

  check('getTicket/answers-200', 'Read an own ticket and some existing ones', async (t) => {
    const first = await t.simplest('getTicket');
    await t.succeeds(first);
    for (const answer of [first, ...(await sampleAnswers(t))]) {
      await t.succeeds(answer);
      t.status(answer, 200);
    }
  }),

  check('getTicket/by-number', 'Read an own ticket by its number', async (t) => {
    const { number } = await sharedTicket(t, 'to be read');
    const answer = await t.call('getTicket', { path: { number, format: 'json' } });
    await t.succeeds(answer);
    t.equal(answer, '/number', told(t, answer, 'getTicket/number-is-string'), number);
  }),

  check('getTicket/by-id', 'Read an own ticket by its internal ID', async (t) => {
    const ticket = await sharedTicket(t, 'to be read');
    const id = await idOf(t, ticket);
    const answer = await t.call('getTicket', { path: { number: String(id), format: 'json' } });
    await t.succeeds(answer);
    const number = told(t, answer, 'getTicket/number-is-string');
    if (number === String(id) && number !== ticket.number)
      throw new Skip('no-data', `The ID ${id} is another ticket's number.`);
    t.equal(answer, '/number', number, ticket.number);
  }),

  check('getTicket/number-before-id', "Read a ticket whose number is another ticket's ID", async (t) => {
    const { numberThatIsAnId: number } = t.session.run.known;
    if (!number) {
      throw new Skip(
        'no-data',
        'Add "numberThatIsAnId" to "known" in the settings file: a number that is another ticket\'s ID.',
      );
    }
    const answer = await t.call('getTicket', { path: { number, format: 'json' } });
    await t.succeeds(answer);
    t.equal(answer, '/number', told(t, answer, 'getTicket/number-is-string'), number);
  }),

  check('getTicket/unknown-404', 'Read a ticket that does not exist', async (t) => {
    const answer = await t.call('getTicket', { path: { number: nobodys(t), format: 'json' } });
    await t.refused(answer, 404);
  }),

  check('getTicket/id-null-with-its-name', 'Compare IDs and names of tickets', async (t) => {
    for (const answer of await sampleTickets(t)) {
      const ticket = loose(answer) as Record<string, unknown>;
      for (const name of ['topic', 'staff', 'team', 'sla']) {
        const [id, shown] = [ticket[`${name}Id`], ticket[name]];
        // A value that is broken itself is another's failure.
        if (!hasItsShape('getTicket', `${name}Id`, id) || !hasItsShape('getTicket', name, shown)) continue;
        const both = (id === null) === (shown === null);
        t.that(
          both,
          `${name}Id and ${name} both null or neither`,
          `${show(id)} and ${show(shown)}`,
          answer,
          `/${name}Id`,
        );
      }
    }
  }),

  check('getTicket/closed-only-when-closed', 'Compare `closed` with the state of the status', async (t) => {
    const states = new Map((await statuses(t)).map(({ name, state }) => [name, state]));
    for (const answer of await sampleTickets(t)) {
      const { status, closed } = loose(answer);
      const state = states.get(String(status));
      if (!hasItsShape('getTicket', 'closed', closed)) continue;
      if (state === 'open') t.equal(answer, '/closed', closed, null);
      if (state === 'closed') t.that(closed !== null, 'a time', 'null', answer, '/closed');
    }
    const status = await statusOf(t, 'closed');
    if (t.session.run.mode === 'read') return;
    const { after } = await updateAndRead(t, await makeTicket(t, 'to be closed'), { statusId: Number(status.id) });
    const closed = told(t, after, 'getTicket/closed-is-time-or-null');
    t.that(closed !== null, 'a time', 'null', after, '/closed');
  }),

  check('getTicket/children-are-ids', 'Read a parent with two children', async (t) => {
    const { parent, children, linkedSecond } = await linkedFamily(t);
    t.needs(linkedSecond, 'linkSubticket/children-may-be-many');
    const ids = [await idOf(t, children[0]), await idOf(t, children[1])];
    const answer = await readTicket(t, parent.number);
    const [shown] = t.field(answer, 'getTicket/children-is-array') as [unknown[]];
    const same = shown.length === 2 && ids.every((id) => shown.includes(id));
    if (!same) for (const child of children) await linkedIndeed(t, parent, child);
    t.that(same, `the IDs ${show(ids)}`, show(shown), answer, '/children');
  }),

  ...threadChecks,
  ...attachmentChecks,

  check('getTicket/xml', 'Read a ticket as XML', async (t) => {
    const { number } = await sharedTicket(t, 'to be read');
    const answer = await t.call('getTicket', { path: { number, format: 'xml' } });
    await t.succeeds(answer);
    t.that(/^\s*<\?xml|^\s*<\w/.test(answer.text) && answer.json === undefined, 'XML', answer.summary, answer);
    t.that(answer.text.includes(`<number>${number}</number>`), `the number ${number}`, answer.summary, answer);
  }),

  check('getTicket/format-other-400', 'Ask for another extension, and for none', async (t) => {
    const { number } = await sharedTicket(t, 'to be read');
    for (const rawPath of [`/tickets-get.php/${number}.yaml`, `/tickets-get.php/${number}`]) {
      const answer = await t.send({ operation: 'getTicket', rawPath });
      await t.refused(answer, 400, 404);
    }
  }),
];
