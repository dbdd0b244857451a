/** What is missing or broken in one place must not blind the rest: most checks come to a verdict, and nothing else is accused. */
import { afterEach, expect, test } from 'vitest';
import { allChecks } from '../../conformance/checks/index.js';
import type { Check } from '../../conformance/kernel/check.js';
import { judgeAll } from '../../conformance/run/judge-for-tests.js';
import { operations } from '../../contract/operations.js';
import { at, errorReply, type Fault, reply } from '../../server/faults/fault.js';
import { sessionFor } from './engine/kill.js';
import { startTarget, type Target } from './engine/target.js';

let target: Target;
afterEach(() => target.close());

const subtickets = operations.filter(({ capability }) => capability === 'subtickets').map(({ id }) => id);
const ofSubtickets = ({ operation, requirement }: Check) =>
  subtickets.includes(operation) || /parent|child|untouched|follows-changes|answers-200$/i.test(requirement);
const ofMarkdown = ({ requirement }: Check) => /markdown|format-/.test(requirement);

const outOfMemory: Fault = async () =>
  reply(200, 'text/html', '<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted in a.php');

interface Case {
  /** What the installation lacks. */
  without?: string;
  fault?: Fault;
  /** The checks that have to do with it: no other can be without a verdict for it. Default: all. */
  concerned?: (check: Check) => boolean;
  /** How many percent of all checks may be left without a verdict. */
  most: number;
  breaks: readonly string[];
}

const cases: readonly [what: string, one: Case][] = [
  ['one plugin is absent', { without: 'subtickets', concerned: ofSubtickets, most: 8, breaks: [] }],
  ['the other plugin is absent', { without: 'markdown', concerned: ofMarkdown, most: 8, breaks: [] }],
  [
    'one plugin runs out of memory, whatever it is asked',
    {
      fault: at(subtickets, outOfMemory),
      concerned: ofSubtickets,
      most: 8,
      breaks: [
        'errors/shows-no-internals',
        'errors/success-is-no-error',
        'getParentTicket/none-is-null',
        'listChildTickets/none-is-empty',
      ],
    },
  ],
  [
    'getTicket answers nothing but errors',
    {
      fault: at('getTicket', async () => errorReply(500)),
      most: 25,
      breaks: ['errors/no-500-for-input', 'getTicket/answers-200'],
    },
  ],
];

test.each(cases)(
  '%s',
  async (_, { without, fault, concerned, most, breaks }) => {
    target = await startTarget(without ? [without] : []);
    if (fault) target.front.carry(fault);
    const results = await judgeAll(sessionFor(target), concerned);
    const broken = results.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict));
    expect([...new Set(broken.map(({ requirement }) => requirement))].sort()).toEqual(breaks);
    const open = results.filter(({ verdict, reason }) => verdict === 'untestable' && reason?.code !== 'target-gone');
    expect((open.length / allChecks.length) * 100).toBeLessThan(most);
  },
  600_000,
);
