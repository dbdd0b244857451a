/** Checks of searches for characters that have a meaning for databases and search engines. */
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { sharedFirst } from '../../steps/comparisons.js';
import { sharedReading, sharedTicket, ticketIn } from '../../steps/own-tickets.js';
import { find, holds, highestLimit as limit, numbersOf } from '../../steps/search.js';
import { findingWorks, needsOnly, wordFor } from './searched-tickets.js';

/** In the subjects of own tickets each stands between letters. */
const wildcards = ['%', '_'];
const quotes = ["'", '"', '\\', '`'];

/** Expects no meaning of these characters: each finds a subject that has it, and none that does not. */
async function literal(t: Context, name: string, characters: readonly string[]): Promise<void> {
  if (t.session.run.mode === 'read') {
    for (const character of characters) {
      const { answer, rows } = await find(t, { query: character, limit });
      const other = rows.find((row) => !holds(row, character));
      t.that(!other, `only subjects with ${character}`, show(other?.subject), answer);
    }
    return;
  }
  await findingWorks(t);
  await sharedFirst(
    () => t.attempt(() => findsLiterally(t, 'characters', [...wildcards, ...quotes], characters)),
    () => findsLiterally(t, name, characters, characters),
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
  for (const text of characters.map(textWith)) {
    const { answer, rows } = await find(t, { query: text, limit });
    needsOnly(rows, end);
    const numbers = numbersOf(answer);
    t.that(numbers.includes(number), `the ticket "${sent.subject}"`, show(rows.map((row) => row.subject)), answer);
    t.that(!numbers.includes(decoy.number), `only subjects with ${text}`, `"${decoy.sent.subject}" too`, answer);
  }
}

export const checks: Check[] = [
  check('searchTickets/query-wildcards-literal', `Search for texts with ${wildcards.join(' and ')}`, (t) =>
    literal(t, 'wildcards', wildcards),
  ),

  check('searchTickets/query-quotes-harmless', `Search for texts with ${quotes.join(' ')}`, (t) =>
    literal(t, 'quotes', quotes),
  ),
];
