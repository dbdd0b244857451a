/** The note and its files are wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';
import { body, refusesBody, storedAs } from '../faults/request.js';
import { filesOnMessage, lost, notes, nothing, refusals, update, withoutMarkdown } from './broken-update.js';

export const noteMutants: Mutant[] = [
  mutant('updateTicket/note-added', 'no note is added', nothing),
  mutant(
    'updateTicket/note-added',
    'the note says something else',
    storedAs(update, 'note', (note) => note && 'Another note'),
  ),
  mutant(
    'updateTicket/note-added',
    'the note is a message',
    notes((note) => ({ ...note, type: 'message' })),
  ),
  mutant(
    'updateTicket/note-format-text',
    'markup is taken out of a text',
    body(update, (sent) =>
      sent.noteFormat === 'text' ? { ...sent, note: String(sent.note).replaceAll(/<[^>]*>/g, '') } : sent,
    ),
  ),
  mutant(
    'updateTicket/note-format-text',
    'the format text is refused',
    refusesBody(update, ({ noteFormat }) => noteFormat === 'text'),
  ),
  mutant(
    'updateTicket/note-format-html',
    'the format html is refused',
    refusesBody(update, ({ noteFormat }) => noteFormat === 'html'),
  ),
  mutant('updateTicket/note-format-html', 'an HTML note is lost', lost('html')),
  mutant(
    'updateTicket/note-format-markdown',
    'the format markdown is refused',
    refusesBody(update, ({ noteFormat }) => noteFormat === 'markdown'),
  ),
  mutant('updateTicket/note-format-markdown', 'a Markdown note is lost', lost('markdown')),
  mutant('updateTicket/note-format-default-markdown', 'a note without format is lost', lost(undefined)),
  ...refusals('updateTicket/note-format-unknown-400', 'an unknown format', 'noteFormat'),
  mutant(
    'updateTicket/markdown-absent-501',
    'markdown is refused with 400',
    refusalStatus(update, 400, (answer) => answer.status === 501),
    withoutMarkdown,
  ),
  mutant(
    'updateTicket/markdown-absent-501',
    'markdown is refused, but the note is added',
    refusedButDone(update, withoutField('noteFormat')),
    withoutMarkdown,
  ),
  ...refusals('updateTicket/note-not-empty', 'an empty note', 'note'),
  ...refusals('updateTicket/note-title-too-long-refused', 'a title that is too long', 'noteTitle'),
  mutant('updateTicket/attachment-on-the-note', 'files of a note are listed with the message', filesOnMessage),
];
