/** Checks that tickets in a search agree with the tickets themselves. */
import { isDeepStrictEqual } from 'node:util';
import { resolve, type Schema } from '../../../contract/document.js';
import { fieldSchema } from '../../../contract/fields.js';
import { operation } from '../../../contract/operations.js';
import { shapeFaults } from '../../../contract/validators.js';
import { hasItsShape } from '../../invariants/read-field.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { each } from '../../kernel/each.js';
import { Skip } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { newest, sampleTickets } from '../../steps/existing-tickets.js';
import { overdueTicket } from '../../steps/overdue-ticket.js';
import { getTicket, ticketIn } from '../../steps/own-tickets.js';
import { type Found, find, highestLimit, numbersOf, type Row, type SearchQuery } from '../../steps/search.js';
import { forFilters, fullTicket } from './own-filters.js';

const schemaOf = (id: 'searchTickets' | 'getTicket'): Schema => operation(id).answerSchema ?? {};

/** Fields of a ticket that was found, with their schemas in a search and in a retrieved ticket. */
const fields = Object.keys(resolve(fieldSchema(schemaOf('searchTickets'), '[]')).properties ?? {}).map((inSearch) => {
  const inTicket = inSearch === 'dueDate' ? 'duedate' : inSearch;
  const schemas = [
    fieldSchema(schemaOf('searchTickets'), `[].${inSearch}`),
    fieldSchema(schemaOf('getTicket'), inTicket),
  ];
  return { inSearch: inSearch as keyof Row, inTicket, schemas };
});

/** Fields in which a ticket differs from the same in a search. A broken shape is reported by another check. */
function differences(row: Row, ticket: Answer) {
  const values = (ticket.meant ?? {}) as Record<string, unknown>;
  return fields.flatMap(({ inSearch, inTicket, schemas: [found = {}, read = {}] }) => {
    const [one, two] = [row[inSearch], values[inTicket]];
    const comparable = shapeFaults(found, one).length === 0 && shapeFaults(read, two).length === 0;
    return comparable && !isDeepStrictEqual(one, two) ? [{ field: inSearch, found: one, read: two }] : [];
  });
}

type Difference = ReturnType<typeof differences>[number];

/** Whether one side of a difference is as it was: where both have moved, somebody changes them at this very moment. */
const isSteady = (before: Difference, { field, found, read }: Difference): boolean =>
  before.field === field && (isDeepStrictEqual(before.found, found) || isDeepStrictEqual(before.read, read));

/** Two rows that show one ID with two names, or one name with two IDs, if there are any: a ticket may say otherwise. */
function namedOtherwise(rows: readonly Row[]): Row[] {
  for (const name of ['status', 'department', 'priority', 'topic', 'staff', 'sla'] as const) {
    const named = rows.filter((row) => row[name] !== null && row[name] !== undefined);
    const pairs = [
      [`${name}Id`, name],
      [name, `${name}Id`],
    ] as const;
    for (const [one, other] of pairs) {
      const odd = named.find((row) => firstWith(named, one, row)[other] !== row[other]);
      if (odd) return [firstWith(named, one, odd), odd];
    }
  }
  return [];
}

const firstWith = (rows: readonly Row[], field: keyof Row, { [field]: value }: Row): Row =>
  rows.find((row) => row[field] === value) as Row;

/**
 * Expects a ticket to read as search shows it, also when both are asked again: somebody may change it in between.
 *
 * @returns whether the two could be compared: somebody may delete it, too
 */
async function agrees(
  t: Context,
  row: Row,
  { query }: { query: SearchQuery; rows: Row[] },
  reading?: Answer,
): Promise<boolean> {
  const number = String(row.number);
  const first = reading ?? (await getTicket(t, number));
  if (first.isRefusedAs('getTicket/unknown-404')) return false;
  const before = differences(row, t.needs(first, 'getTicket/answers-200'));
  if (before.length === 0) return true;
  const again: Found = await find(t, { ...query, limit: highestLimit });
  const shown = again.rows.find((one) => String(one.number) === number);
  if (!shown) return false;
  const read = await getTicket(t, number);
  if (read.isRefusedAs('getTicket/unknown-404')) return false;
  const ticket = t.needs(read, 'getTicket/answers-200');
  const after = differences(shown, ticket);
  if (after.length === 0) return true;
  const wrong = after.find((one) => before.some((earlier) => isSteady(earlier, one)));
  if (!wrong) return false;
  const pointer = `/${again.rows.indexOf(shown)}/${wrong.field}`;
  t.violated(show(wrong.read), show(wrong.found), [again.answer, ticket], pointer);
}

export const checks: Check[] = [
  check(
    'searchTickets/row-agrees-with-ticket',
    'Compare tickets in a search with the same tickets retrieved',
    async (t) => {
      const { answer, rows } = await newest(t);
      if (numbersOf(answer).length === 0) throw new Skip('no-data', 'Search shows no ticket.');
      const ways = t.session.run.mode === 'write' ? [forFilters, fullTicket, overdueTicket] : [];
      const own = await each(t, ways, (made) => made(t));
      const compared: boolean[] = [];
      for (const domain of own) for (const row of domain.rows) compared.push(await agrees(t, row, domain));
      const readings = new Map((await sampleTickets(t)).map((ticket) => [ticketIn(ticket).number, ticket]));
      for (const row of rows) {
        const reading = readings.get(row.number);
        if (reading) compared.push(await agrees(t, row, { query: {}, rows }, reading));
      }
      for (const row of namedOtherwise(rows)) compared.push(await agrees(t, row, { query: {}, rows }));
      if (!compared.includes(true)) throw new Skip('no-data', 'No ticket that search showed was there long enough.');
    },
  ),

  check('searchTickets/id-null-with-its-name', 'Compare IDs and names of tickets that were found', async (t) => {
    const { answer, rows } = await newest(t);
    for (const name of ['topic', 'staff', 'team', 'sla'] as const) {
      // A missing or broken field is reported by another check.
      const both = (row: Row) =>
        hasItsShape('searchTickets', `[].${name}Id`, row[`${name}Id`]) &&
        hasItsShape('searchTickets', `[].${name}`, row[name]);
      const odd = rows.findIndex((row) => both(row) && (row[`${name}Id`] === null) !== (row[name] === null));
      const row: Row = rows[odd] ?? {};
      const actual = `${show(row[`${name}Id`])} and ${show(row[name])}`;
      t.that(odd < 0, `${name}Id and ${name} both null or neither`, actual, answer, `/${odd}/${name}Id`);
    }
  }),
];
