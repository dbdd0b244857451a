/** What can be seen of a ticket, piece by piece, so that two readings of it can be compared. */
import { isDeepStrictEqual } from 'node:util';
import { resolve, type Schema } from '../../../contract/document.js';
import { operation } from '../../../contract/operations.js';
import { readField } from '../../invariants/read-field.js';
import type { Answer } from '../../kernel/context.js';
import { ticketIn } from '../own-tickets.js';
import { isRename } from '../renames.js';
import type { Row } from '../search.js';

/** Which ticket of a family: `the parent`. It stands in sentences. */
export type Role = string;

export interface Reading {
  role: Role;
  answer: Answer;
  /** Values by their places: fields, entries of the thread, children. */
  values: ReadonlyMap<string, unknown>;
}

/** A value that is another one than before. */
export interface Difference {
  role: Role;
  place: string;
  before: unknown;
  after: unknown;
  answers: [before: Answer, after: Answer];
}

/** Every write moves the time of the last change; the thread and the children are compared piece by piece. */
const apart = new Set(['updated', 'thread', 'children']);
const fieldsOf = (schema: Schema = {}) =>
  Object.keys(resolve(schema).properties ?? {}).filter((field) => !apart.has(field));

const ticketFields = fieldsOf(operation('getTicket').answerSchema);
const rowFields = fieldsOf(operation('searchTickets').answerSchema?.items);

function fieldValues(record: Readonly<Record<string, unknown>>, fields: readonly string[]): Map<string, unknown> {
  const values = new Map(fields.map((field) => [field, record[field]]));
  // A ticket without a due date may become overdue at any time, by its SLA plan.
  if (!(record.duedate ?? record.dueDate)) values.delete('isOverdue');
  return values;
}

/** The IDs of the children that a ticket shows; nothing where it shows them in no form that can be read. */
export function childrenIn(answer: Answer): unknown[] | undefined {
  const { values, fault } = readField('getTicket/children-are-ids', answer.meant);
  return fault ? undefined : values;
}

/** How many files an entry has is counted by its own check. */
function withoutCount(entry: unknown): unknown {
  if (!Array.isArray((entry as { attachments?: unknown } | null)?.attachments)) return entry;
  const { attachment_count: _, ...rest } = entry as Record<string, unknown>;
  return rest;
}

/** @param roleOf the ticket of the family that a child is; nothing for any other */
export function ticketReading(role: Role, answer: Answer, roleOf: (child: unknown) => Role | undefined): Reading {
  const ticket = ticketIn(answer);
  const { thread } = ticket;
  const values = fieldValues(ticket, ticketFields);
  for (const [index, entry] of (Array.isArray(thread) ? thread : []).entries()) {
    const id = (entry as { id?: unknown } | null)?.id;
    // Where it shows no ID, its place tells it from others.
    values.set(entryPlace(Number(id) > 0 ? id : index), withoutCount(entry));
  }
  for (const child of childrenIn(answer) ?? []) {
    values.set(childPlace(roleOf(child) ?? `ticket ${JSON.stringify(child)}`), true);
  }
  return { role, answer, values };
}

export const rowReading = (role: Role, answer: Answer, row: Row): Reading => ({
  role,
  answer,
  values: fieldValues(row, rowFields),
});

const entryPlace = (id: unknown) => `thread entry ${id}`;
export const isEntry = (place: string): boolean => place.startsWith('thread entry ');

/** Whether a place says that a ticket is a child that is none of the family. */
export const isUnknownChild = (place: string): boolean => /^child: ticket /.test(place);

/** The place that says that a ticket is a child. */
export const childPlace = (role: Role): string => `child: ${role}`;
export const isChild = (place: string): boolean => place.startsWith('child: ');

const valuesIn = (reading: Reading) => (place: string) => reading.values.get(place);

/** What differs between two readings of the same ticket by the same operation. */
export function compare(before: Reading, after: Reading): Difference[] {
  const places = new Set([...before.values.keys(), ...after.values.keys()]);
  return [...places]
    .map((place) => ({
      role: after.role,
      place,
      before: before.values.get(place),
      after: after.values.get(place),
      answers: [before.answer, after.answer] as [Answer, Answer],
    }))
    .filter((one) => one.place !== 'isOverdue' || (one.before !== undefined && one.after !== undefined))
    .filter((one) => !isDeepStrictEqual(one.before, one.after))
    .filter(({ place }) => !isRename(place, valuesIn(before), valuesIn(after)));
}
