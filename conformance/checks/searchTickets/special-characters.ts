/** Checks of searches for characters that have a meaning for databases and search engines. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { sharedReading, sharedTicket, ticketIn } from '../../steps/own-tickets.js';
import {
  find,
  found,
  holds,
  highestLimit as limit,
  numbersOf,
  type SearchQuery,
  searched,
} from '../../steps/search.js';
import { findable, findingWorks, needsOnly, wordFor } from './searched-tickets.js';

/** In the subjects of own tickets each stands between letters. */
const wildcards = ['%', '_'];
/** What a second decoding of the address makes something else of, in each part of it. */
const encoded = ['+%41'];
const quotes = ["'", '"', '\\', '`'];

/** Expects no meaning of these characters: each finds a subject that has it, and none that does not. */
async function literal(
  t: Context,
  name: string,
  characters: readonly string[],
  others: readonly string[] = [],
): Promise<void> {
  if (t.session.run.mode === 'read') {
    for (const character of characters) {
      const { answer, rows } = await find(t, { query: character, limit });
      const other = rows.find((row) => !holds(row, character));
      t.that(!other, `only subjects with ${character}`, show(other?.subject), answer);
    }
    return;
  }
  await findingWorks(t);
  const [all, its] = [
    [...wildcards, ...quotes, ...encoded],
    [...characters, ...others],
  ];
  await sharedFirst(
    () => t.attempt(() => findsLiterally(t, 'characters', all, its)),
    () => withFirst([its, characters], (some) => findsLiterally(t, name, some, some)),
    [Violation, Untestable],
  );
}

/**
 * Expects no meaning of characters, in a search for an own ticket.
 *
 * @param all the characters in its subject
 * @param characters those that are looked for
 */
async function findsLiterally(t: Context, name: string, all: readonly string[], characters: readonly string[]) {
  const end = wordFor(t, name);
  const textWith = (character: string) => `x${character}y${end}`;
  const label = `${name}: ${all.map(textWith).join(' ')}`;
  const { number, sent } = await sharedTicket(t, label);
  const decoy = await sharedTicket(t, `${name}: without them xzy${end}`);
  const stored = ticketIn(await sharedReading(t, label)).subject;
  if (stored !== sent.subject) {
    throw new Untestable(
      'createTicket/subject-stored',
      `Needed the subject ${show(sent.subject)}, but it is ${show(stored)}`,
    );
  }
  for (const character of characters) {
    const text = textWith(character);
    const { answer, rows } = await find(t, { query: text, limit });
    needsOnly(rows, end);
    if (rows.length === 0) await needsWithout(t, text.slice(text.indexOf(character) + character.length));
    const numbers = numbersOf(answer);
    t.that(numbers.includes(number), `the ticket "${sent.subject}"`, show(rows.map((row) => row.subject)), answer);
    t.that(!numbers.includes(decoy.number), `only subjects with ${text}`, `"${decoy.sent.subject}" too`, answer);
  }
  await beside(t, () => noneBesideFilters(t, `x${characters.join('')}y${end}`, label));
}

/**
 * Expects a text that no subject has to find nothing where filters stand beside it, too: these may be put together with it
 * in another way.
 *
 * @param label that of a ticket whose status and department are the filters
 */
async function noneBesideFilters(t: Context, text: string, label: string): Promise<void> {
  const { statusId, departmentId } = ticketIn(await sharedReading(t, label));
  const [status, department] = [statusId, departmentId].map(String);
  if (![status, department].every((id) => Number(id) > 0)) return;
  const filters = { status, department, limit };
  const answer = await t.call('searchTickets', { query: { query: text, ...filters } });
  if (!answer.isSuccess) t.needs(await searched(t, filters), 'searchTickets/filters-combine');
  const { rows } = await found(t, answer);
  const [other] = rows.filter((row) => !holds(row, text));
  if (other) await needsQueryBesideFilters(t, filters);
  t.that(!other, `only subjects with ${text}`, show(other?.subject), answer);
}

/** @throws Untestable when a query is ignored where filters stand beside it */
async function needsQueryBesideFilters(t: Context, filters: SearchQuery): Promise<void> {
  const { rows } = await find(t, { query: t.unknownName, ...filters });
  if (rows.length === 0) return;
  throw new Untestable('searchTickets/filters-combine', 'Needed filters together with a query, but it was ignored');
}

/** @throws Untestable when a text that stands at the same place, and has no such character, is not found either */
async function needsWithout(t: Context, text: string): Promise<void> {
  if ((await find(t, { query: text, limit })).rows.length > 0) return;
  throw new Untestable('searchTickets/query-finds', `Needed a ticket with ${show(text)}, but found none`);
}

/** Expects quotes around a word to be looked for: no subject has them around it. */
async function quotedIsLiteral(t: Context): Promise<void> {
  const { word } = await findable(t);
  const text = `"${word}"`;
  const { answer, rows } = await find(t, { query: text, limit });
  const [other] = rows.filter((row) => !holds(row, text));
  t.that(!other, `only subjects with ${text}`, show(other?.subject), answer);
}

export const checks: Check[] = [
  check(
    'searchTickets/query-wildcards-literal',
    `Search for texts with ${[...wildcards, ...encoded].join(', ')}`,
    (t) => literal(t, 'wildcards', wildcards, encoded),
  ),

  check('searchTickets/query-quotes-harmless', `Search for texts with ${quotes.join(' ')}`, async (t) => {
    await literal(t, 'quotes', quotes);
    await beside(t, () => quotedIsLiteral(t));
  }),
];
