/** Checks of getTicketStats: GET /tickets-stats.php. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { makeTicket, readTicket } from '../../steps/own-tickets.js';
import { answerFieldChecks } from '../generic/answer-fields.js';
import { answersCheck } from '../generic/answers.js';
import { namedAsTicketsSay, sorted, sortedKeys } from './names.js';
import { type Figures, figures, read, readings, type Stats, shared, statsOf } from './reading.js';

/**
 * Expects the same places to be right in the statistics in one reading at least: where tickets are counted one query
 * after the other, some may be made in between.
 *
 * @param wrongPlaces what is wrong, by its place
 */
async function rightAtTimes(
  t: Context,
  expected: string,
  wrongPlaces: (stats: Stats) => Map<string, string>,
): Promise<void> {
  let answer = await shared(t);
  let wrong = wrongPlaces(statsOf(t, answer));
  const answers = [answer];
  for (let reading = 2; reading <= readings && wrong.size > 0; reading++) {
    answer = await read(t);
    answers.push(answer);
    wrong = new Map([...wrongPlaces(statsOf(t, answer))].filter(([place]) => wrong.has(place)));
  }
  t.that(wrong.size === 0, expected, [...wrong.values()].join('; '), answers);
}

/** Lets the check of the shape look at the names, too. */
const alsoByNames = (one: Check): Check =>
  one.requirement === 'getTicketStats/by_department-is-object'
    ? {
        ...one,
        run: async (t, operation) => {
          await one.run(t, operation);
          await namedAsTicketsSay(t);
        },
      }
    : one;

export const checks: Check[] = [
  ...answerFieldChecks('getTicketStats', 'Read the statistics', async (t) => [await shared(t)]).map(alsoByNames),

  answersCheck('getTicketStats/answers-200', 'Read the statistics'),

  check('getTicketStats/by_department-sorted', 'Look at the order of the departments', async (t) => {
    const answer = await shared(t);
    t.value(answer, 'getTicketStats/by_department-is-object');
    sortedKeys(t, answer, 'by_department');
  }),

  check('getTicketStats/by_staff-sorted', 'Look at the order of the agents', async (t) => {
    const answer = await shared(t);
    t.value(answer, 'getTicketStats/by_staff-is-array');
    sorted(t, answer, '/by_staff', t.field(answer, 'getTicketStats/by_staff-staff_name-is-string').map(String));
  }),

  check('getTicketStats/by_staff-unique', 'Look for two agents with the same ID', async (t) => {
    const answer = await shared(t);
    t.value(answer, 'getTicketStats/by_staff-is-array');
    const ids = t.field(answer, 'getTicketStats/by_staff-staff_id-is-integer').map(Number);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    t.that(twice.length === 0, 'each agent once', `${show(twice)} more than once`, answer, '/by_staff');
  }),

  check('getTicketStats/total-is-open-and-closed', 'Add up open and closed tickets', (t) =>
    rightAtTimes(t, '`total` = `open` + `closed`', (stats) => {
      const places: [string, Figures][] = [['in all', stats], ...Object.entries(stats.by_department)];
      const wrong = places.filter(([, { total, open, closed }]) => total !== open + closed);
      return new Map(
        wrong.map(([place, { total, open, closed }]) => [place, `${place}: ${total} and ${open} + ${closed}`]),
      );
    }),
  ),

  check('getTicketStats/departments-add-up', 'Add up the departments', (t) =>
    rightAtTimes(t, 'the departments to add up to the numbers in all', (stats) => {
      const departments = Object.values(stats.by_department);
      const sums = figures.map((name) => [name, departments.reduce((sum, one) => sum + one[name], 0)] as const);
      const wrong = sums.filter(([name, sum]) => sum !== stats[name]);
      return new Map(wrong.map(([name, sum]) => [name, `${name}: ${stats[name]} in all, ${sum} in the departments`]));
    }),
  ),

  check('getTicketStats/counts-a-new-ticket', 'Create a ticket and read the statistics before and after', async (t) => {
    const seen: Answer[] = [];
    const grown = { all: false, department: false };
    let actual = '';
    // Somebody else may delete a ticket at the same time, which hides it.
    for (let reading = 1; reading <= readings; reading++) {
      const before = await read(t);
      const { number } = await makeTicket(t, `to be counted, ${reading}`);
      const after = await read(t);
      const name = String(t.value(await readTicket(t, number), 'getTicket/department-is-string'));
      const [one, two] = [statsOf(t, before), statsOf(t, after)];
      const [its, itsAfter] = [one, two].map(({ by_department }) => by_department[name]?.total ?? 0) as [
        number,
        number,
      ];
      grown.all ||= two.total > one.total;
      grown.department ||= itsAfter > its;
      if (grown.all && grown.department) return;
      seen.push(before, after);
      actual = `${two.total} after ${one.total} in all, ${itsAfter} after ${its} in ${name}`;
    }
    t.violated('more tickets than before', actual, seen);
  }),

  check('getTicketStats/staff-total', "Compare the agents' `total` with their departments", async (t) => {
    const answer = await shared(t);
    t.value(answer, 'getTicketStats/by_staff-is-array');
    t.field(answer, 'getTicketStats/by_staff-departments-is-object');
    for (const name of ['total', 'open', 'closed'] as const) {
      t.field(answer, `getTicketStats/by_staff-${name}-is-integer`);
    }
    const agents = (answer.meant as { by_staff: { total: number; departments: Record<string, Figures> }[] }).by_staff;
    const equal = agents.filter(({ total, departments }) => {
      const sum = Object.values(departments).reduce((all, { open, closed }) => all + open + closed, 0);
      return sum === total;
    });
    return `\`total\` is the sum of the departments for ${equal.length} of ${agents.length} agents`;
  }),
];
