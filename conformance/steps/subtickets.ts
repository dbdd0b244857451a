/** Own tickets that are made parent and child, and links that must be refused. */
import { type OperationId, operation } from '../../contract/operations.js';
import { sampleRequests, unknownPath } from '../../contract/sample-requests.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer, Context, RawRequest } from '../kernel/context.js';
import { each } from '../kernel/each.js';
import { lacksPlugin } from '../kernel/lacks-plugin.js';
import { nothingIfMissing, Skip, Untestable, Violation } from '../kernel/outcome.js';
import { sharedFirst, unchanged } from './comparisons.js';
import { idOf, makeTicket, type OwnTicket, readTicket, ticketIn } from './own-tickets.js';

type Numbered = { number: string };

/** A valid request to link two tickets. */
const linkOf = (parent: Numbered, child: Numbered) => ({
  path: { ...sampleRequests.linkSubticket.path, parentNumber: parent.number },
  body: { childId: child.number },
});

/** The same, to be sent where it must be refused. */
export function linkRequest(parent: Numbered, child: Numbered): RawRequest {
  const { path, body } = linkOf(parent, child);
  return { operation: 'linkSubticket', path, json: body };
}

/** Links two own tickets. Not judged. */
export const link = (t: Context, parent: Numbered, child: Numbered): Promise<Answer> =>
  t.call('linkSubticket', linkOf(parent, child));

/** The answer to a request for the parent of a ticket. Not judged. */
export const getParent = (t: Context, number: string, format: 'json' | 'xml' = 'json'): Promise<Answer> =>
  t.call('getParentTicket', { path: { number, format } });

/** The answer to a request for the children of a ticket. Not judged. */
export const listChildren = (t: Context, number: string, format: 'json' | 'xml' = 'json'): Promise<Answer> =>
  t.call('listChildTickets', { path: { number, format } });

/**
 * Whether two own tickets are parent and child, where reading one of them may be broken: whether the parent lists the
 * child, or the child names the parent.
 */
export async function isChildOf(
  t: Context,
  child: Numbered,
  parent: Numbered,
): Promise<{ yes: boolean; seen: Answer[] }> {
  // The proof of whose the child is, before it was linked, has shown its ID.
  const id = t.session.ownership?.shown(child.number)?.id ?? (await idOf(t, child).catch(nothingIfMissing));
  const reading = await readTicket(t, parent.number);
  const { children } = ticketIn(reading);
  if (id !== undefined && Array.isArray(children) && children.map(Number).includes(id))
    return { yes: true, seen: [reading] };
  if (t.session.permissions.can_manage_subtickets === false) return { yes: false, seen: [reading] };
  const asked = await getParent(t, child.number);
  const { parent: its } = (asked.meant ?? {}) as { parent?: { number?: unknown } | null };
  return { yes: String(its?.number) === parent.number, seen: [reading, asked] };
}

/** @throws Untestable when two tickets are not parent and child. @param prerequisite the requirement that they are */
export async function needsLink(
  t: Context,
  parent: OwnTicket,
  child: OwnTicket,
  prerequisite: RequirementId = 'linkSubticket/linked',
): Promise<void> {
  const { yes } = await isChildOf(t, child, parent);
  if (!yes) throw new Untestable(prerequisite, `Needed ${prerequisite}, but the tickets are not linked`);
}

/** Links two own tickets. @throws Untestable when they are not linked afterwards, whatever is answered */
export async function linkForCertain(t: Context, parent: OwnTicket, child: OwnTicket): Promise<void> {
  t.needs(await link(t, parent, child), 'linkSubticket/answers-200');
  await needsLink(t, parent, child);
}

/** A parent with two children. */
export interface OwnParent {
  parent: OwnTicket;
  children: [OwnTicket, OwnTicket];
  /** The answer to the first link. */
  linked: Answer;
  /** The answer to the second link. */
  linkedSecond: Answer;
}

/** The parent that the checks share and none changes; the links are not judged. */
export const ownParent = (t: Context): Promise<OwnParent> =>
  t.share('own parent with two children', async (own) => {
    const parent = await makeTicket(own, 'parent');
    const first = await makeTicket(own, 'first child');
    const second = await makeTicket(own, 'second child');
    const linked = await link(own, parent, first);
    const linkedSecond = await link(own, parent, second);
    return { parent, children: [first, second], linked, linkedSecond };
  });

/** The same, where linking works. @throws Untestable where it does not */
export async function linkedParent(t: Context): Promise<OwnParent> {
  const made = await ownParent(t);
  t.needs(made.linked, 'linkSubticket/answers-200');
  return made;
}

/** Links that must be refused, and the tickets that would be changed if one of them were carried out. */
export interface Links {
  requests: readonly RawRequest[];
  affected: readonly Numbered[];
}

/** Tickets by what they are for. */
type Named = Readonly<Record<string, Numbered | undefined>>;

/** Tickets that refused links name: made once for several checks, and again for a check that finds them changed. */
export interface LinkTickets<Tickets extends Named> {
  /** What they are; it is in their subjects. */
  what: string;
  make(t: Context, what: string): Promise<Tickets>;
  /** Like ones that still more checks share. They are tried first; where they cannot be made, these may. */
  shared?: LinkTickets<Tickets>;
}

/** Tickets, and how they read before anything was sent that must be refused. */
interface Prepared<Tickets> {
  tickets: Tickets;
  before: ReadonlyMap<string, Answer>;
}

async function prepared<Tickets extends Named>(
  t: Context,
  { make }: LinkTickets<Tickets>,
  label: string,
): Promise<Prepared<Tickets>> {
  const tickets = await make(t, label);
  const before = new Map<string, Answer>();
  for (const one of Object.values(tickets)) if (one) before.set(one.number, await readTicket(t, one.number));
  return { tickets, before };
}

/** The tickets of a way that checks share. */
export const sharedLinkTickets = <Tickets extends Named>(t: Context, way: LinkTickets<Tickets>) =>
  t.share(`tickets ${way.what}`, (own) => prepared(own, way, way.what));

/**
 * Sends links that must each be refused, and expects no ticket to be changed by them.
 *
 * @param links the requests, and the tickets that would be changed if one of them were carried out
 */
export async function refusedLinks<Tickets extends Named>(
  t: Context,
  ways: LinkTickets<Tickets>,
  links: (tickets: Tickets) => Links,
): Promise<void> {
  const judge = async ({ tickets, before }: Prepared<Tickets>) => {
    const { requests, affected } = links(tickets);
    const answers = await each(
      t,
      requests,
      (request) => t.send(request),
      (answer) => t.refused(answer),
    );
    const last = answers.at(-1);
    if (!last) return;
    for (const { number } of affected) unchanged(before.get(number) as Answer, await readTicket(t, number), last);
  };
  const onShared = async (way: LinkTickets<Tickets>) => {
    const tickets = await sharedLinkTickets(t, way);
    await t.inTurn(way.what, () => t.attempt(() => judge(tickets)));
  };
  const onOwn = () =>
    sharedFirst(
      () => onShared(ways),
      async () => judge(await prepared(t, ways, `${ways.what}, of one check`)),
    );
  const { shared } = ways;
  await (shared ? sharedFirst(() => onShared(shared), onOwn, [Violation, Untestable]) : onOwn());
}

/** Whether one of the operations that need the Subticket Manager Plugin says that it is not there. */
const isPluginAbsent = (t: Context): Promise<boolean> =>
  t.share('Subticket Manager Plugin', async (own) => {
    for (const id of ['getParentTicket', 'listChildTickets'] as const) {
      const answer = await own.send({ operation: id, path: unknownPath(id, own.unknownName) });
      if (lacksPlugin(answer, 'subtickets')) return true;
    }
    return false;
  });

/**
 * Sends a request that needs the plugin where there is none, and expects it to be refused.
 *
 * @param request a request that would succeed with the plugin
 * @throws Skip when the installation has the plugin, or the key may not use it
 */
export async function refusedWithoutPlugin(
  t: Context,
  id: OperationId,
  request: (t: Context) => Promise<RawRequest>,
): Promise<void> {
  t.session.requireAbsenceOrUse('subtickets');
  const { permission } = operation(id);
  if (t.session.permissions[permission] === false) throw new Skip('no-permission', `The key lacks ${permission}.`);
  const { subtickets } = t.session.run.capabilities ?? {};
  if (subtickets || (t.session.capabilities.subtickets !== false && !(await isPluginAbsent(t)))) {
    throw new Skip('not-applicable', 'The installation has the plugin.');
  }
  await t.refused(await t.send({ operation: id, ...(await request(t)) }));
}

/** @param linked the answer to a request for a link @throws Skip when the installation has no subtickets */
export async function needsPlugin(t: Context, linked: () => Promise<Answer>): Promise<void> {
  const known = t.session.capabilities.subtickets;
  if (known === false || (known === null && lacksPlugin(await linked(), 'subtickets'))) {
    throw t.session.absence('subtickets');
  }
}

/** The name of an active key that has a permission but may not manage subtickets. @throws Skip when the run has none */
export function keyWithoutSubtickets({ session }: Context, has: string): string {
  const lacks = 'can_manage_subtickets';
  const found = session.run.keys.find(
    ({ active, permissions = [] }) => active && permissions.includes(has) && !permissions.includes(lacks),
  );
  if (found) return found.name;
  const [main] = session.run.keys;
  if (session.permissions[has] && session.permissions[lacks] === false) return main.name;
  throw new Skip('no-data', `The settings file names no key with ${has} and without ${lacks}.`);
}
