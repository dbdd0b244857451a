/** Checks of the tickets that an answer refers to: each field there, of its type, and the ticket's own. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Untestable } from '../../kernel/outcome.js';
import { type OwnTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { type ParentAndChild, parentAndChild, type Reference, referenceFields } from '../../steps/parent-and-child.js';

interface Look {
  id: 'getParentTicket' | 'listChildTickets';
  action: string;
  /** The requirement that the ticket is referred to at all. */
  referred: RequirementId;
  /** The answer, shared by all checks. */
  answer(t: Context): Promise<Answer>;
  /** Where the answer refers to which ticket; nothing where it does not. */
  find(answer: Answer, pair: ParentAndChild): { reference: Reference; pointer: string; ticket: Answer } | undefined;
}

type Field = keyof typeof referenceFields;
const shapes: Record<Field, string> = {
  ticket_id: 'ticket_id-is-integer',
  number: 'number-is-string',
  subject: 'subject-is-string',
  status: 'status-is-string',
};
const fields = Object.keys(shapes) as Field[];

/** Expects a field of a reference to be what reading the ticket gives. */
function expectField(
  t: Context,
  answer: Answer,
  pointer: string,
  reference: Reference,
  field: Field,
  ticket: Answer,
): void {
  const [expected] = t.field(ticket, referenceFields[field]);
  if (field === 'subject' && reference.subject !== expected) needsSubject(t, ticket, reference.subject);
  t.equal(answer, `${pointer}/${field}`, reference[field], expected);
}

/** @throws Untestable when a subject is the one that was sent: then it is the ticket that is read with another */
function needsSubject(t: Context, ticket: Answer, subject: unknown): void {
  const number = String(ticketIn(ticket).number);
  const sent = t.session.ledger?.present().find((one) => one.number === number)?.subject;
  const id = 'createTicket/subject-stored';
  if (sent !== undefined && sent === subject)
    throw new Untestable(id, `Needed ${id}, but ticket ${number} is read with another subject`);
}

/** One check for each field of a reference. */
export const referenceFieldChecks = ({ id, action, referred, answer: ask, find }: Look): Check[] =>
  fields.map((field) => {
    const requirement = `${id}/${shapes[field]}` as RequirementId;
    return check(requirement, action, async (t) => {
      const pair = await parentAndChild(t);
      const answer = t.needs(await ask(t), referred);
      t.field(answer, requirement);
      const found = find(answer, pair);
      if (!found) throw new Untestable(referred, `Needed ${referred}, but the answer was ${answer.summary}`);
      // Somebody else may change the subject or the status of an existing ticket between two questions.
      if (pair.own || field === 'ticket_id' || field === 'number') {
        expectField(t, answer, found.pointer, found.reference, field, found.ticket);
      }
    });
  });

/** A check that an answer holds a ticket: all fields of the reference there, and as reading the ticket gives them. */
export const ticketInAnswer = (
  requirement: RequirementId,
  action: string,
  name: 'parent' | 'child',
  look: (t: Context) => Promise<{ answer: Answer; ticket: OwnTicket }>,
): Check =>
  check(requirement, action, async (t) => {
    const { answer, ticket } = await look(t);
    const [reference] = t.field(answer, requirement) as Reference[];
    if (!reference)
      throw new Untestable('formats/json-on-json-extension', `Needed JSON, but the answer was ${answer.summary}`);
    const reading = await readTicket(t, ticket.number);
    for (const field of fields) expectField(t, answer, `/${name}`, reference, field, reading);
  });
