/** Searches for the tickets of an exploration, and compares what is found with what there is. */
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { filterText } from '../steps/lookups.js';
import { holds, type Row, rowsOf, type SearchQuery } from '../steps/search.js';
import { shortWord } from './texts.js';
import type { Modelled, World } from './world.js';

const subjectOf = ({ frame }: World, { role }: Modelled) => String(frame.ticket(role).subject);

/** Texts that some of these tickets have in their subjects, and others have not: two words, and a short one. */
function parts(world: World): string[] {
  const all = world.alive.map((one) => subjectOf(world, one));
  // Two plain words: what becomes of other characters is judged by checks of its own.
  const [phrase] = new RegExp(`${world.given.word} [A-Za-z0-9]+(?= |$)`).exec(all.at(-1) ?? '') ?? [];
  return [phrase, shortWord].filter((text): text is string => {
    const having = all.filter((subject) => text !== undefined && holds({ subject }, text)).length;
    return having > 0 && having < all.length;
  });
}

/** Searches by a word, by all filters together, by several words, and by a short one. */
export async function searchFinds(world: World): Promise<Finding | undefined> {
  const { t, alive, frame } = world;
  const { word } = world.given;
  if (t.session.permissions.can_search_tickets === false) return undefined;
  // The one that was changed most.
  const last = alive.at(-1);
  if (!last || world.unsure || alive.some(({ role }) => !frame.answersOf(role).ticket)) return undefined;
  const { statusId, status, departmentId, department } = frame.ticket(last.role) as Record<string, unknown>;
  const named = { id: Number(statusId), name: String(status) };
  const placed = { id: Number(departmentId), name: String(department) };
  const fits = (field: string, value: unknown) =>
    alive.filter(({ role }) => String((frame.ticket(role) as Record<string, unknown>)[field]) === String(value));
  const inStatus = fits('statusId', statusId);
  const inDepartment = fits('departmentId', departmentId);
  const searches: [SearchQuery, Modelled[], missing: string, extra: string][] = [
    [{ query: word, limit: 100 }, alive, 'query-finds', 'query-excludes'],
    [
      {
        query: word,
        status: await filterText(t, 'status', named),
        department: await filterText(t, 'department', placed),
        sort: 'number',
        limit: 100,
      },
      inStatus.filter((one) => inDepartment.includes(one)),
      'filters-combine',
      'filters-combine',
    ],
    ...parts(world).map((text): (typeof searches)[number] => {
      const having = alive.filter((one) => holds({ subject: subjectOf(world, one) }, text));
      return [{ query: text, limit: 100 }, having, 'query-finds', 'query-excludes'];
    }),
  ];
  for (const [query, expected, missing, extra] of searches) {
    const right = expected.map(({ number }) => number);
    const compare = (answer: Answer) => {
      if (!answer.isSuccess || !Array.isArray(answer.content)) return undefined;
      const rows = rowsOf(answer);
      // A ticket that nobody knows may have the text too: a short word, or since a faulty write made it.
      const others = rows.filter((row) => world.numbers.has(String(row.number)) || !holds(row, String(query.query)));
      const numbers = (some: Row[]) => some.map(({ number }) => String(number));
      const lost = right.filter((one) => !numbers(rows).includes(one));
      const strange = numbers(others).filter((one) => !right.includes(one));
      return { answer, lost, strange, numbers: numbers(rows) };
    };
    const isRight = (one: ReturnType<typeof compare>) => !one || (one.lost.length === 0 && one.strange.length === 0);
    // The search after the last write was one for the word.
    if (query.query === word && query.status === undefined && frame.searched && isRight(compare(frame.searched)))
      continue;
    const seen = compare(await t.call('searchTickets', { query }));
    if (!seen || isRight(seen)) continue;
    // What looks like an ID may be the name of one that no ticket has shown.
    const byName = { ...query, status: named.name, department: placed.name };
    const again =
      query.department === undefined ? undefined : compare(await t.call('searchTickets', { query: byName }));
    if (again && isRight(again)) continue;
    const isThere = (one: string) => !world.numbers.has(one) || alive.some(({ number }) => number === one);
    const [by, id] =
      seen.lost.length === 0 && !seen.strange.some(isThere)
        ? (['deleteTicket', 'deleteTicket/gone-from-search'] as const)
        : (['searchTickets', `searchTickets/${seen.lost.length > 0 ? missing : extra}`] as const);
    const tickets = `${right.length} ${right.length === 1 ? 'ticket' : 'tickets'}: ${right.join(', ')}`;
    const found = world.finding(id as Finding['requirement'], by, tickets, show(seen.numbers), [seen.answer]);
    if (found) return found;
  }
  return undefined;
}
