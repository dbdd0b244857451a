/** Checks of `sort`: by what the tickets come, and which way round. */
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { beside } from '../../kernel/each.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { type Direction, direction, numberOrders, timeOrder } from '../../steps/order.js';
import { sharedReading } from '../../steps/own-tickets.js';
import { asked, found, foundUnlessRefused, numbersOf } from '../../steps/search.js';
import { ownByChange, pages, type Sort } from './sorted-pages.js';

/** Values by which tickets are sorted, and how these are compared. */
function valuesOf(t: Context, answer: Answer, by: Sort) {
  const values =
    by === 'number' ? numbersOf(answer) : t.field(answer, `searchTickets/${by}-is-time` as const).map(String);
  return { values, way: direction(values, by === 'number' ? numberOrders(values) : timeOrder) };
}

/** Expects the tickets of an answer to be in order. @returns which way round they are */
function ordered(t: Context, answer: Answer, by: Sort): Direction {
  const { values, way } = valuesOf(t, answer, by);
  return way ?? t.violated(`the tickets in the order of \`${by}\``, show(values), answer);
}

/** Expects the newest first, or tickets that are all equally old. */
function newestFirst(t: Context, answer: Answer): Direction {
  const way = ordered(t, answer, 'created');
  const { values } = valuesOf(t, answer, 'created');
  t.that(way !== 'ascending', 'the newest first', `the oldest first: ${show(values)}`, answer);
  return way;
}

/** Judges pages by `sort`. @throws Skip when their tickets are all equal, so that they have no order */
async function judged(
  t: Context,
  by: Sort,
  sort: Sort | undefined,
  judge: (answer: Answer) => Direction,
): Promise<void> {
  const ways: Direction[] = [];
  for (const answer of await pages(t, sort)) {
    await found(t, answer);
    ways.push(judge(answer));
  }
  const known = new Set(ways.filter((way) => way !== 'all equal'));
  if (known.size === 0) throw new Skip('no-data', `All tickets that were found have the same \`${by}\`.`);
}

/** The two whose direction the reference leaves open. */
const open = ['updated', 'number'] as const;

export const checks: Check[] = [
  check('searchTickets/sort-default-created', 'Search without `sort`', async (t) => {
    await judged(t, 'created', undefined, (answer) => newestFirst(t, answer));
    if (t.session.run.mode === 'read') return;
    // The pages may be in order and still not begin with the newest.
    const own = await sharedReading(t, 'to be read');
    const made = String(t.field(own, 'getTicket/created-is-time')[0]);
    const { answer } = await found(t, await t.call('searchTickets', { query: {} }));
    const first = String(t.field(answer, 'searchTickets/created-is-time')[0]);
    t.that(first >= made, `a ticket from ${made} or later`, first, answer, '/0/created');
  }),

  check('searchTickets/sort-created', 'Search with `sort=created`', (t) =>
    judged(t, 'created', 'created', (answer) => newestFirst(t, answer)),
  ),

  ...open.map((by) =>
    check(`searchTickets/sort-${by}`, `Search with \`sort=${by}\``, async (t) => {
      await judged(t, by, by, (answer) => ordered(t, answer, by));
      if (by !== 'updated') return;
      await beside(t, async () => {
        const answer = await ownByChange(t);
        if (answer) ordered(t, (await found(t, answer)).answer, by);
      });
    }),
  ),

  ...open.map((by) =>
    check(`searchTickets/sort-${by}-direction`, `Look at the direction of \`sort=${by}\``, async (t) => {
      const answers = (await pages(t, by)).map((answer) => t.needs(answer, `searchTickets/sort-${by}`));
      const ways = new Set(answers.map((answer) => valuesOf(t, answer, by).way ?? 'in no order'));
      return `\`sort=${by}\`: ${[...ways].join(', ')}`;
    }),
  ),

  check('searchTickets/sort-unknown-refused', 'Sort by what search does not sort by', async (t) => {
    const answer = await asked(t, 'sort', 'no-such-field');
    if (await foundUnlessRefused(t, answer)) newestFirst(t, answer);
  }),
];
