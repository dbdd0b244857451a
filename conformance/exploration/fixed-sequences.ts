/** What every exploration plays first: most of what a ticket can have, and be. */
import type { Action, Creation } from './actions.js';
import { days, names, page, pastDay, plainText, shortWord } from './texts.js';

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
    ...{ ...plain, files: [1, 3, 4], priority: 1, origin: 'Email', phone: true },
    subject: `${'long subject '.repeat(12)}& <b> "quoted" ÄÖÜ 😀`,
    due: `${days[1]}T08:05:00.000`,
  },
  // The address of one that was deleted, if these are played first.
  { ...plain, parent: 0, address: 3, departmentId: 1, priority: 0, files: [0, 5], html: true },
  {
    ...{ ...plain, parent: 0, address: 1, name: names[5], departmentId: 0, files: [0, 3, 4], origin: 'Email' },
    ...{ subject: 'Größe \\ 漢字 😀', message: `${page}&lt;p&gt; ends in a combining e\u0301`, due: days[2] },
  },
  {
    ...{ ...plain, parent: 2, address: 2, subject: `${shortWord} 漢字 0`, files: [2] },
    ...{ topicId: 0, due: `${days[3]}T10:30`, html: true, origin: 'Web', phone: true },
  },
  {
    kind: 'update',
    ticket: 2,
    put: false,
    xml: false,
    staffId: 0,
    statusId: 1,
    due: `${days[1]}T23:59:59`,
    // With those that it has, the ticket has more files than one request may have.
    note: { text: `One & two <three> **four**\n"quoted" ${page}😀`, title: true, files: [0, 1, 2] },
  },
  {
    ...{
      kind: 'update',
      ticket: 3,
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
  // The first of two children.
  { kind: 'unlink', ticket: 1 },
  // Another parent than the one that it had.
  { kind: 'link', parent: 3, child: 1 },
  // Four generations below each other are no circle, and must not become one.
  { kind: 'link', parent: 1, child: 0 },
  // Each field beside the others: one may hide another, and what is shown with a value may be that of the value before.
  {
    ...plain,
    files: [5],
    parent: 2,
    message: '007',
    address: 2,
    departmentId: 1,
    priority: 1,
    topicId: 1,
    due: days[0],
    origin: 'Email',
    phone: true,
  },
  { ...others, ...chosen, put: false, xml: true },
  // What a ticket has already can be set again, and the due date goes.
  { ...others, ...chosen, put: false, xml: false, due: null },
  // A closed one gets another agent.
  { ...others, put: false, xml: false, staffId: 1 },
  // Overdue, and no longer.
  { ...others, put: false, xml: false, statusId: 0, due: pastDay },
  // And back to the agent that it had.
  { ...others, put: false, xml: false, statusId: 1, staffId: 0, due: days[1] },
  {
    ...{ ...others, put: false, xml: false, byName: true, staffId: 1, note: { text: '0', title: false, files: [] } },
    ...{ departmentId: 2, priority: 2, slaId: 1, statusId: 0, due: pastDay },
  },
  // From one closed status to another, where there are two, and to another department while it is closed.
  { kind: 'update', ticket: 2, put: false, xml: false, statusId: 2, departmentId: 1 },
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
