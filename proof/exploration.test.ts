/** The exploration on the reference server: the same for the same seed, short in what it tells, and just. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explore } from '../conformance/exploration/explore.js';
import { Context } from '../conformance/kernel/context.js';
import { preflight } from '../conformance/run/preflight.js';
import { htmlPage, json, success } from '../server/faults/answer.js';
import { at, errorReply, type Fault, noFault } from '../server/faults/fault.js';
import { body } from '../server/faults/request.js';
import { markOverdue } from '../server/queries/overdue.js';
import { sessionFor } from './mutants/engine/kill.js';
import { startTarget, type Target } from './mutants/engine/target.js';
import { also, sets } from './mutants/faults/also.js';
import { allMutants } from './mutants/index.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget([]);
});
afterAll(() => target.close());

async function explored(seed: number, fault: Fault = noFault, isOpen = (_: { requirement: string }) => true) {
  target.front.carry(fault);
  const session = sessionFor(target);
  await preflight(session);
  const t = new Context(session, 'exploration');
  const { findings, sequences, requests } = await explore(t, seed, 200, isOpen);
  await target.reset();
  const sent = t.answers.map(({ exchange }) => {
    const { method, body } = exchange.request;
    return `${method} ${body && 'text' in body ? body.text.replaceAll(session.run.id, 'RUN').replaceAll(/\d{6}/g, 'N') : ''}`;
  });
  return { findings, sequences, requests, sent };
}

test('the same seed sends the same requests, another one others; nothing is accused', async () => {
  const [one, again, other] = [await explored(7), await explored(7), await explored(8)];
  expect(again).toEqual(one);
  expect(other.sent).not.toEqual(one.sent);
  expect([...one.findings, ...other.findings]).toEqual([]);
});

test('what is broken is told with the shortest sequence that shows it, and the requirement that it breaks', async () => {
  const unassigned = at(
    'getTicket',
    json((ticket) => ({ ...ticket, staffId: null, staff: null })),
  );
  const { findings } = await explored(7, unassigned);
  const [found] = findings;
  expect(found?.requirement).toMatch(/^updateTicket(ByPut)?\/(staff-by-id|same-as-patch)$/);
  expect(found?.story?.split('; ')).toHaveLength(2);
});

test('statistics that others move meanwhile accuse nobody', async () => {
  let more = 0;
  const busy = at(
    'getTicketStats',
    json((stats) => ({
      ...stats,
      ...{ total: stats.total + ++more, open: stats.open + more * more, overdue: stats.overdue + more },
    })),
  );
  const { findings } = await explored(7, busy);
  expect(findings.map(({ requirement }) => requirement)).toEqual([]);
});

test('a cron job that marks what is overdue, later than the due date is given, accuses nobody', async () => {
  const cron: Fault = async (sent, forward, environment) => {
    if (sent.operation === 'getTicketStats') await markOverdue(environment.store, new Date());
    return at(['updateTicket', 'updateTicketByPut'], also(sets({ isoverdue: 0 })))(sent, forward, environment);
  };
  expect((await explored(7, cron)).findings).toEqual([]);
});

const mutant = (description: string) => allMutants.find((one) => one.description === description)?.fault ?? noFault;

/** A child keeps the parent that was deleted. */
const notFreed = at(
  'getParentTicket',
  json(async (answer, { url }, { store, memory }) => {
    const known = memory.get(url) as { number: string } | undefined;
    if (answer.parent) memory.set(url, answer.parent);
    if (answer.parent || !known) return answer;
    const found = await store.db.selectFrom('ticket').select('number').where('number', '=', known.number).execute();
    return found.length > 0 ? answer : { parent: known };
  }),
);

test.each<[broken: string, Fault]>([
  [
    'createTicket/parent-by-number',
    at(
      'createTicket',
      body(({ parentTicketId: _, ...others }) => others),
    ),
  ],
  ['linkSubticket/linked', mutant('nothing is linked')],
  ['unlinkSubticket/unlinked', mutant('nothing is unlinked')],
  ['deleteTicket/children-freed', notFreed],
])('where %s is broken, nothing else is, and nothing at all where that is known', async (broken, fault) => {
  const { findings } = await explored(7, fault);
  expect(findings.map(({ requirement }) => requirement)).toEqual([broken]);
  const known = await explored(7, fault, ({ requirement }) => requirement !== broken);
  expect(known.findings).toEqual([]);
});

test.each<[string, Fault]>([
  [
    'with an error page and code 200',
    at(
      'deleteTicket',
      success(() => ({ ...htmlPage, status: 200 })),
    ),
  ],
  [
    'with a refusal',
    at(
      'deleteTicket',
      success(() => errorReply(403)),
    ),
  ],
])('a deletion that is done and answered %s drags nothing along', async (_, fault) => {
  const { findings } = await explored(7, fault, ({ requirement }) => requirement !== 'deleteTicket/answers-200');
  expect(findings).toEqual([]);
});
