/** Creations and updates of an exploration: what was set must be what is read. */
import type { OperationId } from '../../contract/operations.js';
import { requirement } from '../../contract/requirements.js';
import type { Finding } from '../kernel/outcome.js';
import { show } from '../kernel/show.js';
import { closedWrongly } from '../steps/closing.js';
import type { Role } from '../steps/frames/readings.js';
import { creation, update as updating } from '../steps/frames/writes.js';
import { type Comparison, chosenFields, entriesOf, idsShown, showsNoText } from '../steps/set-fields.js';
import type { Creation, Update } from './actions.js';
import { filesListed } from './files.js';
import { becomes } from './kin.js';
import { beyondPlane, refusedField } from './refused-field.js';
import { creationOf, creationShown, updateOf, updateShown } from './sent.js';
import { pastDay } from './texts.js';
import type { Modelled, World } from './world.js';

/** Without a source that may not be taken, which is told already: the others build on these tickets. */
function takable(action: Creation, { given }: World): Creation {
  const isKept = given.isOpen({ requirement: 'createTicket/source-stored', operation: 'createTicket' });
  return action.origin && !isKept ? { ...action, origin: 'Email' } : action;
}

export async function create(world: World, given: Creation): Promise<Finding | undefined> {
  const action = takable(given, world);
  const { t, frame } = world;
  const role = `ticket ${++world.made}`;
  const parent = action.parent === undefined || !world.hasSubtickets ? undefined : world.at(action.parent);
  const email = `osticket-contract+${t.session.run.id}-${action.address || "o'neill"}@example.com`;
  const as = (one: Creation) => creationOf(one, world.given.values, email, world.made, parent?.number);
  const { fields, ids, files } = as(action);
  const send = () => frame.make(role, fields, action.subject);
  const told = `${role} is created${parent ? ` as a child of ${parent.role}` : ''}`;
  const write = creation(parent?.role ?? '', role, send);
  const done = await world.do(write, told, role, ...(parent ? [parent.role] : []));
  if (!frame.has(role)) {
    if (done !== false) return undefined;
    const make = (others: Partial<Creation>) => {
      const one = { ...action, ...others };
      return frame.make(`${role} without one of its fields`, as(one).fields, one.subject);
    };
    const field = await refusedField(world, action, make);
    return field ? field.finding : world.refused(write, Object.keys(ids).length > 0);
  }
  const made: Modelled = {
    role,
    number: frame.member(role).number,
    parent: undefined,
    files,
  };
  world.alive.push(made);
  world.numbers.add(made.number);
  if (done !== true) return done || undefined;
  const isNew = !world.given.users.has(email);
  if (isNew) world.given.users.set(email, action.name);
  const shown = creationShown(action, frame.ticket(role), { ids, email, isNew, before: `${world.given.word} ` });
  return (
    compare(world, role, 'createTicket', shown) ??
    filesListed(world, made) ??
    (parent && (await becomes(world, made, parent, 'createTicket/parent-by-number', 'createTicket'))) ??
    (await rowAgrees(world, role))
  );
}

/** What tells a thread entry from others: its ID, or where it shows none, all that it says. */
const nameOfEntry = (entry: { id?: unknown }): string =>
  Number(entry.id) > 0 ? String(entry.id) : JSON.stringify(entry);

/** What time alone would change later, where the installation does not do it at once, is left out. */
const steady = (action: Update, { overdueAtOnce }: World['given']['values']): Update =>
  action.due === pastDay && !overdueAtOnce ? { ...action, due: undefined } : action;

const noChoices = Object.fromEntries(chosenFields.map((field) => [field, undefined]));

/** A refused update without what may be a reason to refuse it: the values that it names, or else characters of its note. */
function withoutReason(action: Update, ids: object): Update {
  if (Object.keys(ids).length > 0 || !action.note) return { ...action, ...noChoices };
  return { ...action, note: { ...action.note, text: action.note.text.replaceAll(beyondPlane, 'x') } };
}

export async function update(world: World, given: Update): Promise<Finding | undefined> {
  const action = steady(given, world.given.values);
  const ticket = world.at(action.ticket);
  if (!ticket) return undefined;
  const by = action.put ? 'updateTicketByPut' : 'updateTicket';
  const sent = updateOf(action, world.given.values, world.story.length, world.made * 5 + world.story.length);
  const { body, ids, named, files } = sent;
  if (Object.keys(body).length === 0) return undefined;
  const { role } = ticket;
  const earlier = new Set(entriesOf(world.frame.ticket(role)).map(nameOfEntry));
  const told = `${role} is updated (${Object.keys(body).join(', ')}${action.put ? ', by PUT' : ''}${action.xml ? ', at .xml' : ''})`;
  const hadThem = idsShown(by, world.frame.ticket(role), ids).every(([, , right]) => right);
  const write = updating(by, ticket, body, ticket.parent?.role ?? '', action.xml ? 'xml' : 'json');
  const done = await world.do(write, told, role);
  // An ID may be one that cannot be given here, such as a help topic that is switched off, but what a ticket has it can have.
  const mayBe =
    (Object.keys(ids).length > 0 && (!hadThem || Object.keys(named).length > 0)) ||
    Number(action.note?.text.search(beyondPlane)) >= 0;
  if (done !== true) {
    if (done) return done;
    const code = world.answer?.status ?? 0;
    const isRefused = !world.lost && code >= 400 && code < 500;
    return mayBe && isRefused ? update(world, withoutReason(given, ids)) : world.refused(write, mayBe);
  }
  ticket.files.push(...files);
  const added = entriesOf(world.frame.ticket(role)).filter((entry) => !earlier.has(nameOfEntry(entry)));
  const shown = updateShown(by, action, sent, world.frame.ticket(role), added);
  const { statusId } = ids;
  const closed = statusId === undefined ? [] : await closedWrongly(world.t, by, world.frame.ticket(role), statusId);
  return (
    compare(world, role, by, [...shown, ...closed]) ?? filesListed(world, ticket) ?? (await rowAgrees(world, role))
  );
}

/** Compares values that were set with those that are read. */
function compare(world: World, role: Role, operation: OperationId, places: readonly Comparison[]) {
  const { ticket } = world.frame.answersOf(role);
  for (const [id, place, right, expected, actual] of places) {
    if (right || !ticket || (typeof expected === 'string' && showsNoText(ticket, place))) continue;
    const found = world.finding(
      id,
      (requirement(id).operationId as OperationId | undefined) ?? operation,
      show(expected),
      `${show(actual)} of ${role}`,
      [ticket],
      `/${place}`,
    );
    if (found) return found;
  }
  return undefined;
}

/** A row that says something else than its ticket, also when both are read again. */
export async function rowAgrees(world: World, role: Role): Promise<Finding | undefined> {
  if (!world.frame.disagreement(role)) return undefined;
  await world.frame.look([role]);
  const wrong = world.frame.disagreement(role);
  if (!wrong) return undefined;
  const { before, after, place, answers } = wrong;
  return world.finding(
    'searchTickets/row-agrees-with-ticket',
    'searchTickets',
    `${place} ${show(before)}`,
    `${show(after)} of ${role}`,
    answers,
  );
}
