/** Checks of the bytes and the format of every answer of an operation. They come last, when most answers are there. */
import { operations } from '../../contract/operations.js';
import type { GeneralInvariant } from '../invariants/rules.js';
import { type Check, checkFor } from '../kernel/check.js';
import type { Context } from '../kernel/context.js';
import { everyAnswerCheck } from '../kernel/every-answer.js';
import { bothFormats, moreAnswers } from '../steps/formats.js';

type Operation = (typeof operations)[number];
const answersJson = ({ answerSchema }: Operation) => answerSchema !== undefined;
const answersXml = ({ responses, successStatus }: Operation) =>
  responses[successStatus]?.['application/xml'] !== undefined;
const all = () => true;

/** Gets successes, in JSON where an operation has it. */
async function successes(t: Context, { id }: Operation): Promise<void> {
  await t.simplest(id);
  await moreAnswers(t, id);
}

async function readable(t: Context, one: Operation): Promise<void> {
  await t.works(one.id);
  await successes(t, one);
}

/** What is looked at, for the report; at which operations; and how to get such answers. */
const rules: readonly [
  id: GeneralInvariant,
  action: string,
  applies: (one: Operation) => boolean,
  ask: (t: Context, one: Operation) => Promise<unknown>,
][] = [
  ['formats/json-on-json-extension', 'Ask for JSON', answersJson, readable],
  ['formats/xml-on-xml-extension', 'Ask for XML', answersXml, (t, { id }) => bothFormats(t, id)],
  ['formats/readable-to-its-end', 'Read every answer to its end', all, successes],
  ['formats/no-bom', 'Look at the first bytes of every answer', all, successes],
  ['formats/valid-utf8', 'Look at the bytes of every answer', all, successes],
];

export const checks: Check[] = [
  ...rules.flatMap(([rule, action, applies, ask]) =>
    operations.filter(applies).map((one) => everyAnswerCheck(rule, one.id, action, (t) => ask(t, one))),
  ),

  checkFor('searchTickets', 'formats/no-rate-limit', 'Look for answers that limit the rate', async (t, id) => {
    // Asked for, so that there is an answer where the check runs alone; that it was turned away is what is looked for.
    await t.simplest(id).catch(() => {});
    const { limit } = t.session.answers;
    return limit === undefined ? 'no limit was met' : `requests were turned away: ${limit}`;
  }),
];
