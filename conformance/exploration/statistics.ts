/** What own tickets add to the statistics: in all, in each department, and for each agent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { hasItsShape } from '../invariants/read-field.js';
import type { Answer, Context } from '../kernel/context.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { statuses } from '../steps/lookups.js';
import { highestLimit, type Row, rowsOf } from '../steps/search.js';
import type { World } from './world.js';

/** Numbers by their places: `open of Support`. */
type Numbers = Map<string, number>;
interface Statistics {
  answer: Answer;
  numbers: Numbers;
}

type Figures = Partial<Record<'open' | 'closed' | 'total' | 'overdue', unknown>>;

function add(numbers: Numbers, place: string, figures: Figures | undefined, names: readonly (keyof Figures)[]): void {
  for (const name of names) {
    const value = figures?.[name];
    if (typeof value === 'number') numbers.set(`${name} ${place}`, value);
  }
}

/** `open of` for any agent: what is known of one is known of each. */
const kindOf = (place: string): string => place.split(' ', 2).join(' ');

/** The statistics now; nothing where they cannot be read. */
async function statisticsNow(t: Context): Promise<Statistics | undefined> {
  if (t.session.permissions.can_read_stats === false) return undefined;
  const answer = await t.call('getTicketStats', {});
  const json = answer.json as (Figures & { by_department?: object; by_staff?: unknown }) | undefined;
  if (!answer.isSuccess || !json) return undefined;
  const numbers: Numbers = new Map();
  add(numbers, 'in all', json, ['total', 'open', 'closed', 'overdue']);
  for (const [name, figures] of Object.entries(json.by_department ?? {})) {
    add(numbers, `in ${name}`, figures as Figures, ['total', 'open', 'closed', 'overdue']);
  }
  for (const agent of Array.isArray(json.by_staff) ? json.by_staff : []) {
    const { staff_id: id, departments, ...own } = (agent ?? {}) as { staff_id?: unknown; departments?: object };
    add(numbers, `of agent ${id}`, own as Figures, ['total']);
    for (const [name, figures] of Object.entries(departments ?? {})) {
      add(numbers, `of agent ${id} in ${name}`, figures as Figures, ['open', 'closed', 'overdue']);
    }
  }
  return { answer, numbers };
}

/** What the tickets of a sequence must have added, by what they show now. */
async function added({ t, alive, frame }: World): Promise<Numbers> {
  const states = new Map((await statuses(t)).map(({ id, state }) => [Number(id), state]));
  const numbers: Numbers = new Map();
  const count = (place: string) => numbers.set(place, (numbers.get(place) ?? 0) + 1);
  for (const { role } of alive) {
    const { statusId, department, staffId, isOverdue } = frame.ticket(role);
    const state = states.get(Number(statusId));
    const its = [...(state === undefined ? [] : [state]), ...(state === 'open' && isOverdue ? ['overdue'] : [])];
    for (const name of ['total', ...its]) {
      count(`${name} in all`);
      count(`${name} in ${department}`);
      if (name !== 'total' && staffId) count(`${name} of agent ${staffId} in ${department}`);
    }
    // How an agent's total comes about is not documented, but what is open is part of it.
    if (state === 'open' && staffId) count(`total of agent ${staffId}`);
  }
  return numbers;
}

/** How long the run does nothing, to see whether others use the installation, in milliseconds. */
const quietMs = 1_000;

/** Whether nothing moves while the run does nothing: else what moved before may be the doing of others, too. */
async function isQuiet(t: Context, before: Statistics): Promise<boolean> {
  if (t.session.wire.live) await sleep(quietMs);
  const after = await statisticsNow(t);
  return after !== undefined && isDeepStrictEqual(after.numbers, before.numbers);
}

/** Whether tickets of others are among those that changed since the first of the sequence was made. */
async function areOthersActive({ t, alive, frame }: World): Promise<boolean> {
  if (t.session.permissions.can_search_tickets === false) return false;
  const since = alive.map(({ role }) => String(frame.ticket(role).created)).sort()[0];
  // Which way round tickets come by their last change is not documented.
  for (const order of [{ sort: 'updated' }, {}] as const) {
    const found = await t.call('searchTickets', { query: { ...order, limit: highestLimit } });
    if (!found.isSuccess || !Array.isArray(found.content) || since === undefined) continue;
    const isOfOthers = ({ number, created, updated }: Row) =>
      [created, updated].some((time) => typeof time === 'string' && time >= since) &&
      !t.session.ledger?.owns(String(number));
    if (rowsOf(found).some(isOfOthers)) return true;
  }
  return false;
}

/** Whether a ticket shows where the statistics count it. */
const isPlaced = ({ statusId, department }: ReturnType<World['frame']['ticket']>): boolean =>
  statusId !== undefined && typeof department === 'string' && department !== '';

/** The statistics, and what the tickets of the sequence have added to them by then. */
export interface Noted extends Statistics {
  own: Numbers;
}

/** The statistics now; nothing where they cannot be read, or a ticket does not show where they count it. */
export async function noted(world: World): Promise<Noted | undefined> {
  const { t, alive, frame } = world;
  if (!alive.every(({ role }) => isPlaced(frame.ticket(role)))) return undefined;
  const now = await statisticsNow(t);
  return now && { ...now, own: await added(world) };
}

/**
 * @param earlier the statistics as they were read in the course of the sequence
 * @returns where the statistics have moved since by something else than the tickets of the sequence
 */
export async function moved(world: World, earlier: readonly Noted[]): Promise<Finding | undefined> {
  if (world.unsure || earlier.length === 0) return undefined;
  const after = await noted(world);
  if (!after) return undefined;
  for (const before of earlier) {
    const wrong = wrongPlaces(world, before, after);
    if (wrong.length === 0) continue;
    // A rule or an agent may have taken one of the tickets since it was read.
    if ((await world.frame.look(world.alive.map(({ role }) => role))).length > 0) return undefined;
    if (!(await isQuiet(world.t, after)) || (await areOthersActive(world))) return undefined;
    const answers = [before.answer, after.answer];
    const what = 'numbers that grow by the tickets of the run';
    return world.finding('getTicketStats/follows-changes', 'getTicketStats', what, wrong.join('; '), answers);
  }
  return undefined;
}

function wrongPlaces({ alive, frame }: World, before: Noted, after: Noted): string[] {
  const overdueIsKnown = alive.every(({ role }) => hasItsShape('getTicket', 'isOverdue', frame.ticket(role).isOverdue));
  // A department or an agent that is not there is missing; where none is there, something else is wrong.
  const kinds = new Set([...after.numbers.keys()].map(kindOf));
  const lacking = [...after.own.keys()].filter((place) => kinds.has(kindOf(place)));
  const places = new Set([...before.numbers.keys(), ...after.numbers.keys(), ...lacking].sort());
  return [...places].flatMap((place) => {
    const grown = (after.numbers.get(place) ?? 0) - (before.numbers.get(place) ?? 0);
    const right = (after.own.get(place) ?? 0) - (before.own.get(place) ?? 0);
    if (place.startsWith('overdue ') && !overdueIsKnown) return [];
    if (place.startsWith('total of agent ') && (right <= 0 || grown > 0)) return [];
    return grown === right ? [] : [`${place}: ${show(grown)} more instead of ${right}`];
  });
}
