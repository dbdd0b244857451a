/** Judges whether what a write says is what is read after it. */
import { stem } from '../../../contract/fields.js';
import type { OperationId } from '../../../contract/operations.js';
import type { Answer, Context } from '../../kernel/context.js';
import { show } from '../../kernel/show.js';
import { closedWrongly } from '../closing.js';
import { asXml } from '../other-readings.js';
import { ticketIn } from '../own-tickets.js';
import type { Comparison } from '../set-fields.js';
import { isListed, parentOf } from './kinship.js';
import type { Moved } from './moved.js';
import { childPlace, type Role } from './readings.js';
import type { Kin, Said } from './said.js';

/** What is known of a family of tickets. */
interface Known {
  member(role: Role): { number: string; id?: number };
  ticket(role: Role): ReturnType<typeof ticketIn>;
  answersOf(role: Role): { ticket?: Answer };
  /** Whether a ticket lists another one as its child; nothing where it does not say. */
  lists(parent: Role, child: Role): boolean | undefined;
  /** Stems of places that a write has moved wrongly, or not set: a cause is told once. */
  wrong: Set<string>;
  /** Places of which nothing is judged. */
  unsteady: Set<string>;
  isDone(operation: OperationId): boolean;
}

/** A list of children that says otherwise than the ticket. */
export const contradiction = (parent: Role, child: Role, isListed: boolean, answers: Answer[]): Moved => ({
  requirement: 'listChildTickets/agrees-with-ticket',
  expected: `${parent} and the list of its children to say the same of ${child}`,
  actual: `it is in the ${isListed ? 'list' : 'ticket'} only`,
  answers,
});

/** @param answer the success of the write that says it */
export async function judgeSaid(t: Context, known: Known, said: Said, what: string, answer: Answer): Promise<Moved[]> {
  const kin = said.kin && (await judgeKin(t, known, said.kin, answer));
  return [
    ...(await fieldsSet(t, known, said, what, answer)),
    ...(await closedAsSet(t, known, said, what, answer)),
    ...(kin ? [kin] : []),
    ...ticketsAnswered(known, said, answer),
  ];
}

/** Whether two comparisons, of two readings, are of the same. */
const isSame = ([id, place, , expected]: Comparison, [otherId, otherPlace, , otherExpected]: Comparison): boolean =>
  id === otherId && place === otherPlace && expected === otherExpected;

/** What a comparison found, with the update that it was found after. */
const movedBy =
  (role: Role, what: string, answers: Answer[]) =>
  ([requirement, place, , expected, actual]: Comparison): Moved => ({
    requirement,
    expected: `${place} ${show(expected)} of ${role} after ${what}`,
    actual: show(actual),
    answers,
  });

async function fieldsSet(t: Context, known: Known, { fields }: Said, what: string, answer: Answer): Promise<Moved[]> {
  const ticket = fields && known.answersOf(fields.role).ticket;
  if (!fields || !ticket) return [];
  const { role, shown } = fields;
  const isNew = ([, place, right]: Comparison) => !right && !known.wrong.has(stem(place));
  const wrong = shown(known.ticket(role)).filter(isNew);
  for (const [, place] of wrong) known.wrong.add(stem(place));
  // What the XML of the ticket shows was done: then it is the reading that is wrong.
  const other = wrong.length > 0 ? await asXml(t, known.member(role).number, ticket) : undefined;
  const inXml = other && shown(ticketIn(other));
  return wrong
    .filter((one) => !inXml?.some((shownInXml) => isSame(one, shownInXml) && shownInXml[2]))
    .map(movedBy(role, what, [answer, ticket]));
}

async function closedAsSet(t: Context, known: Known, { status }: Said, what: string, answer: Answer): Promise<Moved[]> {
  const ticket = status && known.answersOf(status.role).ticket;
  if (!status || !ticket || known.wrong.has('closed')) return [];
  const { role, by, id } = status;
  const wrong = await closedWrongly(t, by, known.ticket(role), id);
  // Where the XML shows it, it is the reading that is wrong.
  const other = wrong.length > 0 ? await asXml(t, known.member(role).number, ticket) : undefined;
  if (other && (await closedWrongly(t, by, ticketIn(other), id)).length === 0) return [];
  for (const [, place] of wrong) known.wrong.add(place);
  return wrong.map(movedBy(role, what, [answer, ticket]));
}

async function judgeKin(
  t: Context,
  known: Known,
  { parent, child, isChild: expected, requirement }: Kin,
  answer: Answer,
): Promise<Moved | undefined> {
  const shown = known.lists(parent, child);
  if (shown === undefined || shown === expected || known.unsteady.has(childPlace(child))) return undefined;
  const seen = known.answersOf(parent).ticket as Answer;
  const [ofParent, ofChild] = [known.member(parent), known.member(child)];
  const listed = await isListed(t, ofChild, ofParent);
  if (listed?.yes === expected) {
    known.unsteady.add(childPlace(child));
    return contradiction(parent, child, expected, [seen, listed.answer]);
  }
  const asked = await parentOf(t, ofChild);
  // The question for the parent shows it: the ticket is the matter of another check.
  if (asked?.number === undefined || (asked.number === ofParent.number) === expected) return undefined;
  return {
    requirement,
    expected: `${child} as a child of ${parent}${expected ? '' : ' no more'}`,
    actual: `${expected ? 'not ' : ''}shown as one`,
    answers: [answer, seen, asked.answer],
  };
}

function ticketsAnswered(known: Known, { answered = [] }: Said, answer: Answer): Moved[] {
  const shown = (answer.meant ?? {}) as Record<string, Record<string, unknown> | null | undefined>;
  return answered.flatMap(({ name, role, requirement }) =>
    (['subject', 'status'] as const).flatMap((field): Moved[] => {
      const [actual, expected, { ticket }] = [shown[name]?.[field], known.ticket(role)[field], known.answersOf(role)];
      if (typeof actual !== 'string' || typeof expected !== 'string' || actual === expected || !ticket) return [];
      return [
        {
          requirement,
          expected: `${field} ${show(expected)} of ${role}`,
          actual: show(actual),
          answers: [answer, ticket],
        },
      ];
    }),
  );
}

/** What was done with other tickets must not be refused for the state that these are in. @param answer the refusal */
export async function judgeRefused(
  t: Context,
  known: Known,
  { possible }: Said,
  answer: Answer,
): Promise<Moved | undefined> {
  const { status, operation } = answer;
  const isRefused = status >= 400 && status < 500 && status !== 429;
  if (!possible || !isRefused || !operation || !known.isDone(operation)) return undefined;
  const seen: Answer[] = [];
  for (const role of possible.orphans) {
    const asked = await parentOf(t, known.member(role));
    if (asked?.number !== null) return undefined;
    seen.push(asked.answer);
  }
  const expected = `success, as with other tickets: neither ${possible.orphans.join(' nor ')} has a parent`;
  return { requirement: possible.requirement, expected, actual: answer.summary, answers: [answer, ...seen] };
}
