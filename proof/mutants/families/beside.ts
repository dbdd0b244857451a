/** Faults that show only where two things come together: two fields, two files, a field and a ticket in some state. */
import type { RequirementId } from '../../../generated/requirements.js';
import type { components } from '../../../generated/types.js';
import { type Fault, when } from '../../../server/faults/fault.js';
import { body, bodyOf, request, withBody } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';
import { also, nobody, set, threadsOf } from '../faults/also.js';
import { stored } from './attachments.js';
import { ticketOf } from './sequences.js';

const picturesAreInline = also(
  async (db) => {
    const entry = await db.selectFrom('thread_entry').select('id').orderBy('id', 'desc').executeTakeFirst();
    const pictures = db.selectFrom('file').select('id').where('type', 'like', 'image/%');
    await db
      .updateTable('attachment')
      .set({ inline: 1 })
      .where('object_id', '=', entry?.id ?? nobody)
      .where('file_id', 'in', pictures)
      .execute();
  },
  ({ format }) => format === 'html',
);

/** The text of the subject goes through a connection that has Latin-1 alone. */
const subjectAsLatin1 = also(
  async (db, { own }) => {
    const subjects = db.selectFrom('ticket__cdata').select('subject').where('ticket_id', '=', own);
    const { subject } = (await subjects.executeTakeFirst()) ?? {};
    const kept = subject?.replaceAll(/[^\u0000-\u00FF]/gu, '?');
    if (kept) await db.updateTable('ticket__cdata').set({ subject: kept }).where('ticket_id', '=', own).execute();
  },
  (sent) => 'priority' in sent,
);

/** The newest file stands for all that have its name in the ticket. */
const nameIsKey = also(
  async (db, { own }) => {
    const ofTicket = db
      .selectFrom('attachment')
      .innerJoin('thread_entry', 'thread_entry.id', 'attachment.object_id')
      .innerJoin('file', 'file.id', 'attachment.file_id')
      .where('thread_entry.thread_id', 'in', threadsOf(db, [own]));
    const files = await ofTicket.select(['file.id', 'file.name']).orderBy('file.id', 'desc').execute();
    for (const { id, name } of files) {
      const newest = files.find((file) => file.name === name)?.id ?? id;
      const chunk = await db.selectFrom('file_chunk').selectAll().where('file_id', '=', newest).executeTakeFirst();
      if (!chunk || newest === id) continue;
      await db.updateTable('file_chunk').set({ filedata: chunk.filedata }).where('file_id', '=', id).execute();
    }
  },
  (sent) => 'attachments' in sent,
);

/** A flag of the ticket that the update is of stays. */
const staysOverdue: Fault = async (sent, forward, environment) => {
  const before = await ticketOf(environment, sent.params.number ?? '');
  const answer = await forward(sent);
  const { statusId, dueDate } = bodyOf(sent) ?? {};
  if (before?.isoverdue && statusId !== undefined && typeof dueDate === 'string') {
    await set(environment.store.db, [before.ticket_id], { isoverdue: 1 });
  }
  return answer;
};

/** A ticket that was created with a closed parent has none. */
const closedIsNoParent: Fault = async (sent, forward, environment) => {
  const answer = await forward(sent);
  const parent = await ticketOf(environment, String(bodyOf(sent)?.parentTicketId));
  const made = await ticketOf(environment, answer.body.toString().trim());
  if (parent?.closed && made) await set(environment.store.db, [made.ticket_id], { ticket_pid: null });
  return answer;
};

/** Files of notes are kept when their ticket goes: at another entry, where they are still served. */
const filesOfNotesStay: Fault = async (sent, forward, environment) => {
  const { db } = environment.store;
  const ticket = await ticketOf(environment, sent.params.number ?? '');
  const entries = db.selectFrom('thread_entry').select('id').where('type', '=', 'N');
  const files = await db
    .selectFrom('attachment')
    .selectAll()
    .where('object_id', 'in', entries.where('thread_id', 'in', threadsOf(db, [ticket?.ticket_id ?? nobody])))
    .execute();
  const kept = await Promise.all(
    files.map(async ({ file_id: id }) => ({
      file: await db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst(),
      chunks: await db.selectFrom('file_chunk').selectAll().where('file_id', '=', id).execute(),
    })),
  );
  const answer = await forward(sent);
  const [other] = await db.selectFrom('thread_entry').select('id').orderBy('id').limit(1).execute();
  for (const [place, { file, chunks }] of kept.entries()) {
    const gone = file && !(await db.selectFrom('file').select('id').where('id', '=', file.id).executeTakeFirst());
    if (!gone || !files[place] || !other) continue;
    await db.insertInto('file').values(file).execute();
    await db.insertInto('file_chunk').values(chunks).execute();
    await db
      .insertInto('attachment')
      .values({ ...files[place], object_id: other.id })
      .execute();
  }
  return answer;
};

/** A body whose content type says its charset is passed over. */
const charsetIsStrange: Fault = when(
  ({ headers }) => headers['content-type']?.includes('charset=') === true,
  request((sent) => withBody(sent, {})),
);

/** Fields of an update that may be sent with a parent, and the requirements that they are stored. */
const besideParent: readonly [RequirementId, keyof components['schemas']['TicketChanges']][] = [
  ['updateTicket/status-by-id', 'statusId'],
  ['updateTicket/department-by-id', 'departmentId'],
  ['updateTicket/priority-by-id', 'priority'],
  ['updateTicket/dueDate-stored', 'dueDate'],
  ['updateTicket/note-added', 'note'],
];

export const beside: Row[] = [
  [
    'createTicket/attachment-stored',
    'of a child only the first file is stored',
    when(
      (sent) => bodyOf(sent)?.parentTicketId !== undefined,
      stored((all) => all.slice(0, 1)),
    ),
  ],
  ['createTicket/parent-by-number', 'a closed parent gets no child', closedIsNoParent],
  [
    'getTicket/attachment-sent-is-not-inline',
    'pictures beside HTML are inline',
    picturesAreInline,
    { at: 'createTicket' },
  ],
  ['createTicket/attachment-stored', 'a file of a note replaces one of its name', nameIsKey, { at: 'updateTicket' }],
  ['updateTicket/only-sent-fields-change', 'a priority takes characters from the subject', subjectAsLatin1],
  ['updateTicket/note-added', 'a body whose charset is said is passed over', charsetIsStrange],
  ['updateTicket/dueDate-future-clears-overdue', 'the flag stays beside a status', staysOverdue],
  [
    'updateTicket/attachments-need-a-note',
    'a title counts as a note',
    body((sent) => (sent.note === undefined && sent.attachments ? { ...sent, note: sent.noteTitle } : sent)),
  ],
  ...besideParent.map(
    ([requirement, field]): Row => [
      requirement,
      `${field} is passed over beside a parent`,
      body((sent) => (sent.parentTicketNumber === undefined ? sent : { ...sent, [field]: undefined })),
    ],
  ),
  ['deleteTicket/thread-gone', 'the files of its notes are still served', filesOfNotesStay],
];
