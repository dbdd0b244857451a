/** Tickets, parents and children of an exploration in XML, beside the same in JSON. */
import { operation } from '../../contract/operations.js';
import type { Answer } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { idIn, ticketIn } from '../steps/own-tickets.js';
import { differences } from '../steps/xml-differences.js';
import { foundById } from './by-id.js';
import type { Modelled, World } from './world.js';

type Asked = 'getTicket' | 'getParentTicket' | 'listChildTickets';

const ask = (world: World, id: Asked, { number }: Modelled, format: 'json' | 'xml') =>
  world.t.call(id, { path: { number, format } });

/** A ticket as it was read last, in XML. It is asked for by its ID, so that this is tried with tickets of all kinds. */
export async function ticketInXml(world: World, ticket: Modelled): Promise<Finding | undefined> {
  const json = world.frame.answersOf(ticket.role).ticket;
  if (!json?.isSuccess) return undefined;
  const id = idIn(ticketIn(json));
  if (id === undefined) return agrees(world, 'getTicket', ticket, json);
  const byId = await world.t.call('getTicket', { path: { number: String(id), format: 'xml' } });
  if (saysTheSame(byId, json)) return undefined;
  return (await agrees(world, 'getTicket', ticket, json)) ?? foundById(world, ticket, id);
}

/** Whether a ticket in XML has what it has in JSON. */
function saysTheSame(xml: Answer, json: Answer): boolean {
  try {
    return xml.isSuccess && differing('getTicket', xml, json).length === 0;
  } catch {
    return false;
  }
}

/** A parent, and the children of it, where their statuses tell them apart. */
export async function kinInXml(world: World): Promise<Finding | undefined> {
  if (!world.hasSubtickets || world.lost) return undefined;
  const statusOf = (one: Modelled) => world.frame.ticket(one.role).statusId;
  const differs = (child: Modelled) => (parent: Modelled) =>
    child.parent === parent && statusOf(child) !== statusOf(parent);
  const child = world.alive.find((one) => world.alive.some(differs(one)));
  if (!child?.parent) return undefined;
  const asked = [
    ['getParentTicket', child],
    ['listChildTickets', child.parent],
  ] as const;
  for (const [id, ticket] of asked) {
    const found = await agrees(world, id, ticket, world.kin.get(`${id} ${ticket.role}`));
    if (found) return found;
  }
  return undefined;
}

/** Where XML differs from JSON. A ticket that was made a parent meanwhile was changed; when is not compared. @throws IllegibleAnswer */
function differing(id: Asked, xml: Answer, json: Answer) {
  const { answerSchema: schema = {} } = operation(id);
  return differences({ json, xml, schema }, xml.xml(schema)).filter(([place]) => place !== '/updated');
}

async function agrees(
  world: World,
  id: Asked,
  ticket: Modelled,
  json: Answer | undefined,
): Promise<Finding | undefined> {
  if (!json?.isSuccess) return undefined;
  const xml = await ask(world, id, ticket, 'xml');
  if (!xml.isSuccess) return undefined;
  try {
    if (differing(id, xml, json).length === 0) return undefined;
    // What was changed since it was read, by a write to another ticket, is no matter of formats.
    const now = await ask(world, id, ticket, 'json');
    const [wrong] = now.isSuccess ? differing(id, xml, now) : [];
    if (!wrong) return undefined;
    const [place, expected, actual] = wrong;
    const shown = `${show(actual)} in the XML of ${ticket.role}`;
    return world.finding('formats/xml-same-content', id, show(expected), shown, [now, xml], place);
  } catch (error) {
    const actual = `${(error as Error).message}: ${xml.summary}`;
    return world.finding('formats/xml-on-xml-extension', id, 'XML', actual, [xml]);
  }
}
