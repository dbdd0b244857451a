/** Actions on a run's own tickets, told by numbers, so that fast-check can make and shorten sequences of them. */
import fc from 'fast-check';
import { days, fileKinds, line, names, page, pastDay, shortWord, text, times } from './texts.js';

/** Which of the values that are known for each field; nothing where the field is not sent. */
export interface Choices {
  departmentId?: number;
  priority?: number;
  topicId?: number;
  due?: string | null;
}

export interface Creation extends Choices {
  kind: 'create';
  /** A ticket that becomes the parent, as a place among those that are there. */
  parent?: number;
  subject: string;
  message: string;
  name: string;
  /** Each user has an address, in different tickets. */
  address: number;
  files: number[];
  /** The message is in HTML, and not the one above. */
  html?: boolean;
  /** Where it comes from: a source and an IP address. */
  origin?: boolean;
}

export interface Update extends Choices {
  kind: 'update';
  ticket: number;
  put: boolean;
  /** At `.xml` instead of `.json`. */
  xml: boolean;
  statusId?: number;
  slaId?: number;
  staffId?: number;
  /** Values that are known by a name are given by it, in small letters. */
  byName?: boolean;
  note?: { text: string; title: boolean; files: number[] };
}

export type Action =
  | Creation
  | Update
  | { kind: 'link'; parent: number; child: number }
  | { kind: 'unlink'; ticket: number }
  | { kind: 'delete'; ticket: number; xml: boolean };

const place = fc.nat(5);
const maybe = <T>(value: fc.Arbitrary<T>, often = 3) => fc.option(value, { nil: undefined, freq: often });
const choice = fc.nat(3);
const due = fc.tuple(fc.constantFrom(...days), fc.constantFrom(...times)).map(([day, time]) => `${day}${time}`);
const files = fc.uniqueArray(fc.nat(fileKinds - 1), { maxLength: 3 });

const choices = {
  departmentId: maybe(choice, 1),
  priority: maybe(choice, 1),
  topicId: maybe(choice, 1),
};

const creation: fc.Arbitrary<Creation> = fc.record({
  kind: fc.constant('create' as const),
  parent: maybe(place),
  subject: line,
  message: text,
  name: fc.constantFrom(...names),
  address: fc.nat(2),
  files,
  ...choices,
  due: maybe(due, 1),
  html: maybe(fc.constant(true), 1),
  origin: maybe(fc.constant(true), 1),
});

const update: fc.Arbitrary<Update> = fc.record({
  kind: fc.constant('update' as const),
  ticket: place,
  put: fc.boolean(),
  xml: fc.boolean(),
  ...choices,
  statusId: maybe(choice, 1),
  slaId: maybe(choice, 1),
  staffId: maybe(choice, 1),
  byName: fc.boolean(),
  due: maybe(fc.oneof({ weight: 3, arbitrary: due }, { weight: 1, arbitrary: fc.constant(null) }), 1),
  note: maybe(fc.record({ text, title: fc.boolean(), files }), 1),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: creation },
  { weight: 6, arbitrary: update },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), parent: place, child: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlink' as const), ticket: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), ticket: place, xml: fc.boolean() }) },
);

/** A text that nobody has a reason to refuse. */
export const plainText = 'plain';

const plain: Creation = {
  kind: 'create',
  subject: plainText,
  message: plainText,
  name: names[2],
  address: 0,
  files: [],
};

const others = { kind: 'update', ticket: 4 } as const;
/** A value for each field that has a list of them. */
const chosen = { departmentId: 0, priority: 0, topicId: 0, slaId: 0, staffId: 0, statusId: 1 } as const;

/**
 * What every exploration begins with: three generations, files of one size and one that is 0, and two agents. Each two
 * optional fields of a creation stand together in one of them: one may hide the other.
 */
export const family: Action[] = [
  {
    ...{ ...plain, files: [1, 3, 4], priority: 1, origin: true },
    subject: `${'long subject '.repeat(12)}& <b> "quoted" ÄÖÜ 😀`,
    due: `${days[1]}T08:05:00.000`,
  },
  {
    ...{ ...plain, parent: 0, address: 1, name: names[5], departmentId: 0, files: [0, 3], origin: true },
    ...{ subject: 'Größe \\ 漢字 😀', message: `${page}&lt;p&gt; ends in a combining e\u0301`, due: days[2] },
  },
  {
    ...{ ...plain, parent: 1, address: 2, subject: `${shortWord} 漢字 0`, files: [2] },
    ...{ topicId: 0, due: `${days[3]}T10:30`, html: true, origin: true },
  },
  { ...plain, parent: 0, address: 1, departmentId: 1, priority: 0, files: [0, 5], html: true },
  {
    kind: 'update',
    ticket: 1,
    put: false,
    xml: false,
    staffId: 0,
    statusId: 1,
    due: `${days[1]}T23:59:59`,
    note: { text: `One & two <three> **four**\n"quoted" ${page}😀`, title: true, files: [0, 1, 2] },
  },
  {
    ...{
      kind: 'update',
      ticket: 2,
      put: true,
      xml: true,
      // A second agent, in the department of the first.
      staffId: 1,
      departmentId: 0,
      priority: 0,
      slaId: 0,
      statusId: 2,
      byName: true,
    },
    due: `${days[0]}T18:45:00.000`,
    note: { text: '12345', title: false, files: [0, 3, 4] },
  },
  { kind: 'unlink', ticket: 3 },
  // Each field beside the others: one may hide another, and what is shown with a value may be that of the value before.
  {
    ...plain,
    parent: 1,
    message: '007',
    address: 2,
    departmentId: 1,
    priority: 1,
    topicId: 1,
    due: days[0],
    origin: true,
  },
  { ...others, ...chosen, put: false, xml: true },
  // What a ticket has already can be set again, and the due date goes.
  { ...others, ...chosen, put: false, xml: false, due: null },
  // Overdue, and no longer.
  { ...others, put: false, xml: false, statusId: 0, due: pastDay },
  { ...others, put: false, xml: false, statusId: 1, due: days[1] },
  {
    ...{ ...others, put: false, xml: false, byName: true, staffId: 1, note: { text: '0', title: false, files: [] } },
    ...{ departmentId: 2, priority: 2, slaId: 1, statusId: 0, due: pastDay },
  },
];

/**
 * And with this: the top goes, and then the child whose parent is gone. They are linked, so that each is proven to be the
 * run's own: nothing else is deleted.
 */
export const deletions: Action[] = [
  { ...plain },
  { ...plain, message: '12345', address: 3, name: names[6] },
  { ...plain },
  { kind: 'link', parent: 0, child: 1 },
  // What was taken apart can be put together again.
  { kind: 'unlink', ticket: 1 },
  { kind: 'link', parent: 0, child: 1 },
  { kind: 'link', parent: 1, child: 2 },
  { kind: 'delete', ticket: 0, xml: false },
  { kind: 'delete', ticket: 0, xml: true },
];

const anySequence: fc.Arbitrary<Action[]> = fc
  .tuple(creation, fc.array(action, { minLength: 3, maxLength: 8 }))
  .map(([first, others]) => [first, ...others]);

/** A sequence that begins with a ticket; or a part of one of those above, which are shortened in this way. */
export const sequence: fc.Arbitrary<Action[]> = fc.oneof(
  { weight: 8, arbitrary: anySequence },
  { weight: 1, arbitrary: fc.subarray(family, { minLength: 1 }) },
  { weight: 1, arbitrary: fc.subarray(deletions, { minLength: 1 }) },
);
