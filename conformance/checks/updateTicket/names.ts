/** Checks of what an update names: status, department, SLA plan, agent, priority and help topic, in each way. */
import type { RequirementId } from '../../../generated/requirements.js';
import { type Check, check } from '../../kernel/check.js';
import type { Answer, Context } from '../../kernel/context.js';
import { Skip, Untestable } from '../../kernel/outcome.js';
import { show } from '../../kernel/show.js';
import { type LookupField, type LookupValue, lookupFields, usableValue } from '../../steps/lookup-fields.js';
import { otherCase, unknownId } from '../../steps/lookups.js';
import { makeTicket, readTicket, ticketIn } from '../../steps/own-tickets.js';
import { refusedUpdates, update } from '../../steps/updates.js';

/** A way to name one: what is sent, and what tells that the ticket has it. */
interface Way {
  /** Names the way in the evidence and the report. */
  how: string;
  value: string | number;
  /** Whether the ticket is compared by the name, and not by the ID. */
  byName?: boolean;
  /** The ticket that it was sent for already, and the answer to that. */
  tried?: LookupValue['tried'];
}

/** Sends it for a new ticket. */
async function send(t: Context, { what, field }: LookupField, { how, value }: Way) {
  const { number } = await makeTicket(t, `${what} ${how}`);
  return { number, answer: await update(t, number, { [field]: value }) };
}

/** Updates a ticket with it. Not judged but for the shape of the answer. */
async function tryWay(t: Context, kind: LookupField, one: LookupValue, way: Way) {
  const { byName, tried: sent } = way;
  const { number, answer } = sent ?? (await send(t, kind, way));
  const after = await readTicket(t, number);
  // Two may have the same name, and either is right.
  const [[field, shape], expected] = byName && kind.name ? [kind.name, one.name] : [kind.id, one.id];
  const shown = answer.isSuccess ? t.value(after, shape) : undefined;
  return { answer, after, field, shown, expected, given: answer.isSuccess && shown === expected };
}

/** Expects a ticket to get it in a way. @param simpler a way that must work for this one to be judged, and its requirement */
async function expectGiven(t: Context, kind: LookupField, one: LookupValue, way: Way, simpler?: [Way, RequirementId]) {
  const tried = await tryWay(t, kind, one, way);
  if (tried.given) return;
  if (simpler) {
    const [simplerWay, prerequisite] = simpler;
    const plain = await tryWay(t, kind, one, simplerWay);
    if (!plain.given) throw new Untestable(prerequisite, `Needed ${prerequisite}: ${plain.answer.summary}`);
  }
  await t.succeeds(tried.answer);
  const seen: Answer[] = [tried.answer, tried.after];
  t.violated(`${tried.field} ${show(tried.expected)}`, show(tried.shown), seen, `/${tried.field}`);
}

/** The name of one that can be set. @throws Skip when it is not known */
function nameOf({ what, remedy }: LookupField, { name }: LookupValue): string {
  if (name) return name;
  throw new Skip('no-data', `The run knows the name of no ${what}. ${remedy}`);
}

const byName = (kind: LookupField, one: LookupValue): Way => ({
  how: 'by name',
  value: nameOf(kind, one),
  byName: true,
});
const byId = ({ id, tried }: LookupValue): Way => ({ how: 'by ID', value: id, tried });

type NameRequirement =
  | `updateTicket/${'status' | 'department' | 'sla' | 'priority'}-by-name`
  | 'updateTicket/staff-by-username';

/** Checks of what can be named by name and by ID. */
function namedChecks(prefix: 'status' | 'department' | 'sla' | 'staff' | 'priority', nameId: NameRequirement): Check[] {
  const kind: LookupField = lookupFields[prefix];
  const { what, field } = kind;
  return [
    check(nameId, `Send the name of a ${what} as \`${field}\``, async (t) => {
      const one = await usableValue(t, kind);
      await expectGiven(t, kind, one, byName(kind, one));
    }),

    check(`updateTicket/${prefix}-by-id`, `Send the ID of a ${what} as \`${field}\``, async (t) => {
      const one = await usableValue(t, kind);
      await expectGiven(t, kind, one, byId(one));
    }),

    check(`updateTicket/${prefix}-name-any-case`, `Send the name of a ${what} in the other case`, async (t) => {
      const one = await usableValue(t, kind);
      const name = nameOf(kind, one);
      const other = otherCase(name);
      if (other === name) throw new Skip('no-data', `The name ${show(name)} has no other case.`);
      const way: Way = { how: 'in the other case', value: other, byName: true };
      await expectGiven(t, kind, one, way, [byName(kind, one), nameId]);
    }),

    check(`updateTicket/${prefix}-unknown-refused`, `Send a name and an ID that no ${what} has`, async (t) => {
      const bodies = [t.unknownName, unknownId].map((value) => ({ [field]: value }));
      await refusedUpdates(t, bodies);
    }),
  ];
}

/** A check of an ID that is sent as a string. */
const numericCheck = (prefix: 'status' | 'department' | 'sla' | 'staff'): Check =>
  check(
    `updateTicket/${prefix}-numeric-string`,
    `Send the ID of a ${lookupFields[prefix].what} as a string`,
    async (t) => {
      const kind: LookupField = lookupFields[prefix];
      const one = await usableValue(t, kind);
      const text = String(one.id);
      if ((await kind.known(t)).some(({ name }) => name === text)) {
        throw new Skip('no-data', `The ID ${text} is another one's name.`);
      }
      await expectGiven(t, kind, one, { how: 'by ID as a string', value: text }, [
        byId(one),
        `updateTicket/${prefix}-by-id`,
      ]);
    },
  );

export const checks: Check[] = [
  ...namedChecks('status', 'updateTicket/status-by-name'),
  ...namedChecks('department', 'updateTicket/department-by-name'),
  ...namedChecks('sla', 'updateTicket/sla-by-name'),
  ...namedChecks('staff', 'updateTicket/staff-by-username'),
  ...namedChecks('priority', 'updateTicket/priority-by-name'),
  ...(['status', 'department', 'sla', 'staff'] as const).map(numericCheck),

  check('updateTicket/status-archived', 'Send "Archived" as `statusId`', async (t) => {
    const { number } = await makeTicket(t, 'to be archived');
    const answer = await update(t, number, { statusId: 'Archived' });
    if (!answer.isSuccess) return `not taken: ${answer.summary}`;
    return `taken; the status is then ${show(ticketIn(await readTicket(t, number)).status)}`;
  }),

  check('updateTicket/topic-by-id', 'Send the ID of a help topic as `topicId`', async (t) => {
    const one = await usableValue(t, lookupFields.topic);
    await expectGiven(t, lookupFields.topic, one, byId(one));
  }),

  check('updateTicket/topic-unknown-refused', 'Send an ID that no help topic has', async (t) => {
    await refusedUpdates(t, [{ topicId: unknownId }]);
  }),
];
