/** Texts with a format, and due dates, which createTicket and updateTicket both take. */
import type { RequirementId } from '../../../generated/requirements.js';
import { body, type Json, refusesBody, storedAs } from '../../../server/faults/request.js';
import type { Row } from '../engine/mutant.js';

type Id = RequirementId;

const stripped = (value: unknown) => String(value).replaceAll(/<[^>]*>/g, '');

const escaped = (value: unknown) =>
  `<p>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br />')}</p>`;
const wordsAlone = (value: unknown) => stripped(value).replaceAll(/[#*-]/g, '');

/** As PHP's strip_tags takes it. */
const unfinished = (value: unknown) => String(value).replace(/<(?=\S)[^<>]*$/, '');
const withoutTables = (value: unknown) => String(value).replaceAll(/<\/?(?:table|tbody|tr|td)\b[^>]*>/g, '');
const withoutAddresses = (value: unknown) => String(value).replaceAll(/ (?:href|src)="[^"]*"/g, '');
const withoutCode = (value: unknown) => String(value).replaceAll(/```.*?```|`[^`]*`/gs, '');

const withoutQuotes = (value: unknown) => String(value).replaceAll(/^>.*\n/gm, '');
const withBreaks = (value: unknown) => String(value).replaceAll('\n', '<br />\n');

/** @param rules what their requirements begin with @param format the field that names the format of the field `text` */
function formatsOf(rules: string, format: string, text: string): Row[] {
  const of = (name: string) => (sent: Json) => sent[format] === name;
  const where = (fits: (sent: Json) => boolean, change: (value: unknown) => unknown) =>
    body((sent) => (fits(sent) && text in sent ? { ...sent, [text]: change(sent[text]) } : sent));
  const lost = (name: string) => where(of(name), () => 'Empty');
  return [
    [`${rules}-text` as Id, 'markup is taken out', where(of('text'), stripped)],
    ...['text', 'html', 'markdown'].map(
      (name): Row => [`${rules}-${name}` as Id, 'the format is refused', refusesBody(of(name))],
    ),
    ...['html', 'markdown'].flatMap((name): Row[] => [
      [`${rules}-${name}` as Id, 'the text is lost', lost(name)],
      [`${rules}-${name}` as Id, 'the text is escaped', where(of(name), escaped)],
      [`${rules}-${name}` as Id, 'the words alone are kept', where(of(name), wordsAlone)],
    ]),
    [`${rules}-text` as Id, 'a sign like that of a tag ends the text', where(of('text'), unfinished)],
    [`${rules}-text` as Id, 'lines are taken out that begin as quoted ones do', where(of('text'), withoutQuotes)],
    [
      `${rules}-text` as Id,
      'beside files, ends of lines become <br />',
      where((sent) => sent[format] === 'text' && 'attachments' in sent, withBreaks),
    ],
    [`${rules}-html` as Id, 'tables are taken out', where(of('html'), withoutTables)],
    [`${rules}-html` as Id, 'links lose their address', where(of('html'), withoutAddresses)],
    [`${rules}-markdown` as Id, 'code is taken out', where(of('markdown'), withoutCode)],
  ];
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The day before a day that exists. What is no date stays so. */
const dayEarly = (date: unknown) =>
  typeof date === 'string'
    ? date.replace(/^\d{4}-\d{2}-\d{2}(?=$|T)/, (day) => {
        const time = Date.parse(day);
        return !Number.isNaN(time) && dayOf(time) === day ? dayOf(time - 86_400_000) : day;
      })
    : date;

const wholeTime = /T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** @param rules what their requirements begin with @param name the field in the request */
function datesOf(rules: string, name: string): Row[] {
  return [
    [`${rules}-stored` as Id, 'the due date is a day early', storedAs(name, dayEarly)],
    [
      `${rules}-with-time` as Id,
      'the time of the due date is lost',
      storedAs(name, (date) => (typeof date === 'string' ? date.replace(wholeTime, '') : date)),
    ],
    [
      `${rules}-with-offset` as Id,
      'the offset is dropped',
      storedAs(name, (date) => (typeof date === 'string' ? date.replace(/(Z|[+-]\d{2}:\d{2})$/, '') : date)),
    ],
    [
      `${rules}-with-time` as Id,
      'a time without seconds is lost',
      storedAs(name, (date) => (typeof date === 'string' ? date.replace(/T\d{2}:\d{2}$/, '') : date)),
    ],
    [
      `${rules}-with-time` as Id,
      'a due date with a time is refused',
      refusesBody((sent) => String(sent[name]).length > 10),
    ],
  ];
}

export const textsAndDates: Row[] = [
  ...formatsOf('createTicket/format', 'format', 'message'),
  ...formatsOf('updateTicket/note-format', 'noteFormat', 'note'),
  [
    'createTicket/format-default-text',
    'markup is taken out',
    body((sent) => ('format' in sent ? sent : { ...sent, message: stripped(sent.message) })),
  ],
  [
    'updateTicket/note-format-default-markdown',
    'a note without format is lost',
    body((sent) => (/^##/.test(`${sent.note}`) && !('noteFormat' in sent) ? { ...sent, note: 'Empty' } : sent)),
  ],
  [
    'updateTicket/note-format-default-markdown',
    'a note without format is escaped',
    body((sent) =>
      /^##/.test(`${sent.note}`) && !('noteFormat' in sent) ? { ...sent, note: escaped(sent.note) } : sent,
    ),
  ],
  ...datesOf('createTicket/duedate', 'duedate'),
  ...datesOf('updateTicket/dueDate', 'dueDate'),
  [
    'createTicket/duedate-with-time',
    'a time with a fraction of a second is refused',
    refusesBody(({ duedate }) => /\.\d/.test(String(duedate))),
  ],
  [
    'updateTicket/dueDate-with-offset',
    'a time with a fraction of a second is refused',
    refusesBody(({ dueDate }) => /\.\d/.test(String(dueDate))),
  ],
  [
    'updateTicket/dueDate-with-offset',
    'minutes of an offset are dropped',
    storedAs('dueDate', (date) => (typeof date === 'string' ? date.replace(/([+-]\d{2}):\d{2}$/, '$1:00') : date)),
  ],
];
