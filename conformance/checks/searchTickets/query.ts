/** Checks of `query`: what it finds, and what it does not. */

import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { sampleTickets } from '../../steps/existing-tickets.js';
import { sharedReading, sharedTicket, ticketIn } from '../../steps/own-tickets.js';
import { highestLimit, holds, numbersOf, rowsOf } from '../../steps/search.js';
import { finds } from './found-all.js';
import { type Findable, findable, findingWorks, needsOnly, wordFor } from './searched-tickets.js';

const limit = highestLimit;

/** Expects a word not to find a ticket, which has it elsewhere than in its subject. */
async function findsNot(t: Context, { number, word }: Findable, where: string): Promise<void> {
  const answer = await t.call('searchTickets', { query: { query: word, limit } });
  const rows = rowsOf(t.needs(answer, 'searchTickets/nothing-found-is-empty'));
  if (!numbersOf(answer).includes(number)) return;
  // A query that is ignored altogether is reported by another check.
  needsOnly(
    rows.filter((row) => String(row.number) !== number),
    word,
  );
  t.violated(`not to find ticket ${number}`, `found by its ${where}`, answer);
}

/** A ticket, and a word in its first message that is not in its subject. */
async function onlyInTheMessage(t: Context): Promise<Findable> {
  if (t.session.run.mode === 'write') {
    const word = wordFor(t, 'inMessage');
    const message = `This message has a word that its subject lacks: ${word}. The ticket can be deleted.`;
    return { number: (await sharedTicket(t, 'a word in the message only', { message })).number, word };
  }
  for (const answer of await sampleTickets(t)) {
    const { number, subject, thread } = ticketIn(answer);
    const [first] = Array.isArray(thread) ? (thread as { body?: unknown }[]) : [];
    const words = String(first?.body ?? '')
      .replaceAll(/<[^>]*>/g, ' ')
      .match(/(?<![\p{L}\p{N}])[A-Za-z]{6,}(?![\p{L}\p{N}])/gu);
    const word = words?.find((one) => !holds({ subject }, one));
    if (word && number !== undefined) return { number: String(number), word };
  }
  throw new Skip('no-data', 'No ticket that could be read has a word in its message that its subject lacks.');
}

export const checks: Check[] = [
  check(
    'searchTickets/query-subject-only',
    'Search for words that are only in a message and a name, for an address, and for a number',
    async (t) => {
      await findsNot(t, await onlyInTheMessage(t), 'message');
      if (t.session.run.mode === 'read') return;
      const [inName, inAddress] = [wordFor(t, 'inName'), wordFor(t, 'inaddress')];
      const user = { name: `Somebody ${inName}`, email: `osticket-contract+${inAddress}@example.com` };
      await beside(t, async () => {
        const { number } = await sharedTicket(t, 'words in the name and the address of its user', user);
        await findsNot(t, { number, word: inName }, "user's name");
        await withFirst([user.email, inAddress], (word) => findsNot(t, { number, word }, "user's address"));
      });
      await beside(t, async () => {
        const { number, sent } = await sharedTicket(t, 'to be read');
        if (!holds(sent, number)) await findsNot(t, { number, word: number }, 'number');
      });
    },
  ),

  check('searchTickets/query-any-case', 'Search for a word in upper and in lower case', async (t) => {
    await findingWorks(t);
    const plain = await findable(t);
    for (const text of [plain.word.toUpperCase(), plain.word.toLowerCase()]) await finds(t, plain, text);
    if (t.session.run.mode === 'read') return;
    const word = wordFor(t, 'ÄrgerÉtéЖук');
    await beside(t, async () => {
      const label = `${word} beside others`;
      const { number } = await sharedTicket(t, label);
      const { subject } = ticketIn(await sharedReading(t, label));
      // An installation that loses such letters cannot find them.
      if (!String(subject).includes(word))
        throw new Untestable('createTicket/subject-stored', `The subject is ${show(subject)}`);
      for (const text of [word, word.toUpperCase(), word.toLowerCase()]) await finds(t, { number, word }, text);
    });
  }),

  check(
    'searchTickets/query-part-of-a-word',
    'Search for the middle, the beginning and the end of a word',
    async (t) => {
      await findingWorks(t);
      const one = await findable(t);
      for (const part of [one.word.slice(1, -1), one.word.slice(0, -1), one.word.slice(1)]) await finds(t, one, part);
    },
  ),
];
