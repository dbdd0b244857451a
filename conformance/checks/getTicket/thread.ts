/** Checks of the thread that getTicket shows. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { richReading, richReadingWithNote, sampleTickets, showEntries } from '../../steps/existing-tickets.js';
import { lateReading } from '../../steps/late-readings.js';
import { bodiesOf, judgeManyNotes, needsNotesOfPatch, plainNote, plainWords } from '../../steps/notes.js';
import { entries, writtenEntries } from './entries.js';

/** A check of a field that the entries of one type always have and others may: it is there and has its type. */
const entryFieldCheck = (id: RequirementId, type: string, field: string): Check =>
  check(id, `Look for \`${field}\` in the entries of the type \`${type}\``, async (t) => {
    let seen = 0;
    const answers = await sampleTickets(t);
    for (const answer of answers) {
      t.field(answer, id);
      for (const { entry, pointer } of writtenEntries(answer)) {
        if (entry.type !== type) continue;
        seen++;
        const value = entry[field];
        const isThere = value !== undefined && value !== null;
        t.that(isThere, 'the field to be there', value === null ? 'null' : 'missing', answer, `${pointer}/${field}`);
      }
    }
    if (seen === 0) throw noEntry(t, answers, type);
  });

/** No entry says that it is of this type. @throws Untestable where entries have types that nobody knows: one may be it */
function noEntry(t: Context, answers: readonly Answer[], type: string): Skip {
  for (const answer of answers) t.field(answer, 'getTicket/thread-type-is-known');
  return new Skip('no-data', `No ticket that was read has a ${type}.`);
}

const hasUser = ({ userId }: { userId?: unknown }) => userId !== undefined && userId !== null;

/** The entry that says something. @throws Untestable when there is none, or its type cannot be told */
function entryWith(t: Context, answer: Answer, words: string, needed: RequirementId) {
  t.field(answer, 'getTicket/thread-type-is-known');
  const found = entries(answer).find(({ entry }) => String(entry.body).includes(words));
  if (found) return found;
  throw new Untestable(needed, `Needed an entry with ${show(words)}, but the ticket shows none`);
}

/** @throws Untestable where an entry has another type, and other tickets show this one: then it was stored with another */
async function needsStoredAs(
  t: Context,
  type: unknown,
  right: 'message' | 'note',
  stored: RequirementId,
): Promise<void> {
  if (type === right || !(await showEntries(t, right))) return;
  throw new Untestable(stored, `Needed ${stored}, but other tickets show the type ${right}, and this entry does not`);
}

export const checks: Check[] = [
  entryFieldCheck('getTicket/thread-userId-is-integer', 'message', 'userId'),

  entryFieldCheck('getTicket/thread-staffId-is-integer', 'response', 'staffId'),

  entryFieldCheck('getTicket/thread-staff-is-string', 'response', 'staff'),

  {
    ...check('getTicket/thread-is-complete', 'Read a ticket with a message and many notes', async (t) => {
      await judgeManyNotes(t, ({ after, texts }) => {
        const bodies = bodiesOf(t, after);
        for (const words of texts) {
          const [found, sent] = [bodies, texts].map((all) => all.filter((one) => one.includes(words)).length);
          const expected = sent === 1 ? `an entry with ${show(words)}` : `${sent} entries with ${show(words)}`;
          t.that(Number(found) >= Number(sent), expected, show(bodies), after, '/thread');
        }
      });
    }),
    // By then, other checks have given the ticket most of the notes.
    alone: true,
  },

  check('getTicket/shows-changes-at-once', 'Add a note, and read the ticket at once and a moment later', async (t) => {
    const { answer, after } = await plainNote(t);
    t.needs(answer, 'updateTicket/note-added');
    const late = await lateReading(t);
    if (late && late.requirement === t.requirement) {
      t.violated('the note in the first answer after it', 'it came later, or in XML only', late.answers, '/thread');
    }
    if (after.text.includes(plainWords)) return;
    throw new Untestable('updateTicket/note-added', 'A ticket that was given a plain note does not show it');
  }),

  check('getTicket/thread-in-order', 'Compare the times of thread entries', async (t) => {
    for (const answer of await sampleTickets(t)) {
      const times = t.field(answer, 'getTicket/thread-timestamp-is-time').map(String);
      t.equal(answer, '/thread', times, [...times].sort());
    }
  }),

  check('getTicket/thread-type-message', 'Read what the user wrote', async (t) => {
    const answer = await richReading(t);
    const { entry, pointer } = entryWith(t, answer, 'with everything', 'createTicket/message-stored');
    await needsStoredAs(t, entry.type, 'message', 'createTicket/message-stored');
    t.equal(answer, `${pointer}/type`, entry.type, 'message');
  }),

  check('getTicket/thread-type-note', 'Read an internal note', async (t) => {
    const answer = await richReadingWithNote(t);
    const { entry, pointer } = entryWith(t, answer, 'A note with a file.', 'updateTicket/note-added');
    await needsStoredAs(t, entry.type, 'note', 'updateTicket/note-added');
    if (entry.type !== 'note') await needsNotesOfPatch(t);
    t.equal(answer, `${pointer}/type`, entry.type, 'note');
  }),

  check('getTicket/thread-type-response', 'Look at the entries of agents and users', async (t) => {
    let seen = 0;
    const answers = await sampleTickets(t);
    for (const answer of answers) {
      for (const { entry, pointer } of writtenEntries(answer)) {
        // Only an agent can have written this entry: a message of a user has a userId.
        const isAgents = Number(entry.staffId) > 0 && !hasUser(entry);
        const calledMessage = isAgents && entry.type === 'message';
        t.that(!calledMessage, 'an answer of an agent to be a response', show(entry.type), answer, `${pointer}/type`);
        if (entry.type !== 'response') continue;
        seen++;
        t.that(!hasUser(entry), 'no userId in a response', show(entry.userId), answer, `${pointer}/userId`);
        t.that(Number(entry.staffId) > 0, 'the agent who wrote it', show(entry.staffId), answer, `${pointer}/staffId`);
      }
    }
    if (seen === 0) throw noEntry(t, answers, 'response');
  }),
];
