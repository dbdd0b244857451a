/** Checks of where a new ticket goes: its department, its help topic and its priority, by name and by ID. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { type Creation, creation, plainTicket, readBack, refusedCreations } from '../../steps/creations.js';
import { type LookupField, type LookupValue, lookupFields } from '../../steps/lookup-fields.js';
import { departments, otherCase, unknownId } from '../../steps/lookups.js';
import { ticketIn } from '../../steps/own-tickets.js';

/** A department, help topic or priority, with a creation that names it in each way. */
interface Tried {
  one: LookupValue;
  byId: Creation;
  byName?: Creation;
  /** Whether a ticket that names none gets another one, so that it shows whether the field is used. */
  other: boolean;
}

/** Candidates to try; some may be inactive. */
const tries = 3;

/**
 * Creates tickets that name what other tickets have, until one is accepted, and at last what a ticket gets that names
 * none, which is certainly active.
 *
 * @throws Skip when nothing is known that could be named, or nothing that is certainly active
 */
const tried = (t: Context, kind: LookupField): Promise<Tried> =>
  t.share(`${kind.what} of new tickets`, async (own) => {
    const { what, field, id, name, remedy } = kind;
    const plain = ticketIn(await plainTicket(own));
    const given = { id: Number(plain[id[0]]), name: name && String(plain[name[0]]) };
    const others = (await kind.known(own)).filter((one) => Number(one.id) !== given.id).slice(0, tries);
    const certain = given.id > 0 ? [given] : [];
    let last: Tried | undefined;
    for (const one of [...others, ...certain]) {
      const byId = await creation(own, `${what} by the ID ${one.id}`, { [field]: one.id });
      const byName = one.name
        ? await creation(own, `${what} by the name ${one.name}`, { [field]: one.name })
        : undefined;
      last = { one, byId, byName, other: one.id !== given.id };
      if (byId.after || byName?.after) return last;
    }
    // The user says that the help topic is active.
    const surely = certain.length > 0 || t.session.run.known.topicId !== undefined;
    if (last && surely) return last;
    throw new Skip('no-data', `No ticket shows a ${what} that new tickets can have. ${remedy}`);
  });

/** Expects a new ticket to have what its creation named. */
async function expectRoute(
  t: Context,
  kind: LookupField,
  { one, other }: Tried,
  made: Creation | undefined,
  by: 'id' | 'name',
) {
  const [field, shape] = kind[by] ?? [];
  if (!made || !field || !shape) {
    throw new Skip('no-data', `The run knows the ${by} of no ${kind.what}. ${kind.remedy}`);
  }
  const ticket = await readBack(t, made);
  if (!other) throw new Skip('no-data', `No ticket shows another ${kind.what} than a new one has. ${kind.remedy}`);
  t.equal(ticket, `/${field}`, t.value(ticket, shape), one[by]);
}

/** Makes sure that the usual way to name it works. @throws Untestable when it does not */
function needRoute(
  t: Context,
  kind: LookupField,
  { one, byId, byName }: Tried,
  by: 'id' | 'name',
  prerequisite: RequirementId,
) {
  const [, shape] = kind[by] ?? [];
  const { after } = (by === 'id' ? byId : byName) ?? {};
  if (after && shape && t.value(after, shape) === one[by]) return;
  throw new Untestable(prerequisite, `No new ticket got the ${kind.what} ${show(one[by])}`);
}

/** Checks of what can be named by name and by ID. */
function nameOrIdChecks(prefix: 'department' | 'priority'): Check[] {
  const kind: LookupField = lookupFields[prefix];
  const { what, field } = kind;
  return [
    check(`createTicket/${prefix}-by-name`, `Create a ticket with the name of a ${what}`, async (t) => {
      const found = await tried(t, kind);
      await expectRoute(t, kind, found, found.byName, 'name');
    }),

    check(`createTicket/${prefix}-by-id`, `Create a ticket with the ID of a ${what}`, async (t) => {
      const found = await tried(t, kind);
      await expectRoute(t, kind, found, found.byId, 'id');
    }),

    check(
      `createTicket/${prefix}-name-any-case`,
      `Create a ticket with a ${what}'s name in the other case`,
      async (t) => {
        const found = await tried(t, kind);
        needRoute(t, kind, found, 'name', `createTicket/${prefix}-by-name`);
        const other = otherCase(found.one.name ?? '');
        if (other === (found.one.name ?? '')) throw new Skip('no-data', `The name ${show(other)} has no other case.`);
        await expectRoute(t, kind, found, await creation(t, `${what} in the other case`, { [field]: other }), 'name');
      },
    ),

    check(`createTicket/${prefix}-unknown-refused`, `Send a name and an ID that no ${what} has`, (t) =>
      refusedRoutes(t, kind, [t.unknownName, unknownId]),
    ),

    check(`createTicket/${prefix}-default`, `Create a ticket without \`${field}\``, async (t) => {
      const ticket = await plainTicket(t);
      const [idField, shape] = kind.id;
      const id = ticketIn(ticket)[idField];
      // Null and 0 break this requirement; only a missing field says nothing about it.
      if (id === undefined) t.value(ticket, shape);
      t.that(Number(id) > 0, `a ${what}`, show(id), ticket, `/${idField}`);
    }),
  ];
}

/** Expects each of these to be refused. */
async function refusedRoutes(t: Context, { what, field }: LookupField, values: readonly unknown[]): Promise<void> {
  const changes = values.map((value) => (valid: object) => ({ ...valid, [field]: value }));
  await refusedCreations(t, `unknown ${what}`, changes);
}

export const checks: Check[] = [
  ...nameOrIdChecks('department'),

  check('createTicket/department-numeric-string', "Create a ticket with a department's ID as a string", async (t) => {
    const found = await tried(t, lookupFields.department);
    needRoute(t, lookupFields.department, found, 'id', 'createTicket/department-by-id');
    const text = String(found.one.id);
    if ((await departments(t)).some(({ name }) => name === text)) {
      throw new Skip('no-data', `The ID ${text} is another department's name.`);
    }
    await expectRoute(
      t,
      lookupFields.department,
      found,
      await creation(t, 'department as a string', { departmentId: text }),
      'id',
    );
  }),

  ...nameOrIdChecks('priority'),

  check('createTicket/topic-stored', 'Create a ticket with the ID of a help topic', async (t) => {
    const found = await tried(t, lookupFields.topic);
    await expectRoute(t, lookupFields.topic, found, found.byId, 'id');
  }),

  check('createTicket/topic-unknown-refused', 'Send an ID that no help topic has', (t) =>
    refusedRoutes(t, lookupFields.topic, [unknownId]),
  ),
];
