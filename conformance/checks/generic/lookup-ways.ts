/** Ways to give a ticket a department, a status and the like: by name, by ID, and by what is almost one of these. */
import { NoEvidence } from '../../client/wire.js';
import type { Answer, Context } from '../../kernel/context.js';
import { nothingIfMissing } from '../../kernel/outcome.js';
import type { LookupField, LookupValue } from '../../steps/lookup-fields.js';
import { readTicket } from '../../steps/own-tickets.js';

export interface LookupRequest {
  operation: 'createTicket' | 'updateTicket';
  /** A value that the request can give. @throws Skip when none is known */
  value(t: Context, field: LookupField): Promise<LookupValue & { isDefault?: boolean }>;
  /** Gives a ticket a value, and reads the ticket. Not judged. @param what what it is given @param how in which way */
  give(
    t: Context,
    what: string,
    how: string,
    field: LookupField['field'],
    value: unknown,
  ): Promise<{ answer: Answer; after?: Answer }>;
  /** The same with a ticket that nothing else changes, where `give` uses one for several fields. */
  giveAlone?: LookupRequest['give'];
  /** The same with a value that is most likely refused, so that any ticket will do. Default: `give`. */
  giveUnlikely?: LookupRequest['give'];
  /** Expects each of these values to be refused. */
  refused(t: Context, field: LookupField, values: readonly unknown[]): Promise<unknown>;
}

/** A way to name a value, and whether the ticket is compared by the name, and not by the ID. */
export interface Way {
  how: string;
  value: string | number;
  byName?: boolean;
  /** An ID, written as a text: names come first. */
  isText?: boolean;
}

/** Gives a ticket a value in one way. Not judged, except for the shape of the field in the ticket. */
export async function tryWay(t: Context, request: LookupRequest, one: LookupField, value: LookupValue, way: Way) {
  // Two may have the same name, and either is right.
  const [[shownIn, shape], expected] = way.byName && one.name ? [one.name, value.name] : [one.id, value.id];
  const tryOn = async (give: LookupRequest['give']) => {
    const { answer, after } = await give(t, one.what, way.how, one.field, way.value);
    const shown = after && answer.isSuccess ? t.value(after, shape) : undefined;
    const seen = after ? [answer, after] : [answer];
    return { answer, seen, shownIn, shown, expected, given: answer.isSuccess && shown === expected };
  };
  const { give, giveAlone } = request;
  const { set } = value;
  // Evidence may have it as it was tried whether the value can be set, and no second time.
  const tried = await t
    .attempt(() => tryOn(give))
    .catch((reason) => {
      if (!(reason instanceof NoEvidence) || !set || way.value !== value.id) throw reason;
      return tryOn(async () => ({ answer: set.answer, after: await readTicket(t, set.number) }));
    });
  if (tried.given || !giveAlone) return tried;
  // Another field of the same ticket may have moved this one meanwhile. In evidence of the time before there was one such
  // ticket for several fields, it was alone.
  return t
    .attempt(() => tryOn(giveAlone))
    .catch((reason) => {
      if (reason instanceof NoEvidence) return tried;
      throw reason;
    });
}

/** The name that a ticket shows beside the ID that it is given; nothing where it shows none. */
export async function nameNow(
  t: Context,
  request: LookupRequest,
  one: LookupField,
  { id }: LookupValue,
): Promise<string | undefined> {
  const tried = await request.give(t, one.what, 'by ID', one.field, id).catch(nothingIfMissing);
  const ticket = tried?.after?.meant as Record<string, unknown> | undefined;
  if (Number(ticket?.[one.id[0]]) !== id) return undefined;
  const shown = one.name && ticket?.[one.name[0]];
  return typeof shown === 'string' ? shown : undefined;
}

/** An ID with something behind it, and the first letters of a name. */
export const beginnings = ({ id, name }: LookupValue): string[] => [
  `${id}x`,
  ...(name && /\p{L}{3}$/u.test(name) ? [name.slice(0, -1)] : []),
];
