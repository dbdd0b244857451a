/** Checks of getTicket: GET /tickets-get.php/{number}.{format}. */

import type { RequirementId } from '../../generated/requirements.js';
import { simplest } from '../world/baseline.js';
import { told } from '../world/created.js';
import { richReading, sampleBytes, sampleTickets } from '../world/existing.js';
import { nobodys, statuses, statusOf } from '../world/facts.js';
import { linkedFamily } from '../world/family.js';
import { idOf, loose, makeTicket, readTicket, sharedReading, sharedTicket } from '../world/own-ticket.js';
import { updateAndRead } from '../world/updated.js';
import { type Check, check } from './check.js';
import { answerFieldChecks } from './families/answer-fields.js';
import { Skip } from './outcome.js';
import { hasItsShape } from './read-field.js';
import { show } from './show.js';

type Entry = Record<string, unknown>;

/** The thread entries of an answer, each with its JSON pointer. */
function entries(answer: Awaited<ReturnType<typeof readTicket>>): { entry: Entry; pointer: string }[] {
  const { thread } = loose(answer);
  return Array.isArray(thread) ? thread.map((entry: Entry, index) => ({ entry, pointer: `/thread/${index}` })) : [];
}

/** A field that the entries of one type always have, and others may: there, and of its type wherever it is. */
const entryFieldCheck = (id: RequirementId, type: string, field: string): Check =>
  check(id, `Look for \`${field}\` in the entries of the type \`${type}\``, async (t) => {
    let seen = 0;
    for (const answer of await sampleTickets(t)) {
      t.field(answer, id);
      for (const { entry, pointer } of entries(answer)) {
        if (entry.type !== type) continue;
        seen++;
        t.that(field in entry, 'the field to be there', 'missing', answer, `${pointer}/${field}`);
      }
    }
    if (seen === 0) throw new Skip('no-data', `No ticket that was read has a ${type}.`);
  });

export const checks: Check[] = [
  ...answerFieldChecks('getTicket', 'Read an own ticket and some existing ones', sampleTickets, [
    'getTicket/children-are-ids',
    'getTicket/attachments-listed',
    'getTicket/attachment-count',
    'getTicket/thread-userId-is-integer',
    'getTicket/thread-staffId-is-integer',
    'getTicket/thread-staff-is-string',
  ]),

  entryFieldCheck('getTicket/thread-userId-is-integer', 'message', 'userId'),
  entryFieldCheck('getTicket/thread-staffId-is-integer', 'response', 'staffId'),
  entryFieldCheck('getTicket/thread-staff-is-string', 'response', 'staff'),

  check('getTicket/answers-200', 'Read a ticket', async (t) => {
    const answer = await simplest(t.session, 'getTicket');
    await t.succeeds(answer);
    t.status(answer, 200);
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
    t.that(same, `the IDs ${show(ids)}`, show(shown), answer, '/children');
  }),

  check('getTicket/thread-is-complete', 'Read a ticket with a message and two notes', async (t) => {
    const notes = ['The first note.', 'The second note.'];
    const ticket = await makeTicket(t, 'two notes');
    await updateAndRead(t, ticket, { note: notes[0], noteFormat: 'text' });
    const path = { number: ticket.number, format: 'json' } as const;
    t.needs(
      await t.call('updateTicket', { path, body: { note: notes[1], noteFormat: 'text' } }),
      'updateTicket/answers-200',
    );
    const answer = await readTicket(t, ticket.number);
    const bodies = t.field(answer, 'getTicket/thread-body-is-string').map(String);
    for (const words of [ticket.sent.message, ...notes]) {
      const found = bodies.some((body) => body.includes(words));
      t.that(found, `an entry with "${words}"`, show(bodies), answer, '/thread');
    }
  }),

  check('getTicket/thread-in-order', 'Compare the times of thread entries', async (t) => {
    for (const answer of await sampleTickets(t)) {
      const times = t.field(answer, 'getTicket/thread-timestamp-is-time').map(String);
      t.equal(answer, '/thread', times, [...times].sort());
    }
  }),

  check('getTicket/thread-type-message', 'Read what the user wrote', async (t) => {
    const answer = await richReading(t);
    t.equal(answer, '/thread/0/type', t.field(answer, 'getTicket/thread-type-is-known')[0], 'message');
  }),

  check('getTicket/thread-type-note', 'Read an internal note', async (t) => {
    const answer = await richReading(t);
    t.equal(answer, '/thread/1/type', t.field(answer, 'getTicket/thread-type-is-known')[1], 'note');
  }),

  check('getTicket/thread-type-response', 'Look at the entries of agents and users', async (t) => {
    let seen = 0;
    for (const answer of await sampleTickets(t)) {
      for (const { entry, pointer } of entries(answer)) {
        // What nobody but an agent can have written; a message that a user wrote has a userId.
        const isAgents = Number(entry.staffId) > 0 && entry.userId === undefined;
        const calledMessage = isAgents && entry.type === 'message';
        t.that(!calledMessage, 'an answer of an agent to be a response', show(entry.type), answer, `${pointer}/type`);
        if (entry.type !== 'response') continue;
        seen++;
        t.that(entry.userId === undefined, 'no userId in a response', show(entry.userId), answer, `${pointer}/userId`);
        t.that(Number(entry.staffId) > 0, 'the agent who wrote it', show(entry.staffId), answer, `${pointer}/staffId`);
      }
    }
    if (seen === 0) throw new Skip('no-data', 'No ticket that was read has a response.');
  }),

  check('getTicket/attachment-count', 'Count the attachments of thread entries', async (t) => {
    let seen = 0;
    for (const answer of await sampleTickets(t)) {
      for (const { entry, pointer } of entries(answer)) {
        if (!Array.isArray(entry.attachments)) continue;
        seen++;
        t.equal(answer, `${pointer}/attachment_count`, entry.attachment_count, entry.attachments.length);
      }
    }
    if (seen === 0) throw new Skip('no-data', 'No ticket that was read has an attachment.');
  }),

  check('getTicket/attachments-listed', 'Read a ticket that was created with a file', async (t) => {
    const answer = await richReading(t);
    t.field(answer, 'getTicket/thread-is-array');
    const listed = entries(answer)[0]?.entry.attachments;
    t.that(
      Array.isArray(listed) && listed.length > 0,
      'an array with the attachment',
      show(listed),
      answer,
      '/thread/0/attachments',
    );
  }),

  check('getTicket/no-attachments-no-fields', 'Read a ticket without attachments', async (t) => {
    const answer = await sharedReading(t, 'to be read');
    for (const { entry, pointer } of entries(answer)) {
      const fields = ['attachments', 'attachment_count'].filter((field) => field in entry);
      t.that(fields.length === 0, 'neither attachments nor attachment_count', fields.join(' and '), answer, pointer);
    }
  }),

  check(
    'getTicket/attachment-file_id-downloads',
    'Download a file by the `file_id` that the ticket lists',
    async (t) => {
      const answer = await richReading(t);
      const fileId = told(t, answer, 'getTicket/attachment-file_id-is-integer');
      const download = await t.call('downloadAttachment', { path: { file_id: Number(fileId), format: 'json' } });
      t.needs(download, 'downloadAttachment/answers-200');
      const { content } = (download.json ?? {}) as { content?: unknown };
      t.equal(download, '/content', content, sampleBytes.toString('base64'));
    },
  ),

  check('getTicket/attachment-size-in-bytes', 'Compare the `size` of a file with what was sent', async (t) => {
    const answer = await richReading(t);
    t.equal(
      answer,
      '/thread/0/attachments/0/size',
      told(t, answer, 'getTicket/attachment-size-is-integer'),
      sampleBytes.length,
    );
  }),

  check('getTicket/attachment-sent-is-not-inline', 'Read a file that was sent as attachment', async (t) => {
    const answer = await richReading(t);
    t.equal(answer, '/thread/0/attachments/0/inline', told(t, answer, 'getTicket/attachment-inline-is-boolean'), false);
  }),

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
