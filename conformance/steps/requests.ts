/**
 * For each operation: the requirement that its simplest request is served, a valid request that changes nothing but own
 * tickets, and how to see whether it had an effect. The request can be sent as it is, with any key, or broken in any way.
 */
import { type OperationId, operation } from '../../contract/operations.js';
import { sampleRequests, unknownPath, type ValidRequest } from '../../contract/sample-requests.js';
import type { RequirementId } from '../../generated/requirements.js';
import type { Answer, Context, RawRequest } from '../kernel/context.js';
import { RequestList } from '../kernel/each.js';
import type { Breach } from '../kernel/outcome.js';
import { anAttachment } from './attachments.js';
import { byLinkSubticket, chainBy, lowest } from './chains.js';
import { changed } from './comparisons.js';
import { makeDeletable } from './deletions.js';
import { aTicketNumber } from './existing-tickets.js';
import { lookupFields, usableIds } from './lookup-fields.js';
import { getTicket, inDays, makeTicket, newTicket, readTicket, withSubject } from './own-tickets.js';
import { listedChildren } from './parent-and-child.js';
import { linkForCertain, ownParent, sharedLinkTickets } from './subtickets.js';
import { unlinking } from './unlinking.js';

/** Looks what a request has done that was answered so; nothing where it had no effect. */
type Look = (answer: Answer) => Promise<Breach | undefined>;

interface Prepared<Id extends OperationId> {
  valid: ValidRequest<Id>;
  /** Before it is sent: begins to watch for an effect. Absent where the operation only reads. */
  watch?(t: Context): Promise<Look>;
}

interface Row<Id extends OperationId> {
  /** The requirement that the operation breaks when it does not serve the request. */
  requirement: RequirementId;
  /** @param label what the request is for; it is in the subjects of the tickets that are made */
  prepare(t: Context, label: string): Promise<Prepared<Id>>;
}

/** Watches where it shows without a look before the request. */
const afterwards =
  (look: (t: Context, answer: Answer) => Promise<Breach | undefined>): Prepared<OperationId>['watch'] =>
  async (t) =>
  (answer) =>
    look(t, answer);

const format = 'json';
const existingTicket = async (t: Context) => ({ valid: { path: { number: await aTicketNumber(t), format } as const } });

/** An update that adds a note. */
async function update(t: Context, label: string): Promise<Prepared<'updateTicket'> & Prepared<'updateTicketByPut'>> {
  const { number } = await makeTicket(t, label);
  const note = `${sampleRequests.updateTicket.body.note} (${label})`;
  return {
    valid: { path: { number, format }, body: { note } },
    watch: async (later) => {
      const before = await readTicket(later, number);
      return async (answer) => changed(before, await readTicket(later, number), answer);
    },
  };
}

/** A request with every field of an update that can be given here, where it is one: any of them may have an effect. */
async function withMoreFields(t: Context, request: BreakableRequest): Promise<BreakableRequest> {
  if (request.operation !== 'updateTicket' && request.operation !== 'updateTicketByPut') return request;
  const ids = await usableIds(t, ...Object.values(lookupFields));
  return { ...request, json: { ...(request.json as object), ...ids, dueDate: inDays(t, 31) } };
}

/** Sends a request with every field that may have an effect; kept evidence may have it without these. */
export async function sendFull(t: Context, request: BreakableRequest, how: Partial<RawRequest>): Promise<Answer> {
  const list = new RequestList(t);
  const send = async (one: RawRequest) => t.send({ ...one, ...how });
  const full = await list.send(async () => send(await withMoreFields(t, request)));
  return full ?? send(request);
}

/** Looks whether a ticket still lists this number of children. */
const countChildren = (parent: string, count: number) =>
  afterwards(async (t, answer) => {
    const after = await readTicket(t, parent);
    const now = t.field(after, 'getTicket/children-is-array').flat().length;
    // Where the list of children says otherwise, it is the ticket that is shown wrongly.
    if (now === count || (await listedChildren(t, parent))?.length === count) return undefined;
    return {
      expected: `${count} children as before`,
      actual: `answered ${answer.status}, but there are ${now}`,
      pointer: '/children',
      answers: [answer, after],
    };
  });

/** Unlinks the only child of a ticket. */
const unlinkOf = (parent: { number: string }, child: { number: string }): Prepared<'unlinkSubticket'> => ({
  valid: { path: { number: child.number, format } },
  watch: countChildren(parent.number, 1),
});

export const requests: { readonly [Id in OperationId]: Row<Id> } = {
  createTicket: {
    requirement: 'createTicket/answers-201',
    prepare: async (t, label) => {
      const body = newTicket(t.session, label);
      const watch = afterwards(async (later, answer) => {
        const { numbers, answer: found } = await withSubject(later, body.subject);
        if (numbers.length === 0) return undefined;
        const actual = `answered ${answer.status}, but ticket ${numbers} was made`;
        return { expected: 'no ticket to be made', actual, answers: [answer, found] };
      });
      return { valid: { body }, watch };
    },
  },
  updateTicket: { requirement: 'updateTicket/answers-200', prepare: update },
  updateTicketByPut: { requirement: 'updateTicketByPut/same-as-patch', prepare: update },
  deleteTicket: {
    requirement: 'deleteTicket/answers-200',
    prepare: async (t, label) => {
      const { number } = await makeDeletable(t, label);
      const watch = async (later: Context) => {
        const before = await readTicket(later, number);
        return async (answer: Answer) => {
          const after = await getTicket(later, number);
          if (!after.isRefusedAs('getTicket/unknown-404')) {
            return changed(before, later.needs(after, 'getTicket/answers-200'), answer);
          }
          const actual = `answered ${answer.status}, but ticket ${number} is gone`;
          return { expected: 'the ticket to be there', actual, answers: [answer, after] };
        };
      };
      return { valid: { path: { number, format } }, watch };
    },
  },
  linkSubticket: {
    requirement: 'linkSubticket/answers-200',
    prepare: async (t, label) => {
      const { number: parentNumber } = await makeTicket(t, `${label}, parent`);
      const { number: childId } = await makeTicket(t, `${label}, child`);
      return { valid: { path: { parentNumber, format }, body: { childId } }, watch: countChildren(parentNumber, 0) };
    },
  },
  unlinkSubticket: {
    requirement: 'unlinkSubticket/answers-200',
    prepare: async (t, label) => {
      const parent = await makeTicket(t, `${label}, parent`);
      const child = await makeTicket(t, `${label}, child`);
      await linkForCertain(t, parent, child);
      return unlinkOf(parent, child);
    },
  },
  getTicket: { requirement: 'getTicket/answers-200', prepare: existingTicket },
  getParentTicket: { requirement: 'getParentTicket/none-is-null', prepare: existingTicket },
  listChildTickets: { requirement: 'listChildTickets/none-is-empty', prepare: existingTicket },
  downloadAttachment: {
    requirement: 'downloadAttachment/answers-200',
    prepare: async (t) => ({ valid: { path: { file_id: (await anAttachment(t)).fileId, format } } }),
  },
  searchTickets: {
    requirement: 'searchTickets/answers-an-array',
    prepare: async () => ({ valid: sampleRequests.searchTickets }),
  },
  getTicketStats: {
    requirement: 'getTicketStats/answers-200',
    prepare: async () => ({ valid: sampleRequests.getTicketStats }),
  },
  listTicketStatuses: {
    requirement: 'listTicketStatuses/answers-an-array',
    prepare: async () => ({ valid: sampleRequests.listTicketStatuses }),
  },
};

/** Sends the simplest request of an operation. Not judged. */
export async function sendSimplest<Id extends OperationId>(t: Context, id: Id): Promise<Answer> {
  // The link and the unlinking that checks share are as simple as any.
  if (id === 'linkSubticket') return (await ownParent(t)).linked;
  if (id === 'unlinkSubticket') return (await unlinking(t)).answer;
  const { valid } = await requests[id].prepare(t, `simplest ${id}`);
  return t.call(id, valid as ValidRequest<Id>);
}

/** A request that can be broken: without its types. */
export type BreakableRequest = RawRequest & { operation: OperationId };

export interface Attempt {
  request: BreakableRequest;
  watch(t: Context): Promise<Look>;
}

function attemptOf<Id extends OperationId>(id: Id, { valid, watch }: Prepared<Id>): Attempt {
  const { path, query, body: json }: { path?: RawRequest['path']; query?: object; body?: unknown } = valid;
  const pairs = Object.entries(query ?? {}).map(([name, value]) => [name, String(value)] as const);
  return { request: { operation: id, path, query: pairs, json }, watch: watch ?? (async () => async () => undefined) };
}

/** A valid request of a check's own. */
export const attempt = async <Id extends OperationId>(t: Context, id: Id, label: string): Promise<Attempt> =>
  attemptOf(id, await requests[id].prepare(t, `${id}: ${label}`));

/** A valid request to unlink the lowest child of the chain that refused links share. */
export async function unlinkInChain(t: Context): Promise<Attempt> {
  const { tickets } = await sharedLinkTickets(t, chainBy(byLinkSubticket));
  return attemptOf('unlinkSubticket', unlinkOf(...lowest(tickets)));
}

/** The path with each extension that the operation has. */
export function inEachFormat({ operation: id, path }: BreakableRequest): BreakableRequest['path'][] {
  const { parameters } = operation(id);
  const { enum: formats = [] } = parameters.find(({ name }) => name === 'format')?.schema ?? {};
  return path && formats.length > 0 ? formats.map((format) => ({ ...path, format: String(format) })) : [path];
}

/** A request that names nothing in its path and its body, and is valid otherwise. */
export function requestForNothing(t: Context, id: OperationId): BreakableRequest {
  const { body: json }: { query?: object; path?: object; body?: object } = sampleRequests[id];
  const path = unknownPath(id, t.unknownName);
  return { operation: id, path, json: id === 'linkSubticket' ? { childId: t.unknownName } : json };
}
