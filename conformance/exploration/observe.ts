/** Looks at the tickets of an exploration in every way that the API has, and compares them with what was done. */
import { operation } from '../../contract/operations.js';
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { getTicket } from '../steps/own-tickets.js';
import { differences } from '../steps/xml-differences.js';
import { filesAgree } from './files.js';
import { kinAgree } from './kin-agree.js';
import { searchFinds } from './search-finds.js';
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
