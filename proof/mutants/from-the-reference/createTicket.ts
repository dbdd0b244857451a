/** The faults of createTicket, built. */
import { andAlso } from '../../../server/faults/effect.js';
import { errorReply, type Fault, isSuccess } from '../../../server/faults/fault.js';
import { itemsOf, nameOfFile, sizeOf } from '../../../server/faults/files.js';
import { doneWithoutRight } from '../../../server/faults/key.js';
import { body, bodyOf, ignores, refusesBody, withBody } from '../../../server/faults/request.js';
import { stored } from '../families/attachments.js';
import { text, ticketOf } from '../families/sequences.js';
import { type Built, rowsOf } from './built.js';
import { faults } from './list/create-ticket.js';
import { answeredAs } from './pieces.js';

const hasFile = (pattern: RegExp) =>
  refusesBody((sent) => itemsOf(sent).some((item) => pattern.test(nameOfFile(item))));
const contentOf = (item: object) => String(Object.values(item)[0]);

/** A creation that is refused is sent again without one field. */
const madeWithout =
  (field: string): Fault =>
  async (sent, forward) => {
    const answer = await forward(sent);
    const { [field]: left, ...others } = bodyOf(sent) ?? {};
    if (answer.status >= 400 && ![401, 403].includes(answer.status) && left !== undefined) {
      await forward(withBody(sent, others));
    }
    return answer;
  };

const parentByIdIgnored = body(async (sent, environment) => {
  const { parentTicketId: parent, ...others } = sent;
  if (parent === undefined || (await ticketOf(environment, String(parent)))) return sent;
  const { db } = environment.store;
  const known = await db
    .selectFrom('ticket')
    .select('number')
    .where('ticket_id', '=', Number(parent) || 0)
    .execute();
  return known.length > 0 ? others : sent;
});

const twice: Fault = async (sent, forward) => {
  const answer = await forward(sent);
  if (isSuccess(answer) && bodyOf(sent)?.parentTicketId !== undefined) await forward(sent);
  return answer;
};

const deduplicated: Fault = async (sent, forward, { memory }) => {
  const subject = bodyOf(sent)?.subject;
  const last = memory.get('last') as { subject: unknown; answer: Awaited<ReturnType<typeof forward>> } | undefined;
  if (last && subject !== undefined && last.subject === subject) return last.answer;
  const answer = await forward(sent);
  if (isSuccess(answer)) memory.set('last', { subject, answer });
  return answer;
};

const sourceOfPhone = andAlso(({ store: { db } }, sent, { body: number }) =>
  bodyOf(sent)?.phone === undefined
    ? Promise.resolve()
    : db.updateTable('ticket').set({ source: 'Phone' }).where('number', '=', String(number)).execute(),
);

/** `2026-01-02T01:30:00+02:00` becomes the second of January, 23:30. */
function withinItsDay(date: string): string {
  const [, day] = /^(.{10})T.*[+-]\d\d:\d\d$/.exec(date) ?? [];
  return day ? `${day}${new Date(date).toISOString().slice(10)}` : date;
}

/** The first line of a body of several. */
const firstLine: Fault = (sent, forward) => {
  const [first, second] = sent.body?.toString().split('\n') ?? [];
  return forward(first && second ? { ...sent, body: Buffer.from(first) } : sent);
};

const usedAgain: Fault = async (sent, forward, environment) => {
  const { memory, store } = environment;
  const number = sent.params.number ?? '';
  const answer = await forward(sent);
  if (!isSuccess(answer)) return answer;
  if (sent.operation === 'deleteTicket') memory.set('free', number);
  const free = memory.get('free') as string | undefined;
  if (sent.operation !== 'createTicket' || !free || (await ticketOf(environment, free))) return answer;
  memory.delete('free');
  await store.db.updateTable('ticket').set({ number: free }).where('number', '=', String(answer.body)).execute();
  return { ...answer, body: Buffer.from(free) };
};

const unixLines = (item: Record<string, unknown>) => {
  const [head = '', base64 = ''] = contentOf(item).split(';base64,');
  if (!head.startsWith('data:text/')) return item;
  const text = Buffer.from(base64, 'base64').toString('latin1').replaceAll('\r\n', '\n');
  return { [nameOfFile(item)]: `${head};base64,${Buffer.from(text, 'latin1').toString('base64')}` };
};

const built: Built<typeof faults> = {
  'text-files-in-unix-lines': [
    'createTicket/attachment-stored',
    body((sent) => (sent.attachments ? { ...sent, attachments: itemsOf(sent).map(unixLines) } : sent)),
  ],
  'phone-sets-source': ['createTicket/source-stored', sourceOfPhone],
  'offset-keeps-the-day': ['createTicket/duedate-with-offset', text('duedate', withinItsDay)],
  'more-behind-the-json': ['errors/broken-json-400', firstLine, { of: ['createTicket'] }],
  'number-of-a-deleted-one': ['createTicket/number-is-new', usedAgain, { at: ['createTicket', 'deleteTicket'] }],
  'last-emoji-cut': ['formats/json-is-utf8', text('subject', (one) => one.replace(/[\u{10000}-\u{10FFFF}]$/u, ''))],
  'blank-lines-collapse': ['createTicket/format-text', text('message', (one) => one.replaceAll(/\n\s*\n/g, '\n'))],
  'apostrophe-backslash': ['createTicket/name-stored', text('name', (one) => one.replaceAll("'", "\\'"))],
  'plus-address-cut': ['createTicket/email-stored', text('email', (one) => one.replace(/\+[^@]*/, ''))],
  'subject-zero-refused': {
    notBuilt: 'Every ticket of a run has its mark in the subject, by which it is the own one.',
  },
  'low-priority-is-normal': [
    'createTicket/priority-by-name',
    text('priority', (one) => (/^low$/i.test(one) ? 'Normal' : one)),
  ],
  'priority-id-ignored': ['createTicket/priority-by-id', ignores('priority', (one) => /^\d+$/.test(String(one)))],
  'time-of-day-dropped': ['createTicket/duedate-with-time', text('duedate', (one) => one.replace(/T.*$/, ''))],
  'leap-day-moves': ['createTicket/duedate-stored', text('duedate', (one) => one.replace('-02-29', '-03-01'))],
  'quiet-drops-files': [
    'createTicket/attachment-stored',
    body(({ attachments, ...sent }) => (sent.autorespond === false ? sent : { ...sent, attachments })),
  ],
  'same-name-overwrites': [
    'createTicket/attachments-same-name',
    stored((all) =>
      all.filter((item, place) => all.findLastIndex((one) => nameOfFile(one) === nameOfFile(item)) === place),
    ),
  ],
  'fifth-file-dropped': [
    'createTicket/attachments-five-accepted',
    stored((all) => (all.length === 5 ? all.slice(0, 4) : all)),
  ],
  'capital-extension-refused': ['createTicket/attachment-stored', hasFile(/\.[A-Z0-9]*[A-Z][A-Z0-9]*$/)],
  'archive-refused': ['createTicket/attachments-archives', hasFile(/\.7z$/i)],
  'ods-refused': ['createTicket/attachments-documents', hasFile(/\.ods$/i)],
  'six-files-taken': [
    'createTicket/attachments-at-most-five',
    stored((all) => {
      const different = all.filter(
        (item, place) => all.findIndex((one) => contentOf(one) === contentOf(item)) === place,
      );
      return different.length < all.length ? different.slice(0, 5) : all;
    }),
  ],
  'parent-by-id-ignored': ['createTicket/parent-by-id', parentByIdIgnored],
  'unknown-parent-created': ['createTicket/parent-verified', madeWithout('parentTicketId')],
  'refused-priority-created': ['errors/refusal-changes-nothing', madeWithout('attachments'), { of: ['createTicket'] }],
  'no-permission-created': ['permissions/refused-without-effect', doneWithoutRight(403), { of: ['createTicket'] }],
  'files-answer-500': [
    'createTicket/attachments-several',
    answeredAs(
      (sent) => itemsOf(sent).length > 1,
      () => errorReply(500),
    ),
  ],
  'parent-answers-200': [
    'errors/status-is-documented',
    answeredAs(
      ({ parentTicketId }) => parentTicketId !== undefined,
      (done) => ({ ...done, status: 200 }),
    ),
    { of: ['createTicket'] },
  ],
  'twin-of-child': ['createTicket/others-untouched', twice],
  'same-subject-deduplicated': ['createTicket/number-is-new', deduplicated],
  'default-is-html': [
    'createTicket/format-default-text',
    body((sent) =>
      sent.format === undefined && typeof sent.message === 'string'
        ? { ...sent, message: sent.message.replaceAll(/<[^>]+>/g, '') }
        : sent,
    ),
  ],
  'source-email-is-api': ['createTicket/source-stored', text('source', (one) => (one === 'Email' ? 'API' : one))],
  'topic-loses-to-department': [
    'createTicket/topic-stored',
    body(({ topicId, ...sent }) => (sent.departmentId === undefined ? { ...sent, topicId } : sent)),
  ],
  'department-by-name-with-topic': [
    'createTicket/department-by-id',
    body(({ departmentId, ...sent }) => (sent.topicId === undefined ? { ...sent, departmentId } : sent)),
  ],
  'no-message-with-files': [
    'createTicket/message-required',
    body((sent) => (sent.message === undefined && itemsOf(sent).some(sizeOf) ? { ...sent, message: 'none' } : sent)),
  ],
  'null-name-taken': [
    'createTicket/name-required',
    body((sent) => (sent.name === null ? { ...sent, name: 'Unknown' } : sent)),
  ],
  // The server takes no part of an address, so it is cut in the database.
  'long-ip-cut': [
    'createTicket/ip-stored',
    andAlso(({ store: { db } }, sent, { body: number }) =>
      db
        .updateTable('ticket')
        .set({ ip_address: String(bodyOf(sent)?.ip).slice(0, 15) })
        .where('number', '=', String(number))
        .where('ip_address', 'like', '%:%')
        .execute(),
    ),
  ],
};

export const createTicket = rowsOf('createTicket', faults, built);
