/** The format of the message is wrong. */
import { type Mutant, mutant } from '../engine/mutant.js';
import { refusalStatus } from '../faults/answer.js';
import { refusedButDone } from '../faults/effect.js';
import { withoutField } from '../faults/repair.js';
import { body, refusesBody } from '../faults/request.js';
import { create, refusals, stripped, withoutMarkdown } from './broken-creation.js';

export const formatMutants: Mutant[] = [
  mutant(
    'createTicket/format-default-text',
    'markup is taken out of a message without format',
    body(create, (sent) => (sent.format === undefined ? { ...sent, message: stripped(sent.message) } : sent)),
  ),
  mutant(
    'createTicket/format-text',
    'markup is taken out of a text',
    body(create, (sent) => (sent.format === 'text' ? { ...sent, message: stripped(sent.message) } : sent)),
  ),
  mutant(
    'createTicket/format-text',
    'the format text is refused',
    refusesBody(create, ({ format }) => format === 'text'),
  ),
  mutant(
    'createTicket/format-html',
    'the format html is refused',
    refusesBody(create, ({ format }) => format === 'html'),
  ),
  mutant(
    'createTicket/format-html',
    'an HTML message is lost',
    body(create, (sent) => (sent.format === 'html' ? { ...sent, message: '<p>Empty</p>' } : sent)),
  ),
  mutant(
    'createTicket/format-markdown',
    'the format markdown is refused',
    refusesBody(create, ({ format }) => format === 'markdown'),
  ),
  mutant(
    'createTicket/format-markdown',
    'a Markdown message is lost',
    body(create, (sent) => (sent.format === 'markdown' ? { ...sent, message: 'Empty' } : sent)),
  ),
  ...refusals('createTicket/format-unknown-400', 'an unknown format', 'format'),
  mutant(
    'createTicket/markdown-absent-501',
    'markdown is refused with 400',
    refusalStatus(create, 400, (answer) => answer.status === 501),
    withoutMarkdown,
  ),
  mutant(
    'createTicket/markdown-absent-501',
    'markdown is refused, but the ticket is made',
    refusedButDone(create, withoutField('format')),
    withoutMarkdown,
  ),
];
