/** A mutant of every kind is killed, every MUST has one, and the front itself breaks nothing. `npm run mutants` tries them all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allChecks } from '../../conformance/checks/index.js';
import { judge } from '../../conformance/kernel/judge.js';
import { preflight } from '../../conformance/run/preflight.js';
import { noFault } from '../../server/faults/fault.js';
import { sessionFor, tryMutant } from './engine/kill.js';
import { nameOf } from './engine/mutant.js';
import { unbroken } from './engine/score.js';
import { startTarget, type Target } from './engine/target.js';
import { allMutants } from './index.js';

const ofEveryKind = [
  'auth/missing-key-401 deleteTicket: is accepted',
  'auth/key-elsewhere-401 searchTickets: takes the key in the query',
  'auth/refused-without-effect createTicket: is refused with 401 but carried out',
  'auth/key-never-in-an-answer getTicket: shows the key in a refusal',
  'downloadAttachment/permission: is served with can_search_tickets',
  'deleteTicket/permission: is served without can_delete_tickets',
  'permissions/lacking-403 updateTicket: is answered with 401',
  'permissions/refused-without-effect deleteTicket: is refused with 403 but carried out',
  'errors/standard-object getTicket: errors are web pages',
  'errors/success-is-no-error updateTicket: errors are web pages with the code 200',
  'errors/broken-json-400 linkSubticket: is refused but carried out',
  'formats/xml-same-content getTicket: the XML lacks an element',
  'getTicket/isOverdue-is-boolean: isOverdue is of the type number',
  'getTicket/thread-id-is-integer: thread[].id is missing',
  'getTicket/created-is-time: created is a text of another form',
  'getTicket/number-before-id: an ID goes before a number',
  'getTicket/shows-changes-at-once: a ticket is read as it was at first',
  'createTicket/name-required: is accepted',
  'createTicket/subject-required: is refused but carried out',
  'createTicket/attachment-stored: files are dropped',
  'createTicket/attachments-at-most-five: is accepted',
  'createTicket/priority-by-name: a name is ignored',
  'createTicket/ticket-exists: no ticket is created',
  'updateTicket/only-sent-fields-change: an update takes the due date away',
  'updateTicket/dueDate-with-time: the time of the due date is lost',
  'updateTicketByPut/same-as-patch: PUT changes nothing',
  'searchTickets/limit-respected: one more than limit is returned',
  'searchTickets/pages-join: pages overlap by one',
  'searchTickets/status-excludes: status is ignored',
  'deleteTicket/ticket-gone: nothing is deleted',
  'getTicketStats/by_staff-sorted: the agents stand backwards',
  'unlinkSubticket/unlinked: nothing is unlinked',
  'downloadAttachment/never-other-files: every file is served',
];

let target: Target;
beforeAll(async () => {
  target = await startTarget([]);
});
afterAll(() => target.close());

test('every MUST requirement is broken by a mutant, or excluded with a reason', () => {
  expect(unbroken()).toEqual([]);
});

test('no two mutants have the same name', () => {
  const names = allMutants.map(nameOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('without a fault the front changes nothing: the whole suite finds nothing, and nothing else in a second run', async () => {
  target.front.carry(noFault);
  const run = async () => {
    const session = sessionFor(target);
    await preflight(session);
    const results = await Promise.all(allChecks.map((check) => judge(session, check)));
    await target.reset();
    return results;
  };
  const [first, second] = [await run(), await run()];
  const fine = ['pass', 'info', 'skip'];
  expect(first.filter(({ verdict }) => !fine.includes(verdict))).toEqual([]);
  const verdicts = (results: typeof first) =>
    results.map(({ requirement, operation, verdict }) => `${requirement} ${operation}: ${verdict}`);
  expect(verdicts(second)).toEqual(verdicts(first));
});

describe('killed', () => {
  test.for(ofEveryKind)('%s', async (name) => {
    const mutant = allMutants.find((one) => nameOf(one) === name);
    if (!mutant) throw new Error(`There is no mutant "${name}".`);
    expect(await tryMutant(target, mutant, 'requirement')).toMatchObject({ killed: true });
  });
});
