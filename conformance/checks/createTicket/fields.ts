/** Checks of the fields that createTicket stores as they are, or only accepts. */

import { isIPv6 } from 'node:net';
import { type Check, check, type Exclusion } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { sharedFirst } from '../../steps/comparisons.js';
import {
  created,
  isNamed,
  longSubject,
  plainCreation,
  plainTicket,
  readBack,
  scriptCreation,
  scripts,
  withoutMarkup,
} from '../../steps/creations.js';
import { needsMessages } from '../../steps/existing-tickets.js';
import { makeTicket, newTicket, readTicket, sharedReading, ticketIn } from '../../steps/own-tickets.js';
import { aCustomField, anIp, anIpV6, aPhone, createdWithOthers, judgeCreations } from '../../steps/several-fields.js';

/** Expects a creation with a flag both ways to succeed; every ticket of a run has it as false. */
async function acceptsBoth(t: Context, flag: 'autorespond' | 'alert'): Promise<void> {
  await t.succeeds(await t.simplest('createTicket'));
  const body = newTicket(t.session, `with ${flag}`, { [flag]: true });
  await t.succeeds(await t.call('createTicket', { body }));
}

/** Expects a creation with a field to succeed. @param label of a ticket that has this field alone */
const accepts = (t: Context, label: string, field: Record<string, string>): Promise<void> =>
  sharedFirst(
    async () => t.succeeds((await createdWithOthers(t, field)).answer),
    async () => t.succeeds(await t.call('createTicket', { body: { ...newTicket(t.session, label), ...field } })),
    [Untestable],
  );

/** An address in its shortest form: one of the newer kind has several. */
const shortIp = (ip: string) => (isIPv6(ip) ? new URL(`http://[${ip}]`).hostname.slice(1, -1) : ip);

const noMail = 'No answer of the API tells whether an e-mail was sent.';

export const exclusions: Exclusion[] = [
  { requirement: 'createTicket/autorespond-false-sends-nothing', reason: noMail },
  { requirement: 'createTicket/autorespond-default-true', reason: noMail },
];

export const checks: Check[] = [
  check('createTicket/optional-fields-optional', 'Create a ticket with the four required fields alone', async (t) => {
    const { autorespond: _, alert: __, ...required } = newTicket(t.session, 'with the required fields alone');
    await t.succeeds(await t.send({ operation: 'createTicket', json: required }));
  }),

  check('createTicket/name-stored', 'Create a ticket and read the name of its user', async (t) => {
    const ticket = await plainTicket(t);
    const { sent } = await plainCreation(t);
    if (t.value(ticket, 'getTicket/user-email-is-string') !== sent.email) {
      throw new Untestable('createTicket/email-stored', 'The ticket shows another user');
    }
    const shown = t.value(ticket, 'getTicket/user-name-is-string');
    if (!isNamed(shown, sent.name)) t.equal(ticket, '/user/name', shown, sent.name);
  }),

  check('createTicket/email-stored', 'Create a ticket and read the address of its user', async (t) => {
    const made = await plainCreation(t);
    const ticket = await readBack(t, made);
    t.equal(ticket, '/user/email', t.value(ticket, 'getTicket/user-email-is-string'), made.sent.email);
  }),

  check('createTicket/same-email-same-user', 'Create two tickets with one e-mail address', async (t) => {
    const judge = (one: Answer, other: Answer) => {
      const [user, otherUser] = [one, other].map((ticket) => t.field(ticket, 'getTicket/userId-is-integer')[0]);
      t.that(user === otherUser, `the user ${show(user)}`, show(otherUser), [one, other], '/userId');
    };
    const made = async (label: string) => readTicket(t, (await makeTicket(t, label)).number);
    await sharedFirst(
      async () => judge(await sharedReading(t, 'to be read'), (await createdWithOthers(t, {})).after),
      async () => judge(await made('one of a user'), await made('another of the user')),
      [Violation, Untestable],
    );
  }),

  check('createTicket/subject-stored', 'Create a ticket and read its subject', async (t) => {
    const ticket = await plainTicket(t);
    const { sent } = await plainCreation(t);
    t.equal(ticket, '/subject', t.value(ticket, 'getTicket/subject-is-string'), sent.subject);
    const { sent: rich, after } = await scriptCreation(t, scripts);
    const shown = after && t.value(after, 'getTicket/subject-is-string');
    // Letters that are lost are a matter of another check.
    if (after && withoutMarkup(shown) === withoutMarkup(rich.subject)) t.equal(after, '/subject', shown, rich.subject);
    const subject = longSubject(t);
    await beside(t, () =>
      judgeCreations(t, async (create) => {
        const long = await create('a long subject', { subject });
        const { length } = String(t.value(long, 'getTicket/subject-is-string'));
        const expected = `all ${subject.length} characters of ${show(subject)}`;
        t.that(length >= subject.length, expected, `${length} characters`, long, '/subject');
      }),
    );
  }),

  check('createTicket/message-stored', 'Create a ticket and read its thread', async (t) => {
    const ticket = await plainTicket(t);
    const { thread } = ticketIn(ticket);
    if (!Array.isArray(thread)) throw new Untestable('getTicket/thread-is-array', `The thread was ${show(thread)}`);
    const { sent } = await plainCreation(t);
    const bodies = t.field(ticket, 'getTicket/thread-body-is-string').map(String);
    const index = bodies.findIndex((body) => body.includes(sent.message));
    t.that(index >= 0, `an entry with ${show(sent.message)}`, show(bodies), ticket, '/thread');
    const type = t.field(ticket, 'getTicket/thread-type-is-known')[index];
    if (type !== 'message') await needsMessages(t);
    t.equal(ticket, `/thread/${index}/type`, type, 'message');
    await beside(t, async () => {
      // Some take it for no message.
      const zero = await created(t, 'a message of one digit', { message: '0', format: 'text' });
      const shown = t.field(zero, 'getTicket/thread-body-is-string').map(String);
      t.that(
        shown.some((body) => body.includes('0')),
        'an entry with "0"',
        show(shown),
        zero,
        '/thread',
      );
    });
  }),

  check('createTicket/phone-accepted', 'Create a ticket with a `phone`', (t) => accepts(t, 'with a phone', aPhone)),

  check('createTicket/ip-stored', 'Create a ticket with an `ip` and read it', async (t) => {
    const judge = (ip: string) =>
      judgeCreations(t, async (create) => {
        const ticket = await create('with an ip', { ip });
        const shown = t.value(ticket, 'getTicket/ip-is-string-or-null');
        if (typeof shown !== 'string' || shortIp(shown) !== ip) t.equal(ticket, '/ip', shown, ip);
      });
    await judge(anIp);
    await beside(t, () => judge(anIpV6));
  }),

  check('createTicket/source-stored', 'Create a ticket with each `source` of the reference and read it', async (t) => {
    for (const source of ['API', 'Web', 'Email'] as const) {
      await judgeCreations(t, async (create) => {
        const ticket = await create(`with the source ${source}`, { source });
        t.equal(ticket, '/source', t.value(ticket, 'getTicket/source-is-string'), source);
      });
    }
  }),

  check('createTicket/source-default-api', 'Create a ticket without `source` and read it', async (t) => {
    const ticket = await plainTicket(t);
    t.equal(ticket, '/source', t.value(ticket, 'getTicket/source-is-string'), 'API');
  }),

  check('createTicket/custom-fields-accepted', 'Create a ticket with a field that is not listed', (t) =>
    accepts(t, 'with a custom field', aCustomField),
  ),

  check('createTicket/autorespond-accepted', 'Create tickets with `autorespond` false and true', (t) =>
    acceptsBoth(t, 'autorespond'),
  ),

  check('createTicket/alert-accepted', 'Create tickets with `alert` false and true', (t) => acceptsBoth(t, 'alert')),
];
