/** Checks of a department, status and the like that a request gives a ticket: by name, by ID, and unknown ones. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { beside, withFirst } from '../../kernel/each.js';
import { needsItsType } from '../../kernel/its-type.js';
import { nothingIfMissing, Skip, Untestable, Violation } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { type LookupField, type LookupValue, lookupFields } from '../../steps/lookup-fields.js';
import { otherCase, patternOf, unknownId } from '../../steps/lookups.js';
import { sharedReading, ticketIn } from '../../steps/own-tickets.js';
import { beginnings, type LookupRequest, nameNow, tryWay, type Way } from './lookup-ways.js';

export type { LookupRequest };

/** The last parts of the IDs of the requirements, which differ from field to field. */
interface Rules {
  /** Absent where the request takes no name. */
  byName?: string;
  byId: string;
  /** Whether an ID may be a string. */
  numericString?: boolean;
}

/** Checks of one field. @param prefix begins the last part of the IDs of its requirements */
export function lookupChecks(request: LookupRequest, prefix: keyof typeof lookupFields, rules: Rules): Check[] {
  const one: LookupField = lookupFields[prefix];
  const { what, field, remedy } = one;
  const idOf = (rule: string) => `${request.operation}/${prefix}-${rule}` as RequirementId;
  const choose = (t: Context) => request.value(t, one);

  const nameOf = ({ name }: LookupValue): string => {
    if (name) return name;
    throw new Skip('no-data', `The run knows the name of no ${what}. ${remedy}`);
  };
  const byName = (value: LookupValue): Way => ({ how: 'by name', value: nameOf(value), byName: true });
  const byId = ({ id }: LookupValue): Way => ({ how: 'by ID', value: id });

  const shownByNew = async (t: Context) => ticketIn(await sharedReading(t, 'to be read'))[one.id[0]];

  /** Expects a ticket to get a value in one way. @param simpler a way that must work for this one to be judged */
  const expectGiven = async (
    t: Context,
    value: LookupValue & { isDefault?: boolean },
    way: Way,
    simpler?: { way: Way; rule: string },
  ): Promise<void> => {
    const tried = await tryWay(t, request, one, value, way);
    if (value.isDefault && tried.answer.isSuccess) {
      throw new Skip('no-data', `No ticket shows another ${what} than a new one has. ${remedy}`);
    }
    if (tried.given) return;
    const plain = simpler && (await tryWay(t, request, one, value, simpler.way));
    if (plain && !plain.given) {
      throw new Untestable(idOf(simpler.rule), `Needed ${idOf(simpler.rule)}: ${plain.answer.summary}`);
    }
    await t.succeeds(tried.answer);
    if (value.said && way.byName && Number(tried.shown) > 0) {
      const known = `the ${what} ${show(value.name)} has the ID ${value.id}, but the API gave ${show(tried.shown)}`;
      throw new Skip('no-data', `The settings file says that ${known}.`);
    }
    const last = tried.seen.at(-1)?.meant as Record<string, unknown> | undefined;
    if (way.isText && one.name && last?.[one.name[0]] === way.value) {
      throw new Skip('no-data', `There is a ${what} named ${way.value}, and a name goes before an ID.`);
    }
    if (way.isText && !one.name && Number(tried.shown) > 0 && tried.shown !== (await shownByNew(t))) {
      throw new Skip('no-data', `There may be a ${what} named ${way.value}, which is shown nowhere.`);
    }
    // Where the ID is none, neither is the name.
    for (const answer of tried.seen) if (way.byName && answer.operation === 'getTicket') t.value(answer, one.id[1]);
    needsItsType(tried.seen, `/${tried.shownIn}`, tried.expected);
    t.violated(`${tried.shownIn} ${show(tried.expected)}`, show(tried.shown), tried.seen, `/${tried.shownIn}`);
  };

  /** Judges a value by its name: by the present one, where an administrator has renamed it since the run learnt it. */
  const byPresentName = async (t: Context, judge: (value: LookupValue) => Promise<void>): Promise<void> => {
    const value = await choose(t);
    try {
      await judge(value);
    } catch (reason) {
      const isTold = reason instanceof Violation || reason instanceof Untestable;
      const name = isTold ? await nameNow(t, request, one, value) : undefined;
      if (!name || name === value.name) throw reason;
      await judge({ ...value, name });
    }
  };

  /** Expects what only begins like a name or an ID not to be taken for it; another one may really be named so. */
  const notTakenForIt = async (t: Context): Promise<void> => {
    const value = await choose(t).catch(nothingIfMissing);
    if (!value || value.isDefault) return;
    for (const writing of beginnings(value)) {
      const first = await (request.giveUnlikely ?? request.give)(t, what, 'by a beginning', field, writing);
      if (!first.after) continue;
      // Others may have given it to a ticket that is shared.
      const { answer, after } = await (request.giveAlone ?? request.give)(t, what, 'by a beginning', field, writing);
      const [shownIn, shape] = one.id;
      if (!after || t.value(after, shape) !== value.id) continue;
      t.violated(`a refusal of ${show(writing)}`, `${shownIn} ${value.id}`, [answer, after], `/${shownIn}`);
    }
  };

  const checks = [
    check(idOf(rules.byId), `Send the ID of a ${what} as \`${field}\``, async (t) => {
      const value = await choose(t);
      await expectGiven(t, value, byId(value));
    }),
  ];
  const unknown = rules.byName ? 'a name and an ID' : 'an ID';
  checks.push(
    check(idOf('unknown-refused'), `Send ${unknown} that no ${what} has`, async (t) => {
      const refused = (...names: string[]) => request.refused(t, one, [...names, unknownId]);
      const pattern = async () => patternOf((await choose(t).catch(nothingIfMissing))?.name) ?? t.unknownName;
      // Kept evidence may have a name that is like no other.
      if (rules.byName) await withFirst([await pattern(), t.unknownName], refused);
      else await refused();
      await beside(t, () => notTakenForIt(t));
    }),
  );
  const { byName: nameRule } = rules;
  if (nameRule) {
    checks.push(
      check(idOf(nameRule), `Send the name of a ${what} as \`${field}\``, (t) =>
        byPresentName(t, (value) => expectGiven(t, value, byName(value))),
      ),

      check(idOf('name-any-case'), `Send the name of a ${what} in the other case`, (t) =>
        byPresentName(t, async (value) => {
          const name = nameOf(value);
          const other = otherCase(name);
          if (other === name) throw new Skip('no-data', `The name ${show(name)} has no other case.`);
          const way: Way = { how: 'in the other case', value: other, byName: true };
          await expectGiven(t, value, way, { way: byName(value), rule: nameRule });
        }),
      ),
    );
  }
  if (rules.numericString) {
    checks.push(
      check(idOf('numeric-string'), `Send the ID of a ${what} as a string`, async (t) => {
        const value = await choose(t);
        const text = String(value.id);
        if ((await one.known(t)).some(({ name }) => name === text)) {
          throw new Skip('no-data', `The ID ${text} is another one's name.`);
        }
        await expectGiven(
          t,
          value,
          { how: 'by ID as a string', value: text, isText: true },
          { way: byId(value), rule: rules.byId },
        );
      }),
    );
  }
  return checks;
}
