/**
 * What the settings say of an installation: of its capabilities it stands, and an answer that says otherwise is broken;
 * of an agent it may be wrong.
 */
import { afterEach, expect, test } from 'vitest';
import { judgeAll } from '../../conformance/run/judge-for-tests.js';
import { preflight } from '../../conformance/run/preflight.js';
import { sessionFor } from './engine/kill.js';
import { nameOf } from './engine/mutant.js';
import { startTarget, type Target } from './engine/target.js';
import { allMutants } from './index.js';

let target: Target;
afterEach(() => target.close());

test.each([
  ['createTicket/markdown-absent-501', [], false, 'fail'],
  ['createTicket/markdown-absent-501', [], undefined, 'skip'],
  ['createTicket/markdown-absent-501', ['markdown'], false, 'pass'],
  ['createTicket/format-markdown', [], false, 'skip'],
  ['createTicket/format-markdown', ['markdown'], true, 'fail'],
  ['createTicket/format-markdown', ['markdown'], undefined, 'skip'],
  ['updateTicket/markdown-absent-501', [], false, 'warn'],
  ['listChildTickets/none-is-empty', ['subtickets'], true, 'fail'],
  ['listChildTickets/none-is-empty', ['subtickets'], undefined, 'skip'],
] as const)('%s, without %j, where %s is said: %s', async (requirement, without, stated, verdict) => {
  target = await startTarget([...without]);
  const name = requirement.includes('markdown') ? 'markdown' : 'subtickets';
  const capabilities = stated === undefined ? {} : { [name]: stated };
  const { settings } = target;
  const session = sessionFor({ ...target, settings: { ...settings, capabilities } });
  const [result] = await judgeAll(session, (check) => check.requirement === requirement);
  expect(result?.verdict).toBe(verdict);
});

test('an ID and a name in the settings that are those of two agents accuse nobody, and the report says so', async () => {
  target = await startTarget([]);
  const { settings } = target;
  const { staffId, staffUsername } = settings.known;
  const another = Number(staffId) + 1;
  const session = sessionFor({ ...target, settings: { ...settings, known: { staffId: another, staffUsername } } });
  const results = await judgeAll(session, ({ requirement }) => requirement === 'updateTicket/staff-by-username');
  expect(results).toMatchObject([{ verdict: 'skip', reason: { code: 'no-data' } }]);
  expect(results[0]?.reason?.text).toBe(
    `The settings file says that the agent "${staffUsername}" has the ID ${another}, but the API gave ${staffId}.`,
  );
});

test.each(['getParentTicket', 'listChildTickets'])(
  '%s alone answers as if the plugin were there: it is not',
  async (id) => {
    target = await startTarget(['subtickets']);
    const mutant = allMutants.find((one) => nameOf(one) === `${id}/absent-501: is answered as done`);
    if (!mutant) throw new Error('There is no such mutant.');
    target.front.carry(mutant.fault);
    const session = sessionFor(target);
    await preflight(session);
    expect(session.capabilities.subtickets).toBe(false);
  },
);
