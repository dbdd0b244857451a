/** The thread and its attachments are wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { stale } from '../faults/effect.js';
import { field } from '../faults/field.js';
import { entry, get, thread } from './broken-reading.js';

export const threadMutants: Mutant[] = [
  mutant(
    'getTicket/thread-is-complete',
    'the thread lacks its last entry',
    thread((all) => all.slice(0, -1)),
  ),
  mutant(
    'getTicket/thread-is-complete',
    'the thread has two entries at most',
    thread((all) => all.slice(0, 2)),
  ),
  mutant('getTicket/thread-is-complete', 'a ticket is read as it was at first', stale(get)),
  mutant(
    'getTicket/thread-in-order',
    'the newest entry comes first',
    thread((all) => all.toReversed()),
  ),
  mutant(
    'getTicket/thread-type-message',
    'messages are called response',
    entry((one) => (one.type === 'message' ? { ...one, type: 'response' } : one)),
  ),
  mutant(
    'getTicket/thread-type-response',
    'messages are called response',
    entry((one) => (one.type === 'message' ? { ...one, type: 'response' } : one)),
  ),
  mutant(
    'getTicket/thread-type-response',
    'responses are called message',
    entry((one) => (one.type === 'response' ? { ...one, type: 'message' } : one)),
  ),
  mutant(
    'getTicket/thread-type-note',
    'notes are called response',
    entry((one) => (one.type === 'note' ? { ...one, type: 'response' } : one)),
  ),
  mutant(
    'getTicket/thread-staffId-is-integer',
    'a response lacks staffId',
    entry(({ staffId: _, ...one }) => one),
  ),
  mutant(
    'getTicket/thread-staff-is-string',
    'a response lacks staff',
    entry(({ staff: _, ...one }) => one),
  ),
  mutant(
    'getTicket/thread-userId-is-integer',
    'a message lacks userId',
    entry(({ userId: _, ...one }) => one),
  ),
  mutant(
    'getTicket/attachments-listed',
    'attachments are not listed',
    entry(({ attachments: _, attachment_count: __, ...one }) => one),
  ),
  mutant(
    'getTicket/attachment-count',
    'attachment_count is one more',
    entry((one) => (one.attachments ? { ...one, attachment_count: Number(one.attachment_count) + 1 } : one)),
  ),
  mutant(
    'getTicket/attachment-count',
    'attachment_count is missing',
    entry(({ attachment_count: _, ...one }) => one),
  ),
  mutant(
    'getTicket/no-attachments-no-fields',
    'attachments is empty where there are none',
    entry((one) => ({ attachments: [], ...one })),
  ),
  mutant(
    'getTicket/no-attachments-no-fields',
    'attachment_count is 0 where there are none',
    entry((one) => ({ attachment_count: 0, ...one })),
  ),
  mutant(
    'getTicket/attachment-file_id-downloads',
    'file_id is the ID of another file',
    field(get, 'thread[].attachments[].file_id', (id) => Number(id) + 1),
  ),
  mutant(
    'getTicket/attachment-size-in-bytes',
    'size is that of the Base64',
    field(get, 'thread[].attachments[].size', (size) => Math.ceil(Number(size) / 3) * 4),
  ),
  mutant(
    'getTicket/attachment-size-in-bytes',
    'size is in KB',
    field(get, 'thread[].attachments[].size', (size) => Math.ceil(Number(size) / 1024)),
  ),
  mutant(
    'getTicket/attachment-sent-is-not-inline',
    'every file is inline',
    field(get, 'thread[].attachments[].inline', () => true),
  ),
];
