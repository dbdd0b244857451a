/** Looks at the tickets of an exploration in every way that the API has, and compares them with what was done. */
import { isDeepStrictEqual } from 'node:util';
import { operation } from '../../contract/operations.js';
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { filterText } from '../steps/lookups.js';
import { getTicket } from '../steps/own-tickets.js';
import { listed } from '../steps/parent-and-child.js';
import { holds, type Row, rowsOf, type SearchQuery } from '../steps/search.js';
import { getParent, listChildren } from '../steps/subtickets.js';
import { differences } from '../steps/xml-differences.js';
import { filesAgree } from './files.js';
import { shortWord } from './texts.js';
import type { Modelled, World } from './world.js';

/** @returns the first thing that is not as it must be */
export async function observe(world: World): Promise<Finding | undefined> {
  for (const ticket of world.alive) {
    const found =
      (await xmlAgrees(world, ticket)) ?? (await kinAgree(world, ticket)) ?? (await filesAgree(world, ticket));
    if (found) return found;
  }
  return (await searchFinds(world)) ?? (await statusesListed(world));
}

async function xmlAgrees(world: World, { role, number }: Modelled): Promise<Finding | undefined> {
  const { ticket: json } = world.frame.answersOf(role);
  const xml = await getTicket(world.t, number, 'xml');
  const { answerSchema: schema = {} } = operation('getTicket');
  if (!json?.isSuccess || !xml.isSuccess) return undefined;
  try {
    const read = xml.xml(schema);
    // A ticket that was made a parent meanwhile was changed; when is not compared.
    const differing = (one: Answer) =>
      differences({ json: one, xml, schema }, read).filter(([place]) => place !== '/updated');
    if (differing(json).length === 0) return undefined;
    // What was changed since it was read, by a write to another ticket, is no matter of formats.
    const now = await getTicket(world.t, number);
    const [wrong] = now.isSuccess ? differing(now) : [];
    if (!wrong) return undefined;
    const [place, expected, actual] = wrong;
    const shown = `${show(actual)} in the XML of ${role}`;
    return world.finding('formats/xml-same-content', 'getTicket', show(expected), shown, [now, xml], place);
  } catch (error) {
    const actual = `${(error as Error).message}: ${xml.summary}`;
    return world.finding('formats/xml-on-xml-extension', 'getTicket', 'XML', actual, [xml]);
  }
}

async function kinAgree(world: World, ticket: Modelled): Promise<Finding | undefined> {
  const { t } = world;
  if (!world.hasSubtickets) return undefined;
  const { role, number, parent } = ticket;
  const { ticket: reading } = world.frame.answersOf(role);
  const ids = world.childrenOf(ticket).map((one) => world.frame.member(one.role).id);
  const { children: shown } = world.frame.ticket(role);
  // A child that could not be read shows no ID.
  const known = ids.every((id) => id !== undefined);
  if (reading && known && Array.isArray(shown) && !sameSet(shown.map(String), ids.map(String))) {
    const found = world.finding(
      'getTicket/children-are-ids',
      'getTicket',
      show(ids),
      show(shown),
      [reading],
      '/children',
    );
    if (found) return found;
  }
  const asked = await getParent(t, number);
  if (asked.isSuccess) {
    const shown = (asked.json as { parent?: { number?: unknown } | null } | undefined)?.parent;
    const right = parent ? String(shown?.number) === parent.number : shown === null;
    const expected = parent ? `${parent.role} (${parent.number}) as the parent of ${role}` : `no parent of ${role}`;
    const id = parent ? 'getParentTicket/answers-the-parent' : 'getParentTicket/none-is-null';
    const found = right
      ? parent && referenceAgrees(world, 'getParentTicket', parent, shown, asked)
      : world.finding(id, 'getParentTicket', expected, asked.summary, [asked], '/parent');
    if (found) return found;
  }
  const answer = await listChildren(t, number);
  const children = world.childrenOf(ticket);
  if (!answer.isSuccess || !Array.isArray((answer.json as { children?: unknown }).children)) return undefined;
  const numbers = listed(answer).map((one) => String(one?.number));
  const right = children.map((one) => one.number);
  if (sameSet(numbers, right)) {
    const wrong = children.map((one) =>
      referenceAgrees(world, 'listChildTickets', one, listed(answer)[numbers.indexOf(one.number)], answer),
    );
    return wrong.find((one) => one !== undefined);
  }
  const id = children.length > 0 ? 'listChildTickets/answers-all-children' : 'listChildTickets/none-is-empty';
  const expected = `${children.map((one) => `${one.role} (${one.number})`).join(', ') || 'no child'} of ${role}`;
  return world.finding(id, 'listChildTickets', expected, show(numbers), [answer], '/children');
}

/** What a list of parents or children says of a ticket is what the ticket itself says. */
function referenceAgrees(
  world: World,
  id: 'getParentTicket' | 'listChildTickets',
  { role }: Modelled,
  shown: object | null | undefined,
  answer: Answer,
): Finding | undefined {
  const { ticket } = world.frame.answersOf(role);
  if (!ticket) return undefined;
  for (const field of ['subject', 'status'] as const) {
    const expected = world.frame.ticket(role)[field];
    const actual = (shown as Record<string, unknown> | undefined)?.[field];
    if (expected === undefined || actual === undefined || expected === actual) continue;
    const owner = `${id}/${field}-is-string` as const;
    return world.finding(owner, id, `${field} ${show(expected)} of ${role}`, show(actual), [ticket, answer]);
  }
  return undefined;
}

const sameSet = (one: readonly string[], other: readonly string[]) =>
  isDeepStrictEqual([...one].sort(), [...other].sort());

const subjectOf = ({ frame }: World, { role }: Modelled) => String(frame.ticket(role).subject);

/** Texts that some of these tickets have in their subjects, and others have not: two words, and a short one. */
function parts(world: World): string[] {
  const all = world.alive.map((one) => subjectOf(world, one));
  // Two plain words: what becomes of other characters is judged by checks of its own.
  const [phrase] = new RegExp(`${world.word} [A-Za-z0-9]+(?= |$)`).exec(all.at(-1) ?? '') ?? [];
  return [phrase, shortWord].filter((text): text is string => {
    const having = all.filter((subject) => text !== undefined && holds({ subject }, text)).length;
    return having > 0 && having < all.length;
  });
}

/** Searches by a word, by all filters together, by several words, and by a short one. */
async function searchFinds(world: World): Promise<Finding | undefined> {
  const { t, word, alive, frame } = world;
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
      // A short word may be in the subjects of others.
      const others = rows.filter((row) => query.query !== shortWord || !holds(row, shortWord));
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
    const id = `searchTickets/${seen.lost.length > 0 ? missing : extra}` as Finding['requirement'];
    const tickets = `${right.length} tickets: ${right.join(', ')}`;
    const found = world.finding(id, 'searchTickets', tickets, show(seen.numbers), [seen.answer]);
    if (found) return found;
  }
  return undefined;
}

/** Statuses that own tickets have are in the list, also after one has taken another. */
async function statusesListed(world: World): Promise<Finding | undefined> {
  const { t, alive, frame } = world;
  if (t.session.permissions.can_read_stats === false) return undefined;
  const answer = await t.call('listTicketStatuses', {});
  if (!answer.isSuccess || !Array.isArray(answer.content)) return undefined;
  const ids = (answer.content as { id?: unknown }[]).map((one) => String(one?.id));
  for (const { role } of alive) {
    const { statusId, status } = frame.ticket(role);
    if (statusId === undefined || ids.includes(String(statusId))) continue;
    const expected = `${show(status)}, which ${role} has, in the list`;
    return world.finding('listTicketStatuses/complete', 'listTicketStatuses', expected, show(ids), [answer]);
  }
  return undefined;
}
