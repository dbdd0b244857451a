/** Looks at the tickets of an exploration in every way that the API has, and compares them with what was done. */
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { rowAgrees } from './changes.js';
import { filesAgree } from './files.js';
import { kinAgree } from './kin-agree.js';
import { searchFinds } from './search-finds.js';
import type { World } from './world.js';
import { kinInXml, ticketInXml } from './xml-agrees.js';

/** @returns the first thing that is not as it must be */
export async function observe(world: World): Promise<Finding | undefined> {
  for (const ticket of world.alive) {
    const found =
      // What was done since to another one may show in its row.
      (await rowAgrees(world, ticket.role)) ??
      (await ticketInXml(world, ticket)) ??
      (await kinAgree(world, ticket)) ??
      (await filesAgree(world, ticket));
    if (found) return found;
  }
  return (await kinInXml(world)) ?? (await searchFinds(world)) ?? (await statusesListed(world));
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
